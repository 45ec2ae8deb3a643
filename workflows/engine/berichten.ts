import { isFormeel } from '../../domein/formeel.ts';
import type { BerichtSignaal, VerzoekStart } from '../../domein/opdracht.ts';
import { dagen, endOfTermijn } from '../../domein/termijn.ts';
import { registers, verzending } from './activiteiten.ts';
import type { Toestand, Werk } from './toestand.ts';

/** Skill that reads what a klant sends unasked. */
const readers = 'klantcontact';

/**
 * Deals with one message or answer that the process itself did not wait for.
 * All steps may run again: the state drops the work only after the last one.
 */
export async function handleWerk(start: VerzoekStart, toestand: Toestand, werk: Werk): Promise<void> {
  if (werk.soort === 'antwoord') {
    await verzending.sendAntwoord({ kenmerk: start.kenmerk, berichtId: werk.berichtId });
    return;
  }
  const { bericht, verwacht } = werk;
  if (bericht.soort === 'sessie' || bericht.soort === 'kanaalwissel')
    return handleKanaalwissel(start, bericht);
  if (bericht.soort === 'intrekken') return;
  // The message that opened this round is registered by the intake and acknowledged by the process.
  if (bericht.berichtId === start.berichtId) return;
  if (toestand.afgerond) return registers.rerouteBericht({ berichtId: bericht.berichtId });

  const { bijTaak } = await registers.registerBericht({
    kenmerk: start.kenmerk,
    berichtId: bericht.berichtId,
  });
  if (!verwacht && !bijTaak && !bericht.automatisch) {
    await registers.openTaak({
      kenmerk: start.kenmerk,
      sleutel: `${start.kenmerk}/${start.ronde}/bericht/${bericht.berichtId}`,
      soort: 'bericht',
      naam: 'bericht-lezen',
      vaardigheid: readers,
      prioriteit: 2,
      uiterlijk: endOfTermijn(dagen(2), Date.now()),
    });
  }
  if (isFormeel(bericht) && mayAcknowledge(toestand)) {
    await verzending.sendBericht({
      kenmerk: start.kenmerk,
      sleutel: `${start.kenmerk}/bericht/${bericht.berichtId}/ontvangst`,
      sjabloon: 'bericht-ontvangen',
      soort: 'ontvangstbevestiging',
    });
  }
}

/**
 * A machine that does not say so answers each acknowledgement, and would be answered for ever (RFC 3834).
 * Nobody writes this often in an hour; all that comes is still read by a person.
 */
const acknowledgementsPerHour = 10;

function mayAcknowledge(toestand: Toestand): boolean {
  toestand.bevestigd = toestand.bevestigd.filter((op) => op > Date.now() - 3_600_000);
  if (toestand.bevestigd.length >= acknowledgementsPerHour) return false;
  toestand.bevestigd.push(Date.now());
  return true;
}

/** Another kanaal joins the same verzoek: the binding stands already, the timeline shows it, the klant is told. */
async function handleKanaalwissel(start: VerzoekStart, bericht: BerichtSignaal): Promise<void> {
  if (bericht.soort === 'sessie' && bericht.keuze !== 'aangekomen') return;
  const { kanaal } = await registers.recordKanaalwissel({
    kenmerk: start.kenmerk,
    berichtId: bericht.berichtId,
  });
  await verzending.sendBericht({
    kenmerk: start.kenmerk,
    sleutel: `${start.kenmerk}/wissel/${bericht.berichtId}`,
    sjabloon: 'verder-op-dit-kanaal',
    soort: 'dialoog',
    alleen: kanaal,
  });
}
