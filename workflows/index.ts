import { workflowInfo } from '@temporalio/workflow';
import type { VerzoekStart } from '../domein/opdracht.ts';
import { type AnyProces, workflowTypeOf } from '../domein/proces.ts';
import { runVerzoek } from './engine/verzoek.ts';

export { archiefvoorstel, overdracht, vernietiging } from './archief/archief.ts';
export { antwoord } from './bericht/antwoord.ts';
export { bericht } from './bericht/bericht.ts';
export { inhoudopruiming } from './documenten/opruiming.ts';
export { interactie } from './interactie/interactie.ts';
export { abonnement } from './notificaties/abonnement.ts';

declare global {
  interface ImportMeta {
    /** The bundler's own way to take in a whole folder. */
    webpackContext(
      folder: string,
      options: { regExp: RegExp },
    ): { keys(): string[]; (key: string): Record<string, AnyProces> };
  }
}

/** All process files of the folder, by workflow type: a new file needs no edit anywhere. */
const files = import.meta.webpackContext('./processen', { regExp: /\/[a-z0-9-]+\.ts$/ });
const processen = new Map(
  files
    .keys()
    .flatMap((key) => Object.values(files(key)))
    .map((proces) => [workflowTypeOf(proces.code), proces]),
);

/** Every workflow type that is not named above is the process of that name. */
export default async function verzoek(start: VerzoekStart): Promise<void> {
  const proces = processen.get(workflowInfo().workflowType);
  // An unknown type is a release that misses a process file: the task waits for one that has it.
  if (!proces) throw new Error(`No process for workflow type ${workflowInfo().workflowType}.`);
  return runVerzoek(proces, start);
}
