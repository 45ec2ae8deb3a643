import busboy from 'busboy';
import type { Request, Router } from 'express';
import { sql } from 'kysely';
import { Problem } from '../../../platform/problem.ts';
import type { Vraagbaak } from '../../../registers/kader/vraagbaak.ts';
import { isSlot } from '../../../registers/zgw/documenten/drc-009.ts';
import type { Inhoudopslag, Opgeborgen } from '../../../registers/zgw/documenten/inhoud.ts';
import { stuurObject } from '../../kit/antwoord.ts';
import { mediatypeOnbekend, nietGevonden, validatieFout, veldFout } from '../../kit/fout.ts';
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
      const eisDocument = (tx: Vraagbaak, slot: boolean) =>
        eisRij(omgeving, oproep, tx, plek, deel.informatieobject, 'update', slot);
      await eisDocument(omgeving.opslag, false);
      const { lock, bestand } = await leesFormulier(req, inhoud, deel.omvang);
      const fouten = [
        ...(lock ? [] : [{ name: 'lock', code: 'required', reason: 'Dit veld is vereist.' }]),
        ...(bestand ? [] : [{ name: 'inhoud', code: 'required', reason: 'Dit veld is vereist.' }]),
      ];
      if (!lock || !bestand) throw validatieFout(fouten);
      if (bestand.grootte !== deel.omvang)
        throw veldFout(
          'nonFieldErrors',
          'file-size',
          'Het bestandsdeel heeft niet de omvang die afgesproken is.',
        );
      await omgeving.opslag.transactie(async (tx) => {
        // The document first: while the part was on its way it may have been unlocked, or asked for other parts.
        const { waarden } = await eisDocument(tx, true);
        if (!isSlot(waarden.lock, lock))
          throw veldFout('nonFieldErrors', 'incorrect-lock-id', 'Het lock klopt niet.');
        const geschreven = await tx.doe(
          sql`UPDATE bestandsdeel SET sha256 = ${bestand.sha256} WHERE uuid = ${uuid}::uuid`,
        );
        if (geschreven === 0) throw nietGevonden();
      });
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
  if (!req.is('multipart/form-data')) throw mediatypeOnbekend('multipart/form-data');
  return leesVelden(formulierVan(req), req, inhoud, maximum);
}

const onleesbaar = (): Problem =>
  new Problem(400, 'parse_error', 'Malformed body.', 'Het formulier kan niet gelezen worden.');

/** @throws Problem 400 for a form without a boundary */
function formulierVan({ headers }: Request): busboy.Busboy {
  try {
    return busboy({ headers, limits: { files: 1, fields: 10, fieldSize: 1_000 } });
  } catch {
    throw onleesbaar();
  }
}

async function leesVelden(
  form: busboy.Busboy,
  req: Request,
  inhoud: Inhoudopslag,
  maximum: number,
): Promise<{ lock?: string; bestand?: Opgeborgen }> {
  let lock: string | undefined;
  let opbergen: Promise<Opgeborgen> | undefined;
  form.on('field', (naam, waarde) => {
    if (naam === 'lock') lock = waarde;
  });
  const gelezen = new Promise<void>((klaar, mislukt) => {
    form.on('file', (naam, stream) => {
      stream.on('error', () => undefined);
      if (naam !== 'inhoud') return void stream.resume();
      opbergen = inhoud.bergOp(stream, maximum);
      // A form of which the store stopped reading never ends by itself.
      opbergen.catch(mislukt);
    });
    form.once('close', klaar).once('error', () => mislukt(onleesbaar()));
  });
  // A client that goes away in the middle must not leave a file open.
  const afgebroken = (): void => void (req.complete || form.destroy(onleesbaar()));
  req.once('close', afgebroken);
  try {
    req.pipe(form);
    await gelezen;
    const bestand = await opbergen;
    return { ...(lock === undefined ? {} : { lock }), ...(bestand ? { bestand } : {}) };
  } catch (error) {
    // Whoever gets a refusal is still sending: closing the connection would keep the answer from arriving.
    req.unpipe(form);
    form.destroy(onleesbaar());
    await opbergen?.catch(() => undefined);
    req.resume();
    throw error instanceof RangeError
      ? veldFout('nonFieldErrors', 'file-size', 'Het bestandsdeel is groter dan afgesproken.')
      : error;
  } finally {
    req.off('close', afgebroken);
  }
}
