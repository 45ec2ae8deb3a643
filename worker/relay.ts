import { describeError, type Logger } from '../platform/logging.ts';
import { watchNotifications } from '../platform/notificaties.ts';
import { type Doorgever, Doorgiftefout, passOne, postpone } from './doorgifte.ts';

/** Items on their way at once: enough to keep Temporal busy on two cores, few enough to leave the rest room. */
const lanes = 8;
/** A notification that got lost with its connection costs at most this long. */
const pollMs = 500;

/** The relay: several lanes that each bring one item after another, and sleep when nothing waits. */
export function startRelay(
  doorgever: Doorgever,
  databaseUrl: string,
  log: Logger,
): { stop(): Promise<void> } {
  let stopped = false;
  let wake: () => void = () => undefined;
  let woken = new Promise<void>((resolve) => {
    wake = resolve;
  });
  const ring = (): void => {
    wake();
    woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
  };
  const listener = watchNotifications(databaseUrl, 'doorgifte', ring);

  async function run(): Promise<void> {
    while (!stopped) {
      const asleep = woken;
      try {
        if (await passOne(doorgever)) continue;
      } catch (error) {
        await giveTime(error);
      }
      await Promise.race([asleep, new Promise((resolve) => setTimeout(resolve, pollMs))]);
    }
  }

  async function giveTime(error: unknown): Promise<void> {
    const id = error instanceof Doorgiftefout ? error.id : undefined;
    const pogingen = id === undefined ? undefined : await postpone(doorgever, id).catch(() => undefined);
    const cause = error instanceof Doorgiftefout ? error.cause : error;
    log.warn({ doorgifte: id, pogingen, err: describeError(cause) }, 'doorgifte failed; will be tried again');
  }

  const running = Array.from({ length: lanes }, run);
  return {
    async stop() {
      stopped = true;
      ring();
      await listener.stop();
      await Promise.all(running);
    },
  };
}
