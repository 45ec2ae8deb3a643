import type { RequestHandler } from 'express';
import { Weigering } from '../../domein/kanaaladapter.ts';
import { Problem } from '../../platform/problem.ts';
import { appOf } from './auth.ts';
import { signBijlage } from './bijlagetoken.ts';
import { invalidInput } from './invoer.ts';
import type { Werkomgeving } from './omgeving.ts';
import { drain, openUpload } from './upload.ts';

/** Bytes of one file. */
export const maximum = 25 * 1024 * 1024;

const tooLarge = (): Problem =>
  new Problem(413, 'too_large', 'Too large.', 'A file is 25 MB at most; this one was not kept.');

/** Streams a file into the document store and gives back an id for `bijlagen` of a message. */
export function postBijlage({ documenten, config }: Werkomgeving): RequestHandler {
  return async (req, res) => {
    const app = appOf(req);
    try {
      // A form needs some room around its file.
      if (Number(req.headers['content-length'] ?? 0) > maximum + 10_000) throw tooLarge();
      const { stream, naam, mediatype, done } = await openUpload(req);
      const file = { naam, ...(mediatype ? { mediatype } : {}) };
      const [stored] = await Promise.all([documenten.store(stream, file, maximum), done]);
      if (stored.grootte === 0)
        throw invalidInput([{ name: 'bijlage', code: 'leeg', reason: 'Het bestand is leeg.' }]);
      const ref = { ...stored, naam: stored.naam.replace(/\p{Surrogate}/gu, '\ufffd') };
      const { sha256: _sha256, ...shown } = ref;
      res.status(201).json({ id: signBijlage(config.SCHAKEL_GEHEIM, app.id, ref), ...shown });
    } catch (error) {
      drain(req, maximum);
      throw error instanceof Weigering && error.code === 'te-groot' ? tooLarge() : error;
    }
  };
}
