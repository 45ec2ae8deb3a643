import { condition, defineSignal, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { Aanleiding } from '../../domein/aanleiding.ts';
import { type BerichtStart, signalNames } from '../../domein/opdracht.ts';
import { dagen, endOfTermijn } from '../../domein/termijn.ts';
import { bezorging, registers } from '../engine/activiteiten.ts';

const aanleidingSignal = defineSignal<[Aanleiding]>(signalNames.aanleiding);

/** How long the next kanaal gets to prove delivery, when the first one did not. */
const proofTermijn = dagen(1);

/**
 * An outbound message that has something to wait for: a medium that is away, proof of delivery, a refusal.
 * Each kanaal gets its time, then the next one is tried; when none is left a person restores the contact (Awb 2:10, Wmebv).
 */
export async function bericht({ berichtId, tot }: BerichtStart): Promise<void> {
  let reported = false;
  setHandler(
    aanleidingSignal,
    ({ naam }) => {
      if (naam === 'aflevering') reported = true;
    },
    { description: 'Het medium meldt of het bericht is aangekomen.' },
  );

  for (let current = berichtId, until = tot; ; until = endOfTermijn(proofTermijn, Date.now())) {
    setCurrentDetails(`Wacht tot bericht ${current} is aangekomen.`);
    let status = await bezorging.deliverBericht({ berichtId: current, tot: until });
    if (status === 'onderweg') {
      await condition(() => reported, Math.max(until - Date.now(), 1));
      status = await registers.readAfleverstatus({ berichtId: current });
    }
    if (status === 'verzonden' || status === 'afgeleverd') return;

    reported = false;
    const next = await registers.chooseElsewhere({ berichtId: current });
    if (!next.berichtId)
      return registers.askContactherstel({
        berichtId: current,
        uiterlijk: endOfTermijn(dagen(2), Date.now()),
      });
    current = next.berichtId;
  }
}
