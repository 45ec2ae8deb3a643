import { condition } from '@temporalio/workflow';
import type { Zaakwerk } from '../../activities/contract.ts';
import { zaakregister } from './activiteiten.ts';
import type { Toestand } from './toestand.ts';

/**
 * Carries out the work on the zaak in its order, as long as this run lasts. Work is dropped from the line when it is done:
 * a run that ends before that leaves it to the next, which asks for the very same thing.
 */
export async function handleZaakwerk({ zaakwerk }: Toestand): Promise<never> {
  for (;;) {
    await condition(() => zaakwerk.length > 0);
    await carryOut(zaakwerk[0]!);
    zaakwerk.shift();
  }
}

function carryOut({ act, opdracht }: Zaakwerk): Promise<void> {
  const activity = zaakregister[act] as (work: typeof opdracht) => Promise<void>;
  return activity(opdracht);
}
