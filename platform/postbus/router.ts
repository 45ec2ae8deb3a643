import { Router } from 'express';
import type { Db } from '../database.ts';
import { notFound, sendProblem } from '../problem.ts';
import { renderLijst, renderNietGevonden, renderStuk } from './pagina.ts';
import { readPoststuk } from './stuk.ts';

const maximum = 200;
/** What was received is hostile text: the page runs nothing and loads nothing. */
const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * `/postbus`: what the embedded printers of mail, SMS and post received, newest first, as a page or as JSON.
 * `?aan=` is one exact address. Shows everything to everybody: mount it only beside embedded parts.
 */
export function createPostbusRouter(db: Db): Router {
  const router = Router();
  router.get('/postbus', async (req, res) => {
    const aan = typeof req.query.aan === 'string' && req.query.aan.trim() ? req.query.aan.trim() : undefined;
    let query = db
      .selectFrom('postbus')
      .selectAll()
      .orderBy('ontvangen_op', 'desc')
      .orderBy('id', 'desc')
      .limit(maximum);
    if (aan) query = query.where('aan', 'in', [aan, aan.toLowerCase()]);
    const stukken = [];
    for (const row of await query.execute()) stukken.push(await readPoststuk(row));
    res.vary('Accept').set(headers);
    if (req.accepts(['html', 'json']) === 'json') res.json(stukken);
    else res.type('html').send(renderLijst(stukken, aan, maximum));
  });
  router.get('/postbus/:id', async (req, res) => {
    const { id } = req.params;
    const row = uuid.test(id)
      ? await db.selectFrom('postbus').selectAll().where('id', '=', id).executeTakeFirst()
      : undefined;
    const json = req.accepts(['html', 'json']) === 'json';
    res.vary('Accept').set(headers);
    if (!row) {
      if (json) sendProblem(res, notFound());
      else res.status(404).type('html').send(renderNietGevonden());
      return;
    }
    const stuk = await readPoststuk(row);
    if (json) res.json(stuk);
    else res.type('html').send(renderStuk(stuk, row.ruw));
  });
  return router;
}
