import { z } from 'zod';
import type { AnyProces } from '../domein/proces.ts';
import { listVragen, type Vraag } from '../domein/vraag.ts';

/** Asked after the questions of every process: where the answer may go when the chat is over. */
export const contactveld = 'email$';

/** The schema of a dialogue: the process's own questions and the contact question. */
export function dialoogschema(proces: AnyProces): z.ZodObject {
  return proces.gegevens.extend({
    [contactveld]: z.email().max(254).optional().meta({
      soort: 'email',
      vraag: 'Wat is uw e-mailadres? Dan sturen wij u bericht, ook als u de chat sluit.',
    }),
  });
}

/** The questions of a dialogue. Files are sent along in a chat at any moment, so they are not asked. */
export function dialoogvragen(proces: AnyProces): Vraag[] {
  return listVragen(dialoogschema(proces)).filter((vraag) => vraag.soort !== 'bestanden');
}
