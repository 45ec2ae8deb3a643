import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Aanleiding } from '../../domein/aanleiding.ts';
import { eigenschappenOf } from '../../domein/kanaal.ts';
import { type BerichtSignaal, type InteractieStart, signalNames } from '../../domein/opdracht.ts';
import { registers } from '../engine/activiteiten.ts';
import { Gesprek } from './gesprek.ts';
import { type Gesprekstand, newGesprekstand } from './stand.ts';

const berichtSignal = defineSignal<[BerichtSignaal]>(signalNames.bericht);
const aanleidingSignal = defineSignal<[Aanleiding]>(signalNames.aanleiding);

/** A conversation in which nothing happens for this long is over; the next message opens it again. */
const idleMs = 24 * 3_600_000;
const maxHistory = 500;

/**
 * One conversation that must first be understood, queued or handed over (design section 4).
 * Mail is understood and leaves; a live conversation stays as long as somebody talks.
 */
export async function interactie(start: InteractieStart): Promise<void> {
  const stand = (start.toestand as Gesprekstand | undefined) ?? newGesprekstand();
  setHandler(berichtSignal, (bericht) => void stand.teDoen.push({ bericht }), {
    description: 'Een bericht van de klant. Komt van de aanname.',
  });
  setHandler(aanleidingSignal, (aanleiding) => void stand.teDoen.push({ aanleiding }), {
    description: 'Een handeling van een medewerker.',
  });
  if (!start.toestand)
    stand.verwerktTot = (await registers.startInteractie({ interactieId: start.interactieId })).verwerktTot;

  const gesprek = new Gesprek(start, stand);
  for (;;) {
    showStand(start, stand);
    const waitMs = Math.max((stand.wachttijdTot ?? Date.now() + idleMs) - Date.now(), 1);
    const woken = await condition(() => stand.teDoen.length > 0, waitMs);
    const werk = stand.teDoen.shift();
    if (werk && 'bericht' in werk) await gesprek.hear(werk.bericht);
    else if (werk) await gesprek.hearAanleiding(werk.aanleiding);
    else if (stand.wachttijdTot) await gesprek.nobodyCame();

    const over = gesprek.isOver || (!woken && stand.modus !== 'wachtrij' && stand.modus !== 'uitvraag');
    if (over && stand.teDoen.length === 0) {
      await registers.finishInteractie({ interactieId: start.interactieId, verwerktTot: stand.verwerktTot });
      // Whoever spoke meanwhile is heard before this run ends: its signal is gone after it.
      if (stand.teDoen.length === 0) return;
    }
    if (workflowInfo().historyLength >= maxHistory) {
      await condition(allHandlersFinished);
      return continueAsNew<typeof interactie>({ ...start, toestand: stand });
    }
  }
}

function showStand(start: InteractieStart, stand: Gesprekstand): void {
  setCurrentDetails(
    [
      `**Gesprek** ${start.kenmerk} (${eigenschappenOf(start.kanaal).naam})`,
      `- Stand: ${stand.modus}`,
      ...(stand.product ? [`- Uitvraag voor: ${stand.product}`] : []),
      `- Nog te verwerken: ${stand.teDoen.length}`,
    ].join('\n'),
  );
}
