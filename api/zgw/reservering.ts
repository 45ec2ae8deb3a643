import type { Router } from 'express';
import { z } from 'zod';
import type { Vraagbaak } from '../../registers/kader/vraagbaak.ts';
import { foutenVan } from '../kit/controle.ts';
import { validatieFout } from '../kit/fout.ts';
import { inTransactie } from '../kit/idempotentie.ts';
import { eisScope } from '../kit/lees.ts';
import { leesJson } from '../kit/lichaam.ts';
import type { Omgeving } from '../kit/omgeving.ts';
import { sleutelKop } from '../kit/openapi-vraag.ts';
import { behandel } from '../kit/oproep.ts';
import type { Operation } from '../openapi.ts';
import { elfproefNummer } from './nummers.ts';

/** More at once would keep others waiting for numbers. */
const maximumAantal = 10_000;

const vraag = z.object({
  bronorganisatie: elfproefNummer,
  aantal: z.number().int().min(1).max(maximumAantal).default(1),
});

/** An API gives out numbers before there is anything that has them. */
export interface Reservering {
  adressen: readonly string[];
  resource: string;
  tag: string;
  samenvatting: string;
  /** Name of the number in the answer. */
  veld: string;
  reserveer(tx: Vraagbaak, bronorganisatie: string, aantal: number, nu: Date): Promise<string[]>;
}

/** What `reserveringRoutes` serves, for the OpenAPI document. */
export function reserveringOperaties({ adressen, tag, samenvatting, veld }: Reservering): Operation[] {
  const een = z.object({ [veld]: z.string() });
  return adressen.map((path) => ({
    method: 'post',
    path,
    operationId: path.slice(1),
    summary: samenvatting,
    tags: [tag],
    request: {
      headers: sleutelKop,
      body: { content: { 'application/json': { schema: vraag } }, required: true },
    },
    success: { 201: { description: 'Gereserveerd.', schema: z.union([een, z.array(een)]) } },
    errors: [400, 403, 405, 413, 415, 422],
  }));
}

/** `POST` of a bronorganisatie and how many: one number, or a list of them. Asks the scope to make what they are for. */
export function reserveringRoutes(router: Router, omgeving: Omgeving, reservering: Reservering): void {
  const { adressen, resource, veld, reserveer } = reservering;
  const plek = omgeving.kaart.vind(resource);
  router.post(
    [...adressen],
    ...leesJson(10_000),
    behandel(omgeving, async (oproep, req, res) => {
      eisScope(oproep, plek, 'create');
      const body: unknown = req.body ?? {};
      const uitslag = vraag.safeParse(body);
      if (!uitslag.success) throw validatieFout(foutenVan(uitslag.error, '', body));
      const { bronorganisatie, aantal } = uitslag.data;
      const antwoord = await inTransactie(omgeving, oproep, req, async (tx) => {
        const nummers = await reserveer(tx, bronorganisatie, aantal, oproep.nu);
        const lijst = nummers.map((nummer) => ({ [veld]: nummer }));
        return { status: 201, body: aantal === 1 ? lijst[0] : lijst };
      });
      res.status(201).type('application/json').end(JSON.stringify(antwoord.body));
    }),
  );
}
