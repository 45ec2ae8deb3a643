import os from 'node:os';
import { readConfig } from '../platform/config.ts';
import { createLogger } from '../platform/logging.ts';
import { startWorker } from './worker.ts';

/** Starts one worker process: workflows, activities and the relay. Any number may run beside each other. */
// Accepting goes before handling: where both share a machine, a burst must not keep klanten waiting at the door.
os.setPriority(10);

const config = readConfig();
const log = createLogger('worker', config.LOG_LEVEL);
const worker = await startWorker(config, log);
process.send?.({ ready: true });
log.info({ temporal: config.TEMPORAL_ADDRESS, namespace: config.TEMPORAL_NAMESPACE }, 'worker is ready');

let stopping = false;
async function stop(reason: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ reason }, 'worker stops');
  await worker.stop();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));
// Started by a supervisor that is gone: nobody would restart or stop us.
process.on('disconnect', () => void stop('disconnect'));
worker.failed.catch((error: unknown) => {
  log.fatal({ err: error }, 'worker failed');
  process.exit(1);
});
