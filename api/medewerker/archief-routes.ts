import { Router } from 'express';
import { notFound, Problem } from '../../platform/problem.ts';
import { type Besluituitslag, beslis, leesLijst, leesLijsten } from '../../registers/archief/lijst.ts';
import { archiefbesluitSchema, idSchema } from './contract.ts';
import { parse } from './invoer.ts';
import type { Medewerkeromgeving } from './omgeving.ts';
import { currentMedewerker } from './sessie.ts';

const weigeringen: Record<Exclude<Besluituitslag, 'ok'>, () => Problem> = {
  onbekend: () => notFound('Deze lijst bestaat niet.'),
  'al-beslist': () => new Problem(409, 'al-beslist', 'Conflict.', 'Over deze lijst is al beslist.'),
  'regel-onbekend': () =>
    new Problem(400, 'invalid', 'Invalid input.', 'Een zaak die u van de lijst haalt, staat er niet op.', [
      { name: 'afgehaald', code: 'unknown', reason: 'Deze zaak staat niet op de lijst.' },
    ]),
};

/** Lists of zaken that may be destroyed or transferred: looking through them, and deciding. No content of zaken. */
export function createArchiefRouter({ db, nu }: Medewerkeromgeving): Router {
  const router = Router();
  router.param('id', (_req, _res, next, id) =>
    next(idSchema.safeParse(id).success ? undefined : weigeringen.onbekend()),
  );
  router.get('/lijsten', async (_req, res) => {
    res.json({ lijsten: await leesLijsten(db) });
  });
  router.get('/lijsten/:id', async (req, res) => {
    const detail = await leesLijst(db, req.params.id);
    if (!detail) throw weigeringen.onbekend();
    res.json(detail);
  });
  router.post('/lijsten/:id/besluit', async (req, res) => {
    const besluit = parse(archiefbesluitSchema, req.body ?? {});
    const { pseudoniem, naam } = currentMedewerker(req);
    const uitslag = await beslis(db, req.params.id, besluit, { door: pseudoniem, naam }, nu());
    if (uitslag !== 'ok') throw weigeringen[uitslag]();
    res.json(await leesLijst(db, req.params.id));
  });
  return router;
}
