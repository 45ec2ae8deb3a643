import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Notificatieactiviteiten } from '../../activities/contract.ts';
import { type Bezorgstand, beginstand, meldOp, naBeurt, rusttijd, wektOp } from '../../domein/bezorging.ts';
import { type AbonnementStart, notificatieQueue, signalNames } from '../../domein/opdracht.ts';
import { showBezorging } from './overzicht.ts';

const werkSignal = defineSignal(signalNames.werk);
const opnieuwSignal = defineSignal<[number?]>(signalNames.opnieuw);
export const standQuery = defineQuery<Bezorgstand>('stand');

/** A history of so many events is closed: a cold replay stays cheap. */
const eventsPerRun = 800;

/**
 * Delivers notifications to one abonnement, for as long as it exists. Sleeps while there is nothing to do; a turn is one
 * activity for any number of messages. Decides when to try again, when to rest and when the operator must know.
 */
export async function abonnement(start: AbonnementStart): Promise<void> {
  const { bezorgNotificaties, stuurOpgegevenOpnieuw, meldVast } = proxyActivities<Notificatieactiviteiten>({
    taskQueue: notificatieQueue(workflowInfo().taskQueue),
    // A turn begins nothing after 5 s, a message gets 10: whoever takes over from a dead worker is alone.
    startToCloseTimeout: '25 seconds',
    retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
  });
  const opnieuw = [...(start.opnieuw ?? [])];
  let stand = start.stand ?? beginstand;
  let gewekt = false;
  setHandler(
    werkSignal,
    () => {
      gewekt = true;
    },
    { description: 'Er is iets te bezorgen, of het abonnement is gewijzigd of weg. Stuurt Schakel zelf.' },
  );
  setHandler(opnieuwSignal, (aflevering) => void opnieuw.push(aflevering ?? 'alles'), {
    description:
      'Opgegeven notificaties opnieuw sturen: alle, of die met dit nummer. Slaat ook de rust over.',
  });
  setHandler(standQuery, () => stand, { description: 'Wat er wacht en wat er is opgegeven.' });

  const klaar = (): boolean => gewekt || opnieuw.length > 0;
  for (;;) {
    for (let een = opnieuw.shift(); een !== undefined; een = opnieuw.shift())
      await stuurOpgegevenOpnieuw({
        abonnement: start.abonnement,
        ...(een === 'alles' ? {} : { aflevering: een }),
      });
    gewekt = false;
    const beurt = await bezorgNotificaties({
      abonnement: start.abonnement,
      proef: stand.mislukt > 0,
      rustMs: rusttijd(stand.mislukt),
    });
    if (beurt.stand === 'weg') return;
    stand = naBeurt(stand, beurt, Date.now());
    showBezorging(start.abonnement, stand);

    for (;;) {
      const melden = meldOp(stand);
      if (melden !== undefined && melden <= Date.now()) {
        const { wachtend, opgegeven, fout } = stand;
        await meldVast({ abonnement: start.abonnement, wachtend, opgegeven, ...(fout ? { fout } : {}) });
        stand = { ...stand, gemeld: true };
        continue;
      }
      if (beurt.stand === 'verder' || klaar()) break;
      const eerst = wektOp(stand);
      if (eerst === undefined) await condition(klaar);
      else await condition(klaar, Math.max(eerst - Date.now(), 1));
      if (eerst !== undefined && eerst <= Date.now() && eerst !== melden) break;
    }
    const { historyLength, continueAsNewSuggested } = workflowInfo();
    if (historyLength > eventsPerRun || continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAsNew<typeof abonnement>({ abonnement: start.abonnement, stand, opnieuw });
    }
  }
}
