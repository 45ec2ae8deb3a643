import { type RequestHandler, Router } from 'express';
import { sql } from 'kysely';
import type { Db } from '../platform/database.ts';
import { checkHeartbeat, checkOnderdeel } from '../platform/gezondheid.ts';

export interface Gezondheidsomgeving {
  db: Db;
  /** Resolves when Temporal answers. */
  checkTemporal(): Promise<unknown>;
}

/** `/health/live`: this process answers. `/health/ready`: every part it needs does, each with its own line; 503 otherwise. */
export function createGezondheidRouter({ db, checkTemporal }: Gezondheidsomgeving): Router {
  const ready: RequestHandler = async (_req, res) => {
    const [database, temporal, worker] = await Promise.all([
      checkOnderdeel(() => sql`SELECT 1`.execute(db)),
      checkOnderdeel(checkTemporal),
      checkOnderdeel(() => checkHeartbeat(db, 'worker')),
    ]);
    const onderdelen = { api: { status: 'up' }, database, temporal, worker };
    const up = Object.values(onderdelen).every(({ status }) => status === 'up');
    res
      .status(up ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status: up ? 'up' : 'down', onderdelen });
  };
  const router = Router();
  router.get('/health/live', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ status: 'up', onderdelen: { api: { status: 'up' } } });
  });
  router.get('/health/ready', ready);
  return router;
}
