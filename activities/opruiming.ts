import { heartbeat } from '@temporalio/activity';
import type { Opruimactiviteiten } from './contract.ts';
import type { Omgeving } from './omgeving.ts';

/** Keeping the store of documents clean; removing an orphan twice is removing it once. */
export function createOpruiming({ opruiming, nu, log }: Omgeving): Opruimactiviteiten {
  return {
    async ruimInhoudOp({ deel }) {
      const stand = await opruiming.ruimDeelOp(deel, nu(), () => heartbeat());
      for (const sha256 of stand.beschadigd) log.error({ sha256 }, 'content of a document is damaged');
      return { gezien: stand.gezien, gewist: stand.gewist, beschadigd: stand.beschadigd.length };
    },
    ruimAfgebrokenOp: async () => ({ gewist: await opruiming.ruimAfgebrokenOp(nu()) }),
  };
}
