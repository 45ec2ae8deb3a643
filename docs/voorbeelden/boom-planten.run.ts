import type { VerzoekStart } from '../../domein/opdracht.ts';
import { runVerzoek } from '../../workflows/engine/verzoek.ts';
import { boomPlanten as proces } from './boom-planten.ts';

/** The example as a workflow: it stands outside `workflows/processen/`, where the engine would find it by itself. */
export const boomPlanten = (start: VerzoekStart): Promise<void> => runVerzoek(proces, start);
