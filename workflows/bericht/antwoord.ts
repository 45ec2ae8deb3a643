import type { AntwoordStart } from '../../domein/opdracht.ts';
import { verzending } from '../engine/activiteiten.ts';

/** Sends what a medewerker wrote after the workflow of the verzoek or conversation had ended. */
export async function antwoord({ kenmerk, berichtId }: AntwoordStart): Promise<void> {
  await verzending.sendAntwoord({ kenmerk, berichtId });
}
