import { randomUUID } from 'node:crypto';
import { complete } from '../../registers/taken/afronden.ts';
import { answer } from '../../registers/taken/antwoord.ts';
import { take } from '../../registers/taken/neem.ts';
import type { Systeem } from './systeem.ts';

/** What a medewerker does on the work page, without the page. */
const medewerker = 'm-test';

/** Takes the work and finishes it with this outcome. */
export async function completeTaak(
  { db }: Systeem,
  taak: { id: string },
  resultaat: Record<string, unknown>,
): Promise<void> {
  const taken = await take(db, taak.id, medewerker, new Date());
  if (!taken.ok) throw new Error(`The work could not be taken: ${taken.reden}.`);
  const done = await complete(db, taak.id, medewerker, resultaat, new Date());
  if (!done.ok) throw new Error(`The work could not be finished: ${done.reden}.`);
}

/** Takes the work, when that has not happened, and answers the klant. */
export async function answerKlant({ db }: Systeem, taak: { id: string }, tekst: string): Promise<void> {
  await take(db, taak.id, medewerker, new Date());
  const sent = await answer(db, taak.id, medewerker, { id: randomUUID(), tekst }, new Date());
  if (!sent.ok) throw new Error(`The answer was refused: ${sent.reden}.`);
}
