import express, { type Request, type Response, type Router } from 'express';
import { type Documentopslag, type Kanaallog, Weigering } from '../../domein/kanaaladapter.ts';
import { clientAddress, type Limieten } from './limieten.ts';
import { maximumBijlage } from './maxima.ts';
import type { Sessies } from './sessie.ts';

export const bijlagePath = '/kanalen/chat/bijlage';

interface Omgeving {
  documenten: Documentopslag;
  sessies: Sessies;
  limieten: Limieten;
  log: Kanaallog;
}

function refuse(res: Response, status: number, veld: string, code: string, reden: string): void {
  res.status(status).type('application/problem+json');
  res.send(
    JSON.stringify({
      type: `about:blank#${code}`,
      code,
      title: 'Het bestand is niet opgeslagen.',
      status,
      detail: reden,
      invalidParams: [{ name: veld, code, reason: reden }],
    }),
  );
}

function decode(header: string | undefined): string | undefined {
  try {
    return header === undefined ? undefined : decodeURIComponent(header);
  } catch {
    return undefined;
  }
}

const tooLarge = 'Het bestand is te groot. Een bestand mag hoogstens 25 MB zijn.';

async function receive(omgeving: Omgeving, req: Request, res: Response): Promise<void> {
  const { documenten, sessies, limieten, log } = omgeving;
  const sessie = sessies.verify(req.get('x-chat-sessie') ?? '');
  if (!sessie) return refuse(res, 401, 'sessie', 'onbekend', 'Begin eerst een gesprek.');
  const naam = decode(req.get('x-bestandsnaam'))?.trim();
  if (!naam || naam.length > 255)
    return refuse(res, 400, 'x-bestandsnaam', 'ongeldig', 'Geef het bestand een naam.');
  if (Number(req.get('content-length') ?? 0) > maximumBijlage)
    return refuse(res, 413, 'bijlage', 'te-groot', tooLarge);
  const oordeel = await limieten.takeBijlage(clientAddress(req));
  if (!oordeel.ok) {
    res.set('Retry-After', String(Math.ceil(oordeel.wacht / 1000)));
    return refuse(res, 429, 'bijlage', 'te-snel', 'U stuurt veel bestanden achter elkaar. Wacht een minuut.');
  }
  const mediatype = req.get('x-mediatype');
  try {
    const ref = await documenten.store(req, { naam, ...(mediatype ? { mediatype } : {}) }, maximumBijlage);
    const { naam: stored, grootte } = ref;
    res.status(201).json({ id: sessies.signBijlage(sessie, ref), naam: stored, grootte });
  } catch (error) {
    if (req.destroyed && !req.complete) return; // The klant went away half-way: nobody to answer.
    if (error instanceof Weigering) {
      const status = error.code === 'te-groot' ? 413 : 400;
      return refuse(res, status, error.veld || 'bijlage', error.code, error.reden);
    }
    log.error({ err: error }, 'chat: file not stored');
    refuse(res, 503, 'bijlage', 'storing', 'Het bestand is niet opgeslagen. Probeer het straks weer.');
  }
}

/** The bytes of one file as the body, so that they stream to the store without a parser between. */
export function createBijlageRouter(omgeving: Omgeving): Router {
  const router = express.Router();
  router.post(bijlagePath, (req, res) => {
    // Without this a refused upload would be read to its end, or reset before the browser sees the answer.
    res.on('finish', () => req.resume());
    return receive(omgeving, req, res);
  });
  return router;
}
