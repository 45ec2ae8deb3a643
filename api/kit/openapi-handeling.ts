import { z } from 'zod';
import type { Operation } from '../openapi.ts';
import { schemasVan } from './openapi-schemas.ts';
import { kopVelden } from './openapi-vraag.ts';
import type { Api, Handeling, Handelingsdeel, Resource } from './resource.ts';
import { veld } from './veld.ts';

type Vind = (naam: string) => Resource;

/** The acts of an API, for its document. */
export const handelingOperaties = (api: Api, vind: Vind): Operation[] =>
  (api.handelingen ?? []).map((handeling) => operatieVan(handeling, vind));

function operatieVan(handeling: Handeling, vind: Vind): Operation {
  const { naam, pad, samenvatting, bestaand, delen } = handeling;
  const eerste = vind(delen[0].resource);
  const vormen = (vorm: (deel: Handelingsdeel) => z.ZodType, altijd: (deel: Handelingsdeel) => boolean) =>
    z.object(
      Object.fromEntries(
        delen.map((deel) => {
          const een = vorm(deel);
          const lijst = deel.lijst ? z.array(een) : een;
          return [deel.naam, altijd(deel) ? lijst : lijst.optional()];
        }),
      ),
    );
  const invoer = vormen(
    (deel) => invoerVan(handeling, deel, vind),
    (deel) => deel.verplicht === true,
  );
  const beeld = vormen(
    (deel) => schemasVan(vind(deel.resource)).beeld,
    () => true,
  );
  return {
    method: 'post',
    path: bestaand ? `/${pad}/{uuid}` : `/${pad}`,
    operationId: naam,
    summary: samenvatting,
    tags: [eerste.pad],
    request: {
      ...(bestaand ? { params: z.object({ uuid: z.guid() }) } : {}),
      headers: kopVelden(eerste, true, false),
      body: { content: { 'application/json': { schema: invoer } }, required: true },
    },
    success: {
      [bestaand ? 200 : 201]: {
        description: samenvatting,
        schema: beeld,
        headers: eerste.crs ? ['Content-Crs'] : [],
      },
    },
    errors: [400, 403, 404, 405, 412, 413, 415, 422, ...(eerste.crs ? [406] : [])],
  };
}

/** The body of a part: that of its resource, without the reference that the act fills in itself. */
function invoerVan(handeling: Handeling, deel: Handelingsdeel, vind: Vind): z.ZodType {
  const resource = vind(deel.resource);
  const velden = Object.entries(resource.velden).filter(
    ([naam]) => naam !== deel.veld && (!deel.alleen || deel.alleen.includes(naam)),
  );
  const schemas = schemasVan({
    ...resource,
    naam: `${handeling.naam}_${deel.naam}`,
    velden: {
      ...Object.fromEntries(velden),
      ...(deel.vervangt ? { uuid: veld(z.guid()) } : {}),
    },
  });
  return deel.veld || !handeling.bestaand || deel.alleen ? schemas.invoer : schemas.deels;
}
