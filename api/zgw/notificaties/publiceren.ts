import express, { type Router } from 'express';
import { sql } from 'kysely';
import { z } from 'zod';
import { foutenVan } from '../../kit/controle.ts';
import { validatieFout } from '../../kit/fout.ts';
import { eisScope } from '../../kit/lees.ts';
import { meldingKanaal } from '../../kit/melding.ts';
import type { Omgeving } from '../../kit/omgeving.ts';
import { behandel } from '../../kit/oproep.ts';

const bericht = z.object({
  kanaal: z.string().min(1).max(50),
  hoofdObject: z.url(),
  resource: z.string().min(1).max(100),
  resourceUrl: z.url(),
  actie: z.string().min(1).max(100),
  aanmaakdatum: z.iso.datetime({ offset: true, local: true }),
  kenmerken: z.record(z.string(), z.string()).default({}),
});

/** `POST /notificaties`: another component tells what happened there. */
export function publiceerRoute(router: Router, omgeving: Omgeving): void {
  const plek = omgeving.kaart.vind('kanaal');
  router.post(
    '/notificaties',
    express.json({ limit: 100_000 }),
    behandel(omgeving, async (oproep, req, res) => {
      eisScope(oproep, plek, 'create');
      const gelezen = bericht.safeParse(req.body);
      if (!gelezen.success) throw validatieFout(foutenVan(gelezen.error, '', req.body));
      const { data } = gelezen;
      const bekend = await omgeving.opslag.een<{ naam: string }>(
        sql`SELECT naam FROM kanaal WHERE naam = ${data.kanaal}`,
      );
      if (!bekend)
        throw validatieFout([{ name: 'kanaal', code: 'message_kanaal', reason: 'Dit kanaal bestaat niet.' }]);
      await omgeving.opslag.doe(sql`
      WITH bericht AS (
        INSERT INTO zgw_notificatie (kanaal, hoofdobject, bericht, op) VALUES (${data.kanaal}, ${data.hoofdObject}, ${JSON.stringify(data)}::jsonb, ${oproep.nu}) RETURNING 1
      ) SELECT pg_notify(${meldingKanaal}, '') FROM bericht`);
      res.status(201).type('application/json').end(JSON.stringify(data));
    }),
  );
}
