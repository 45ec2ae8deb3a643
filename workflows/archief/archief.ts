import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  condition,
  defineSignal,
  ParentClosePolicy,
  setCurrentDetails,
  setHandler,
  sleep,
  startChild,
} from '@temporalio/workflow';
import type { Aanleiding } from '../../domein/aanleiding.ts';
import { type ArchieflijstStart, archiefworkflows, signalNames, workflowIds } from '../../domein/opdracht.ts';
import { archief } from '../engine/activiteiten.ts';

const aanleidingSignal = defineSignal<[Aanleiding]>(signalNames.aanleiding);

/** Zaken per activity: few enough to see it move, many enough to be quick. */
const perKeer = 20;
/** A content that was put away again just now is looked at later. */
const laterWissen = '1 hour';

/** Every day: what may be destroyed or transferred is put on lists, and each list waits for a person. */
export async function archiefvoorstel(): Promise<void> {
  for (const lijst of await archief.stelArchieflijstenVoor()) {
    try {
      await startChild(archiefworkflows[lijst.soort], {
        workflowId: workflowIds.archieflijst(lijst),
        args: [lijst],
        parentClosePolicy: ParentClosePolicy.ABANDON,
        staticSummary: 'Archieflijst',
      });
    } catch (error) {
      // Somebody decided before we got here.
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }
}

/** One list of zaken to destroy: waits for a person, does what was approved, leaves a verklaring. */
export const vernietiging = (start: ArchieflijstStart): Promise<void> => handelAf(start);

/** One list of zaken to transfer; the same, but they are marked. */
export const overdracht = (start: ArchieflijstStart): Promise<void> => handelAf(start);

async function handelAf({ lijst }: ArchieflijstStart): Promise<void> {
  let beslist = false;
  setHandler(
    aanleidingSignal,
    () => {
      beslist = true;
    },
    { description: 'Iemand heeft over de lijst beslist.' },
  );
  setCurrentDetails('Wacht tot iemand over de lijst beslist.');
  await condition(() => beslist);
  // The decision stands in the register; the signal only says that there is one.
  const { status } = await archief.readArchiefstatus({ lijst });
  if (status !== 'goedgekeurd') return;

  setCurrentDetails('Voert de lijst uit.');
  while ((await archief.voerArchieflijstUit({ lijst, aantal: perKeer })).over > 0);
  setCurrentDetails('Wist wat nergens meer bij hoort.');
  while ((await archief.wisArchiefsporen({ lijst })).wacht > 0) await sleep(laterWissen);
  await archief.closeArchieflijst({ lijst });
}
