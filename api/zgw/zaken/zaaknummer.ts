import express, { type Router } from 'express';
import { z } from 'zod';
import { reserveer } from '../../../registers/zgw/zaken/reserveren.ts';
import { foutenVan } from '../../kit/controle.ts';
import { validatieFout } from '../../kit/fout.ts';
import { inTransactie } from '../../kit/idempotentie.ts';
import { eisScope } from '../../kit/lees.ts';
import type { Omgeving } from '../../kit/omgeving.ts';
import { behandel, eisJson } from '../../kit/oproep.ts';
import type { Api } from '../../kit/resource.ts';
import { eisBodyTekens } from '../../kit/tekens.ts';

/** More at once would keep others waiting for numbers. */
const maximumAantal = 10_000;

const reservering = z.object({
  bronorganisatie: z.string().length(9),
  aantal: z.number().int().min(1).max(maximumAantal).default(1),
});

const gereserveerd = z.object({ zaaknummer: z.string() });
const adressen = ['/zaaknummer_reserveren', '/reserveer_zaaknummer'];

/** What is served here, for the OpenAPI document. */
export const zaaknummerOperaties: NonNullable<Api['bijzonder']> = () =>
  adressen.map((path) => ({
    method: 'post',
    path,
    operationId: path.slice(1),
    summary: 'Reserveer een of meer zaaknummers.',
    tags: ['zaken'],
    request: { body: { content: { 'application/json': { schema: reservering } }, required: true } },
    success: {
      201: { description: 'Gereserveerd.', schema: z.union([gereserveerd, z.array(gereserveerd)]) },
    },
    errors: [400, 403, 405, 413, 415, 422],
  }));

/** `POST /zaaknummer_reserveren` (Zaken 1.7), also at the older address that Open Zaak gave it. */
export function zaaknummerRoutes(router: Router, omgeving: Omgeving): void {
  const plek = omgeving.kaart.vind('zaak');
  router.post(
    adressen,
    eisJson,
    express.json({ limit: 10_000, strict: false, type: () => true }),
    eisBodyTekens,
    behandel(omgeving, async (oproep, req, res) => {
      eisScope(oproep, plek, 'create');
      const body: unknown = req.body ?? {};
      const uitslag = reservering.safeParse(body);
      if (!uitslag.success) throw validatieFout(foutenVan(uitslag.error, '', body));
      const { bronorganisatie, aantal } = uitslag.data;
      const antwoord = await inTransactie(omgeving, oproep, req, async (tx) => {
        const nummers = await reserveer(tx, bronorganisatie, aantal, oproep.nu);
        const lijst = nummers.map((zaaknummer) => ({ zaaknummer }));
        return { status: 201, body: aantal === 1 ? lijst[0] : lijst };
      });
      res.status(201).type('application/json').end(JSON.stringify(antwoord.body));
    }),
  );
}
