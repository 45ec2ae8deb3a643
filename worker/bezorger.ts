import type { Client } from '@temporalio/client';
import { type NativeConnection, Worker } from '@temporalio/worker';
import { createNotificatieactiviteiten } from '../activities/notificaties/bezorging.ts';
import { bronVan } from '../domein/cloudevent.ts';
import { notificatieQueue } from '../domein/opdracht.ts';
import type { Pusher } from '../kanalen/app/push.ts';
import type { Config } from '../platform/config.ts';
import type { Logger } from '../platform/logging.ts';
import { createDataConverter } from '../platform/temporal/converter.ts';
import type { Opslag } from '../registers/kader/vraagbaak.ts';
import { openWerkbel } from './afleveringen.ts';
import { notificatieOptions } from './opties.ts';
import { startVerdeler } from './verdeler.ts';

export interface Bezorgdelen {
  connection: NativeConnection;
  client: Client;
  opslag: Opslag;
  pusher: Pusher;
  log: Logger;
  nu(): Date;
}

/** The part of a worker that distributes notifications and delivers them, beside all that verzoeken need. */
export async function startBezorger(
  config: Config,
  { connection, client, opslag, pusher, log, nu }: Bezorgdelen,
): Promise<{ failed: Promise<void>; stop(): Promise<void> }> {
  const werkbel = openWerkbel(config.DATABASE_URL);
  const worker = await Worker.create({
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue: notificatieQueue(config.TEMPORAL_TASK_QUEUE),
    activities: createNotificatieactiviteiten({
      opslag,
      pusher,
      luister: werkbel.luister,
      magBeginnen: werkbel.magBeginnen,
      bron: bronVan(config.GEMEENTE_RSIN),
      log,
      nu,
    }),
    dataConverter: createDataConverter(config),
    ...notificatieOptions,
  });
  const failed = worker.run();
  const verdeler = startVerdeler(
    { opslag, client, taskQueue: config.TEMPORAL_TASK_QUEUE, nu },
    config.DATABASE_URL,
    log,
  );
  return {
    failed,
    async stop() {
      await Promise.all([verdeler.stop(), werkbel.stop()]);
      worker.shutdown();
      await failed;
      pusher.close();
    },
  };
}
