import type { Router } from 'express';
import { sql } from 'kysely';
import { stuurObject } from '../../kit/antwoord.ts';
import { nietGevonden, veldFout } from '../../kit/fout.ts';
import { eisRij, eisScope } from '../../kit/lees.ts';
import type { Omgeving } from '../../kit/omgeving.ts';
import { behandel } from '../../kit/oproep.ts';
import { toonRij } from '../../kit/toon.ts';

/** `GET /applicaties/consumer?clientId=`: the application behind a client id. */
export function consumerRoute(router: Router, omgeving: Omgeving): void {
  const plek = omgeving.kaart.vind('applicatie');
  router.get(
    '/applicaties/consumer',
    behandel(omgeving, async (oproep, req, res) => {
      eisScope(oproep, plek, 'lezen');
      const { clientId } = req.query;
      if (typeof clientId !== 'string' || clientId === '')
        throw veldFout('clientId', 'required', 'Deze parameter is vereist.');
      const rij = await omgeving.opslag.een<{ uuid: string }>(
        sql`SELECT uuid FROM applicatie WHERE client_ids @> ARRAY[${clientId}]`,
      );
      if (!rij) throw nietGevonden();
      const { waarden } = await eisRij(omgeving, oproep, omgeving.opslag, plek, rij.uuid, 'lezen');
      stuurObject(req, res, plek.resource, toonRij(omgeving.kaart, oproep.basis, plek.resource, waarden));
    }),
  );
}
