import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { z } from 'zod';
import { findKenmerken } from '../../domein/kenmerk.ts';
import { notFound, Problem } from '../../platform/problem.ts';
import { openBijlage } from '../../registers/tijdlijn/bijlage.ts';
import { findKenmerk } from '../../registers/tijdlijn/dossier.ts';
import { idSchema, type Zoekresultaat } from './contract.ts';
import { readVerzoekDetail } from './detail.ts';
import { parse } from './invoer.ts';
import type { Medewerkeromgeving } from './omgeving.ts';
import { verwerkingOf } from './sessie.ts';
import { showVerzoekregel } from './weergave.ts';

const zoekSchema = z.object({ kenmerk: z.string().trim().min(1).max(60) });

/** Reads a kenmerk as people type it. @throws Problem 400 */
function readKenmerk(text: string): string {
  const [kenmerk] = findKenmerken(text);
  if (kenmerk) return kenmerk;
  const reason = 'Vul het hele kenmerk in, zoals S-K7M3-9QXT-4. Controleer ook of u zich niet vertypte.';
  throw new Problem(400, 'invalid', 'Invalid input.', reason, [{ name: 'kenmerk', code: 'kenmerk', reason }]);
}

/** Finding a verzoek or conversation by its kenmerk. */
export function createVerzoekRouter({ db, processen, nu }: Medewerkeromgeving): Router {
  const router = Router();
  router.get('/', async (req, res) => {
    const kenmerk = readKenmerk(parse(zoekSchema, req.query).kenmerk);
    const { verzoeken, interactieId } = await findKenmerk(db, kenmerk);
    res.json({
      resultaten: [
        ...(interactieId ? [{ kenmerk, gesprek: true as const }] : []),
        ...verzoeken.map((verzoek) => showVerzoekregel(verzoek, processen)),
      ],
    } satisfies Zoekresultaat);
  });
  router.get('/:kenmerk', async (req, res) => {
    const detail = await readVerzoekDetail(db, processen, req, readKenmerk(req.params.kenmerk), nu());
    if (!detail) throw notFound('Wij vinden niets met dit kenmerk.');
    res.json(detail);
  });
  return router;
}

/** Files of klanten: always as a download, never shown by the browser as a page of ours. */
export function createBijlageRouter({ db, documenten, log }: Medewerkeromgeving): Router {
  const router = Router();
  router.get('/:id', async (req, res) => {
    const id = idSchema.safeParse(req.params.id);
    const bijlage =
      id.success && (await openBijlage(db, documenten, id.data, verwerkingOf(req, `bijlage:${id.data}`)));
    if (!bijlage) throw notFound('Deze bijlage bestaat niet.');
    res.attachment(bijlage.naam);
    res.set({
      'Content-Type': bijlage.mediatype,
      'Content-Length': String(bijlage.grootte),
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'no-store',
    });
    try {
      await pipeline(bijlage.inhoud, res);
    } catch (error) {
      // Mostly a browser that went away; the answer has begun, so nothing else can be said.
      log.warn({ bijlage: req.params.id, code: (error as NodeJS.ErrnoException).code }, 'download broke off');
      res.destroy();
    }
  });
  return router;
}
