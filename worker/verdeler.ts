import type { Client } from '@temporalio/client';
import { type AbonnementStart, signalNames, workflowIds } from '../domein/opdracht.ts';
import { describeError, type Logger } from '../platform/logging.ts';
import { watchNotifications } from '../platform/notificaties.ts';
import { meldingKanaal } from '../registers/kader/uitbak.ts';
import type { Opslag } from '../registers/kader/vraagbaak.ts';
import { vergeetOude } from '../registers/zgw/notificaties/cloudevents.ts';
import { verdeel } from '../registers/zgw/notificaties/verdeling.ts';
import { geefTerug, neemTeWekken, vindGemist } from '../registers/zgw/notificaties/wekken.ts';

/** A notification that got lost with its connection, or a Temporal that was away, costs at most this long. */
const rondeMs = 1_000;
/** How often is looked for wake-ups that got lost in a crash. */
const gemistMs = 5_000;
const opruimMs = 3_600_000;

export interface Verdeler {
  opslag: Opslag;
  client: Client;
  taskQueue: string;
  nu(): Date;
}

/**
 * Distributes notifications from the outbox over the abonnementen, and wakes the workflows of those that sleep. Any
 * number of workers may do this side by side; what one had in hand when it died, another finds.
 */
export function startVerdeler(
  verdeler: Verdeler,
  databaseUrl: string,
  log: Logger,
): { stop(): Promise<void> } {
  let stopped = false;
  let bel: (() => void) | undefined;
  let gebeld = false;
  const luister = watchNotifications(databaseUrl, meldingKanaal, () => {
    gebeld = true;
    bel?.();
  });
  const regelmatig = [
    { elke: gemistMs, vanaf: 0, werk: () => vindGemist(verdeler.opslag, verdeler.nu()) },
    { elke: opruimMs, vanaf: 0, werk: () => vergeetOude(verdeler.opslag, verdeler.nu()) },
  ];

  async function ronde(): Promise<void> {
    while (!stopped && (await verdeler.opslag.transactie((tx) => verdeel(tx, verdeler.nu()))) > 0);
    for (const een of regelmatig) {
      if (performance.now() < een.vanaf) continue;
      een.vanaf = performance.now() + een.elke;
      await een.werk();
    }
    await wekAllen(verdeler, log);
  }

  async function run(): Promise<void> {
    while (!stopped) {
      gebeld = false;
      try {
        await ronde();
      } catch (error) {
        log.warn({ err: describeError(error) }, 'distributing notifications failed; will be tried again');
        await rust();
      }
      if (!gebeld && !stopped) await rust();
    }
  }

  function rust(): Promise<void> {
    return new Promise((resolve) => {
      const klaar = (): void => {
        clearTimeout(timer);
        bel = undefined;
        resolve();
      };
      const timer = setTimeout(klaar, rondeMs);
      bel = klaar;
    });
  }

  const running = run();
  return {
    async stop() {
      stopped = true;
      bel?.();
      await luister.stop();
      await running;
    },
  };
}

/** Wakes every workflow that must be; who could not be woken waits for the next round. */
async function wekAllen({ opslag, client, taskQueue, nu }: Verdeler, log: Logger): Promise<void> {
  await Promise.all(
    (await neemTeWekken(opslag, nu())).map(async (abonnement) => {
      const start: AbonnementStart = { abonnement };
      try {
        await client.workflow.signalWithStart('abonnement', {
          workflowId: workflowIds.abonnement(abonnement),
          taskQueue,
          args: [start],
          signal: signalNames.werk,
          workflowIdReusePolicy: 'ALLOW_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
          staticSummary: 'Notificaties bezorgen aan één abonnement',
        });
      } catch (error) {
        log.warn({ abonnement, err: describeError(error) }, 'abonnement not woken; will be tried again');
        await geefTerug(opslag, abonnement);
      }
    }),
  );
}
