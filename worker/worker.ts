import path from 'node:path';
import { NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActiviteiten } from '../activities/index.ts';
import { openArchief } from '../api/zgw/archief/uitvoering.ts';
import { openZgw } from '../api/zgw/zgw.ts';
import { loadVerzenders } from '../kanalen/register.ts';
import { createBewijs } from '../platform/bewijs.ts';
import type { Config } from '../platform/config.ts';
import { openDatabase } from '../platform/database.ts';
import { startHeartbeat } from '../platform/gezondheid.ts';
import { instellingenOf } from '../platform/instellingen.ts';
import type { Logger } from '../platform/logging.ts';
import { loadProcessen } from '../platform/processen.ts';
import { createClient, readTls } from '../platform/temporal/connection.ts';
import { createDataConverter } from '../platform/temporal/converter.ts';
import { openDocumentenmap } from '../registers/documenten/map.ts';
import { openOpruiming } from '../registers/documenten/opruiming.ts';
import { startBezorger } from './bezorger.ts';
import { loadBundle } from './bundle.ts';
import { workerOptions } from './opties.ts';
import { startRelay } from './relay.ts';
import { planNachtelijks } from './schemas.ts';
import { createVerzenders } from './verzenders.ts';
import { openZaken } from './zaken.ts';

/** Brings up everything a worker does. */
export async function startWorker(
  config: Config,
  log: Logger,
): Promise<{ failed: Promise<void>; stop(): Promise<void> }> {
  silenceTemporal(log);
  const db = openDatabase(config.DATABASE_URL, config.DATABASE_POOL * 2);
  const processen = await loadProcessen();
  const bewijs = createBewijs(config.SCHAKEL_GEHEIM);
  const instellingen = instellingenOf(config);
  const client = await createClient(config);
  const verzenders = createVerzenders(db, await loadVerzenders(), {
    bewijs,
    instellingen,
    log,
    geheim: config.SCHAKEL_GEHEIM,
    ontwikkel: config.NODE_ENV !== 'production',
  });
  const nu = (): Date => new Date();
  const zgw = await openZgw({ config, log, nu, toegestaan: config.ZGW_TOEGESTAAN, leeslog: false });
  const zaakregister = openZaken(config, zgw);
  const omgeving = {
    db,
    processen,
    bewijs,
    instellingen,
    bronorganisatie: config.GEMEENTE_RSIN,
    zaakregister,
    documenten: await openDocumentenmap(path.join(config.SCHAKEL_DATA, 'documenten'), zgw.inhoud),
    findVerzender: verzenders.find,
    archief: openArchief(zgw.omgeving, zgw.inhoud),
    opruiming: openOpruiming(zgw.omgeving.opslag, zgw.inhoud),
    client,
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    log,
    nu,
  };

  const tls = await readTls(config);
  const connection = await NativeConnection.connect({
    address: config.TEMPORAL_ADDRESS,
    ...(tls ? { tls } : {}),
  });
  const worker = await Worker.create({
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    workflowBundle: await loadBundle(path.join(config.SCHAKEL_DATA, 'bundels'), log),
    activities: createActiviteiten(omgeving),
    dataConverter: createDataConverter(config),
    ...workerOptions,
  });
  const bezorger = await startBezorger(config, {
    connection,
    client,
    opslag: zgw.omgeving.opslag,
    pusher: zgw.pusher,
    log,
    nu,
  });
  const failed = Promise.all([worker.run(), bezorger.failed]).then(() => undefined);
  const relay = startRelay(
    { db, client, taskQueue: config.TEMPORAL_TASK_QUEUE, processen, nu },
    config.DATABASE_URL,
    log,
  );
  await planNachtelijks(client, config.TEMPORAL_TASK_QUEUE);
  const heartbeat = startHeartbeat(db, 'worker');

  return {
    failed,
    async stop() {
      await relay.stop();
      worker.shutdown();
      await bezorger.stop();
      await failed;
      heartbeat.stop();
      await verzenders.close();
      await connection.close();
      await client.connection.close();
      await zgw.stop();
      await db.destroy();
    },
  };
}

/** Temporal's own lines in our own log; its default signal handling would end the worker before the relay. */
function silenceTemporal(log: Logger): void {
  const forward = (
    level: 'debug' | 'info' | 'warn' | 'error',
    message: string,
    meta?: Record<string, unknown>,
  ): void => {
    const { workflowId, workflowType, activityType, attempt, error } = meta ?? {};
    log[level]({ workflowId, workflowType, activityType, attempt, err: error }, message);
  };
  Runtime.install({
    shutdownSignals: [],
    logger: {
      log: (_level, message, meta) => forward('debug', message, meta),
      trace: () => undefined,
      debug: () => undefined,
      info: (message, meta) => forward('debug', message, meta),
      warn: (message, meta) => forward('warn', message, meta),
      error: (message, meta) => forward('error', message, meta),
    },
  });
}
