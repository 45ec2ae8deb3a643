import { readConfig } from '../platform/config.ts';
import { createLogger } from '../platform/logging.ts';
import { startApi } from './server.ts';

/** Starts one api process. Any number may run beside each other behind one address. */
const config = readConfig();
const log = createLogger('api', config.LOG_LEVEL);
const api = await startApi(config, log);
process.send?.({ ready: true });
log.info({ port: api.port, smtp: config.SMTP_PORT }, 'api is ready');

let stopping = false;
async function stop(reason: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ reason }, 'api stops');
  await api.stop();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(signal));
// Started by a supervisor that is gone: nobody would restart or stop us.
process.on('disconnect', () => void stop('disconnect'));
