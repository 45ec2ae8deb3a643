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
 * Distributes notifications from the outbox over the abonnementen, and wakes the workflows of those that sleep: side by
 * side, so that neither a full outbox nor a slow Temporal keeps the other waiting. Any number of workers may do this at
 * once; what one had in hand when it died, another finds.
 */
export function startVerdeler(
  verdeler: Verdeler,
  databaseUrl: string,
  log: Logger,
): { stop(): Promise<void> } {
  const { opslag, nu } = verdeler;
  const regelmatig = [
    { elke: gemistMs, vanaf: 0, werk: () => vindGemist(opslag, nu()) },
    { elke: opruimMs, vanaf: 0, werk: () => vergeetOude(opslag, nu()) },
  ];
  const verdelen = herhaal('distributing', log, async (isGestopt) => {
    while (!isGestopt() && (await opslag.transactie((tx) => verdeel(tx, nu()))) > 0) wekken.bel();
  });
  const wekken = herhaal('waking', log, async () => {
    for (const een of regelmatig) {
      if (performance.now() < een.vanaf) continue;
      een.vanaf = performance.now() + een.elke;
      await een.werk();
    }
    await wekAllen(verdeler, log);
  });
  const luister = watchNotifications(databaseUrl, meldingKanaal, () => {
    verdelen.bel();
    wekken.bel();
  });
  return {
    async stop() {
      await luister.stop();
      await Promise.all([verdelen.stop(), wekken.stop()]);
    },
  };
}

/** Does some work whenever the bell rings, and every second. What fails is tried again. */
function herhaal(
  wat: string,
  log: Logger,
  werk: (isGestopt: () => boolean) => Promise<void>,
): { bel(): void; stop(): Promise<void> } {
  let gestopt = false;
  let gebeld = false;
  let wakker: (() => void) | undefined;
  const rust = (): Promise<void> =>
    new Promise((resolve) => {
      const klaar = (): void => {
        clearTimeout(timer);
        wakker = undefined;
        resolve();
      };
      const timer = setTimeout(klaar, rondeMs);
      wakker = klaar;
    });
  async function run(): Promise<void> {
    while (!gestopt) {
      gebeld = false;
      try {
        await werk(() => gestopt);
      } catch (error) {
        log.warn({ err: describeError(error) }, `${wat} notifications failed; will be tried again`);
        await rust();
      }
      if (!gebeld && !gestopt) await rust();
    }
  }
  // Not before whoever starts this has all of its parts.
  const running = Promise.resolve().then(run);
  return {
    bel() {
      gebeld = true;
      wakker?.();
    },
    async stop() {
      gestopt = true;
      wakker?.();
      await running;
    },
  };
}

/** Wakes every workflow that must be; who could not be woken waits for the next round. */
async function wekAllen({ opslag, client, taskQueue, nu }: Verdeler, log: Logger): Promise<void> {
  let gelukt = true;
  async function wekEen(abonnement: string): Promise<void> {
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
      gelukt = false;
      log.warn({ abonnement, err: describeError(error) }, 'abonnement not woken; will be tried again');
      await geefTerug(opslag, abonnement);
    }
  }
  for (let wie = await neemTeWekken(opslag, nu()); wie.length > 0; wie = await neemTeWekken(opslag, nu())) {
    await Promise.all(wie.map(wekEen));
    if (!gelukt) return;
  }
}
