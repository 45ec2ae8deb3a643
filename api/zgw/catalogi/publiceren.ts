import type { Router } from 'express';
import { z } from 'zod';
import type { InvalidParam } from '../../../platform/problem.ts';
import { publiceer } from '../../../registers/zgw/catalogi/publiceren.ts';
import { stuurObject } from '../../kit/antwoord.ts';
import { validatieFout } from '../../kit/fout.ts';
import { inTransactie } from '../../kit/idempotentie.ts';
import { eisRij } from '../../kit/lees.ts';
import { leesJson } from '../../kit/lichaam.ts';
import { schrijfMelding } from '../../kit/melding.ts';
import type { Omgeving } from '../../kit/omgeving.ts';
import { sleutelKop } from '../../kit/openapi-vraag.ts';
import { behandel, uuidUit } from '../../kit/oproep.ts';
import type { Api } from '../../kit/resource.ts';
import { toonRij } from '../../kit/toon.ts';

const publiceerbaar = ['zaaktype', 'besluittype', 'informatieobjecttype'] as const;

/** What is served here, for the OpenAPI document. */
export const publiceerOperaties: NonNullable<Api['bijzonder']> = (beeldVan) =>
  publiceerbaar.map((naam) => ({
    method: 'post',
    path: `/${naam}n/{uuid}/publish`,
    operationId: `${naam}_publish`,
    summary: `Publiceer een ${naam}: van concept naar definitief.`,
    tags: [`${naam}n`],
    request: { params: z.object({ uuid: z.guid() }), headers: sleutelKop },
    success: { 200: { description: 'Gepubliceerd.', schema: beeldVan(naam), headers: ['ETag'] } },
    errors: [400, 403, 404, 405, 413, 415, 422],
  }));

/** `POST /{types}/{uuid}/publish`: a concept becomes definitive. */
export function publiceerRoutes(router: Router, omgeving: Omgeving): void {
  for (const naam of publiceerbaar) {
    const plek = omgeving.kaart.vind(naam);
    router.post(
      `/${plek.resource.pad}/:uuid/publish`,
      ...leesJson(10_000),
      behandel(omgeving, async (oproep, req, res) => {
        const uuid = uuidUit(req);
        const { body } = await inTransactie(omgeving, oproep, req, async (tx) => {
          await eisRij(omgeving, oproep, tx, plek, uuid, 'update', true);
          const fouten: InvalidParam[] = [];
          const nu = await publiceer(tx, naam, uuid, (name, code, reason) =>
            fouten.push({ name, code, reason }),
          );
          if (fouten.length > 0) throw validatieFout(fouten);
          const { waarden } = await eisRij(omgeving, oproep, tx, plek, uuid, 'update');
          const nieuw = toonRij(omgeving.kaart, oproep.basis, plek.resource, waarden);
          if (nu) await schrijfMelding(omgeving, oproep, tx, plek, 'update', waarden, nieuw.url as string);
          return { status: 200, body: nieuw };
        });
        stuurObject(req, res, plek.resource, body);
      }),
    );
  }
}
