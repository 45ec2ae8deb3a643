import { sql } from 'kysely';
import type { Vraagbaak } from '../kader/vraagbaak.ts';
import { type Klasse, leesKlasse } from './klasse.ts';
import type { Archiefactie } from './voorwaarden.ts';

/** How many things of each kind went with a zaak. */
export type Aantallen = Record<string, number>;

/**
 * What remains of a list (Archiefbesluit 1995, article 8): what went, by which rule, when, by whom proposed and approved.
 * No content and nothing about a klant.
 */
export interface Verklaring {
  soort: Archiefactie;
  peildatum: string;
  voorgesteldOp: string;
  voorgesteldDoor: string;
  goedgekeurdOp: string;
  goedgekeurdDoor: string;
  toelichting: string;
  uitgevoerdOp: string;
  zaken: {
    identificatie: string;
    zaaktype: string;
    resultaattype: string;
    klasse: Klasse;
    archiefactiedatum: string;
    uitgevoerdOp: string;
    aantallen: Aantallen;
  }[];
  /** Proposed, and still there: taken off by a person, with their words, or passed over, with a code. */
  nietUitgevoerd: { identificatie: string; reden: string; afgehaald: boolean }[];
  totalen: Aantallen;
}

interface Regel {
  identificatie: string;
  zaaktype: string;
  resultaattype: string;
  selectielijstklasse: string;
  archiefactiedatum: string;
  status: string;
  reden: string | null;
  aantallen: Aantallen | null;
  op: string;
}

/** Writes the verklaring of a list of which nothing is left to do; once. */
export async function maakVerklaring(tx: Vraagbaak, id: string, nu: Date): Promise<void> {
  const lijst = await tx.een<Record<string, string>>(
    sql`SELECT soort, peildatum, voorgesteld_op, beslist_op, beslist_naam, toelichting FROM archieflijst WHERE id = ${id}::uuid AND status = 'goedgekeurd' FOR UPDATE`,
  );
  if (!lijst) return;
  const regels = await tx.alle<Regel>(sql`
    SELECT identificatie, zaaktype, resultaattype, selectielijstklasse, archiefactiedatum, status, reden, aantallen, op
    FROM archiefregel WHERE lijst = ${id}::uuid ORDER BY volgnummer`);
  const gedaan = regels.filter(({ status }) => status === 'uitgevoerd');
  const verklaring: Verklaring = {
    soort: lijst.soort as Archiefactie,
    peildatum: lijst.peildatum ?? '',
    voorgesteldOp: lijst.voorgesteld_op ?? '',
    voorgesteldDoor: 'Schakel, dagelijks voorstel',
    goedgekeurdOp: lijst.beslist_op ?? '',
    goedgekeurdDoor: lijst.beslist_naam ?? '',
    toelichting: lijst.toelichting ?? '',
    uitgevoerdOp: nu.toISOString(),
    zaken: gedaan.map(({ status: _s, reden: _r, op, selectielijstklasse, aantallen, ...regel }) => ({
      ...regel,
      klasse: leesKlasse(selectielijstklasse),
      uitgevoerdOp: op,
      aantallen: aantallen ?? {},
    })),
    nietUitgevoerd: regels
      .filter(({ status }) => status !== 'uitgevoerd')
      .map(({ identificatie, reden, status }) => ({
        identificatie,
        reden: reden ?? '',
        afgehaald: status === 'afgehaald',
      })),
    totalen: telOp(gedaan.map(({ aantallen }) => aantallen ?? {})),
  };
  await tx.doe(sql`
    UPDATE archieflijst SET status = 'uitgevoerd', uitgevoerd_op = ${nu}, verklaring = ${JSON.stringify(verklaring)}::jsonb WHERE id = ${id}::uuid`);
}

function telOp(alle: Aantallen[]): Aantallen {
  const totaal: Aantallen = {};
  for (const aantallen of alle)
    for (const [naam, aantal] of Object.entries(aantallen)) totaal[naam] = (totaal[naam] ?? 0) + aantal;
  return totaal;
}
