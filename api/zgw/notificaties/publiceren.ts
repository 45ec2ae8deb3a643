import type { Router } from 'express';
import { sql } from 'kysely';
import { z } from 'zod';
import type { InvalidParam } from '../../../platform/problem.ts';
import { meldingKanaal } from '../../../registers/kader/uitbak.ts';
import type { Vraagbaak } from '../../../registers/kader/vraagbaak.ts';
import { namenPassen } from '../../../registers/zgw/notificaties/kenmerknamen.ts';
import { foutenVan } from '../../kit/controle.ts';
import { validatieFout } from '../../kit/fout.ts';
import { inTransactie } from '../../kit/idempotentie.ts';
import { eisScope } from '../../kit/lees.ts';
import { leesJson } from '../../kit/lichaam.ts';
import type { Omgeving } from '../../kit/omgeving.ts';
import { sleutelKop } from '../../kit/openapi-vraag.ts';
import { behandel } from '../../kit/oproep.ts';
import { momentSchema, naarUtc, webadres } from '../../kit/waarde.ts';
import type { Operation } from '../../openapi.ts';

/** How far the clock of a publisher may be ahead of ours. */
const spelingMs = 60_000;

const bericht = z
  .object({
    kanaal: z.string().min(1).max(50),
    hoofdObject: webadres(),
    resource: z.string().min(1).max(100),
    resourceUrl: webadres(),
    actie: z.string().min(1).max(100),
    aanmaakdatum: momentSchema,
    kenmerken: z.record(z.string(), z.string().max(1_000)).default({}),
    source: z
      .string()
      .min(1)
      .max(255)
      .optional()
      .describe(
        'Van Open Notificaties: het systeem waar dit vandaan komt, voor wie het als CloudEvent krijgt.',
      ),
  })
  .meta({ id: 'NotificatieRequest' });

/** `POST /notificaties`, for the OpenAPI document. */
export const publiceerOperatie: Operation = {
  method: 'post',
  path: '/notificaties',
  operationId: 'notificaties_create',
  summary: 'Publiceer een notificatie.',
  tags: ['notificaties'],
  request: {
    headers: sleutelKop,
    body: { required: true, content: { 'application/json': { schema: bericht } } },
  },
  success: { 201: { description: 'Aangenomen.', schema: bericht } },
  errors: [400, 403, 405, 413, 415, 422],
};

/** `POST /notificaties`: another component tells what happened there. */
export function publiceerRoute(router: Router, omgeving: Omgeving): void {
  const plek = omgeving.kaart.vind('kanaal');
  router.post(
    '/notificaties',
    ...leesJson(100_000),
    behandel(omgeving, async (oproep, req, res) => {
      eisScope(oproep, plek, 'create');
      const gelezen = bericht.safeParse(req.body);
      if (!gelezen.success) throw validatieFout(foutenVan(gelezen.error, '', req.body));
      const { data } = gelezen;
      const antwoord = await inTransactie(omgeving, oproep, req, async (tx) => {
        await controleer(tx, data, oproep.nu);
        await tx.een(sql`
          WITH bericht AS (
            INSERT INTO zgw_notificatie (kanaal, hoofdobject, bericht, op) VALUES (${data.kanaal}, ${data.hoofdObject}, ${JSON.stringify(data)}::jsonb, ${oproep.nu}) RETURNING 1
          ) SELECT pg_notify(${meldingKanaal}, '') FROM bericht`);
        return { status: 201, body: data };
      });
      res.status(antwoord.status).type('application/json').end(JSON.stringify(antwoord.body));
    }),
  );
}

/** What Open Notificaties asks beyond the shape. @throws Problem 400 */
async function controleer(tx: Vraagbaak, data: z.infer<typeof bericht>, nu: Date): Promise<void> {
  const fouten: InvalidParam[] = [];
  if (Date.parse(naarUtc(data.aanmaakdatum)) > nu.getTime() + spelingMs)
    fouten.push({
      name: 'aanmaakdatum',
      code: 'future_not_allowed',
      reason: 'Dit moment moet nog komen.',
    });
  const kanaal = await tx.een<{ filters: string[] | null }>(
    sql`SELECT gegevens->'filters' AS filters FROM kanaal WHERE naam = ${data.kanaal}`,
  );
  if (!kanaal) fouten.push({ name: 'kanaal', code: 'message_kanaal', reason: 'Dit kanaal bestaat niet.' });
  else if (!namenPassen(kanaal.filters ?? [], Object.keys(data.kenmerken)))
    fouten.push({
      name: 'kenmerken',
      code: 'kenmerken_inconsistent',
      reason: 'Deze kenmerken passen niet bij de filters van het kanaal.',
    });
  if (fouten.length > 0) throw validatieFout(fouten);
}
