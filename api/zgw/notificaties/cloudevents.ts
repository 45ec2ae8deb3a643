import type { RequestHandler, Router } from 'express';
import { cloudEventSchema, mediaType, metAttributen } from '../../../domein/cloudevent.ts';
import { neemCloudEventAan } from '../../../registers/zgw/notificaties/cloudevents.ts';
import { foutenVan } from '../../kit/controle.ts';
import { mediatypeOnbekend, validatieFout } from '../../kit/fout.ts';
import { inTransactie } from '../../kit/idempotentie.ts';
import { eisScope } from '../../kit/lees.ts';
import { leesJson } from '../../kit/lichaam.ts';
import type { Omgeving } from '../../kit/omgeving.ts';
import { sleutelKop } from '../../kit/openapi-vraag.ts';
import { behandel } from '../../kit/oproep.ts';
import type { Operation } from '../../openapi.ts';

/** The profile asks intermediaries to take 64 kB; ours takes more. */
const maximumBytes = 262_144;

/** `POST /cloudevents`, for the OpenAPI document. */
export const cloudeventOperatie: Operation = {
  method: 'post',
  path: '/cloudevents',
  operationId: 'cloudevents_create',
  summary: 'Publiceer een CloudEvent.',
  tags: ['cloudevents'],
  request: {
    headers: sleutelKop,
    body: { required: true, content: { [mediaType]: { schema: cloudEventSchema } } },
  },
  success: { 201: { description: 'Aangenomen.', schema: cloudEventSchema, mediaType } },
  errors: [400, 403, 405, 413, 415, 422],
};

const eisCloudevent: RequestHandler = (req, _res, next) => {
  if (req.is(mediaType)) return next();
  next(mediatypeOnbekend(mediaType));
};

/**
 * `POST /cloudevents`: takes one structured CloudEvent (NL GOV profile 1.1) for the abonnementen that want it. The same
 * event again is answered as the first time, and delivered once.
 */
export function cloudeventRoute(router: Router, omgeving: Omgeving): void {
  const plek = omgeving.kaart.vind('kanaal');
  router.post(
    '/cloudevents',
    eisCloudevent,
    ...leesJson(maximumBytes),
    behandel(omgeving, async (oproep, req, res) => {
      eisScope(oproep, plek, 'create');
      const gelezen = cloudEventSchema.safeParse(req.body);
      if (!gelezen.success) throw validatieFout(foutenVan(gelezen.error, '', req.body));
      const event = metAttributen(req.body);
      const antwoord = await inTransactie(omgeving, oproep, req, async (tx) => {
        const uitkomst = await neemCloudEventAan(tx, event, oproep.nu);
        if (uitkomst === 'anders')
          throw validatieFout([
            { name: 'id', code: 'unique', reason: 'Deze bron gaf dit id al aan een andere gebeurtenis.' },
          ]);
        return { status: 201, body: event };
      });
      res.status(antwoord.status).type(mediaType).end(JSON.stringify(antwoord.body));
    }),
  );
}
