import busboy from 'busboy';
import type { Request, Router } from 'express';
import { sql } from 'kysely';
import { Problem } from '../../../platform/problem.ts';
import { isSlot } from '../../../registers/zgw/documenten/drc-009.ts';
import type { Inhoudopslag, Opgeborgen } from '../../../registers/zgw/documenten/inhoud.ts';
import { stuurObject } from '../../kit/antwoord.ts';
import { nietGevonden, veldFout } from '../../kit/fout.ts';
import { eisRij } from '../../kit/lees.ts';
import type { Omgeving } from '../../kit/omgeving.ts';
import { behandel, uuidUit } from '../../kit/oproep.ts';
import type { Plek } from '../../kit/resource.ts';

interface Deel {
  informatieobject: string;
  omvang: number;
  volgnummer: number;
}

/** `PUT /bestandsdelen/{uuid}`: one part of a content, as multipart/form-data with the lock; streamed to the store. */
export function bestandsdeelRoute(
  router: Router,
  omgeving: Omgeving,
  plek: Plek,
  inhoud: Inhoudopslag,
): void {
  router.put(
    '/bestandsdelen/:uuid',
    behandel(omgeving, async (oproep, req, res) => {
      const uuid = uuidUit(req);
      const deel = await omgeving.opslag.een<Deel>(
        sql`SELECT informatieobject, omvang, volgnummer FROM bestandsdeel WHERE uuid = ${uuid}::uuid`,
      );
      if (!deel) throw nietGevonden();
      const { waarden } = await eisRij(
        omgeving,
        oproep,
        omgeving.opslag,
        plek,
        deel.informatieobject,
        'update',
      );
      const { lock, bestand } = await leesFormulier(req, inhoud, deel.omvang);
      if (!lock) throw veldFout('nonFieldErrors', 'missing-lock-id', 'Het lock ontbreekt.');
      if (!isSlot(waarden.lock, lock))
        throw veldFout('nonFieldErrors', 'incorrect-lock-id', 'Het lock klopt niet.');
      if (!bestand) throw veldFout('inhoud', 'required', 'Dit veld is vereist.');
      if (bestand.grootte !== deel.omvang)
        throw veldFout(
          'nonFieldErrors',
          'file-size',
          'Het bestandsdeel heeft niet de omvang die afgesproken is.',
        );
      await omgeving.opslag.doe(
        sql`UPDATE bestandsdeel SET sha256 = ${bestand.sha256} WHERE uuid = ${uuid}::uuid`,
      );
      stuurObject(
        req,
        res,
        { ...plek.resource, etag: false },
        {
          url: `${oproep.basis}${plek.api.pad}/bestandsdelen/${uuid}`,
          volgnummer: deel.volgnummer,
          omvang: deel.omvang,
          voltooid: true,
          lock,
        },
      );
    }),
  );
}

function leesFormulier(
  req: Request,
  inhoud: Inhoudopslag,
  maximum: number,
): Promise<{ lock?: string; bestand?: Opgeborgen }> {
  if (!req.is('multipart/form-data'))
    throw new Problem(
      415,
      'unsupported_media_type',
      'Media type niet ondersteund.',
      'Alleen multipart/form-data wordt ondersteund.',
    );
  return new Promise((resolve, reject) => {
    let lock: string | undefined;
    let opbergen: Promise<Opgeborgen> | undefined;
    const form = busboy({ headers: req.headers, limits: { files: 1, fields: 10, fieldSize: 1_000 } });
    form.on('field', (naam, waarde) => {
      if (naam === 'lock') lock = waarde;
    });
    form.on('file', (naam, stream) => {
      if (naam !== 'inhoud') return void stream.resume();
      opbergen = inhoud.bergOp(stream, maximum);
      opbergen.catch(() => stream.resume());
    });
    form.on('error', () =>
      reject(new Problem(400, 'parse_error', 'Malformed body.', 'Het formulier kan niet gelezen worden.')),
    );
    form.on('close', () => {
      Promise.resolve(opbergen).then(
        (bestand) => resolve({ ...(lock === undefined ? {} : { lock }), ...(bestand ? { bestand } : {}) }),
        (error) =>
          reject(
            error instanceof RangeError
              ? veldFout('nonFieldErrors', 'file-size', 'Het bestandsdeel is groter dan afgesproken.')
              : error,
          ),
      );
    });
    req.pipe(form);
  });
}
