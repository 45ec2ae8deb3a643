import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import express, { Router } from 'express';
import { sendPagina } from '../web/paginas/antwoord.ts';
import { loadAssets } from '../web/paginas/assets.ts';
import { pageHeaders } from '../web/paginas/beveiliging.ts';
import { Docspagina } from '../web/paginas/docspagina.tsx';
import { renderDocs } from './docs-markdown.ts';

const root = path.join(import.meta.dirname, '..');

/** The documentation of the repository as pages. Mount at `/docs`; an unknown name is passed on. */
export async function createDocsRouter(instellingen: {
  gemeenteNaam: string;
  gemeenteMail: string;
  url: string;
}): Promise<Router> {
  const { css, script, icoon } = await loadAssets();
  const { gemeenteNaam, gemeenteMail, url } = instellingen;
  const omgeving = { gemeenteNaam, gemeenteMail, css, script, icoon };
  const pages = await listPages();
  const router = Router();
  router.use('/beelden', express.static(path.join(root, 'docs/beelden'), { index: false, maxAge: '5m' }));
  router.get(['/', '/:name'], pageHeaders(url), async (req, res, next) => {
    const name = typeof req.params.name === 'string' ? req.params.name : '';
    const file = pages.get(name);
    if (!file) return next();
    const pagina = renderDocs(await readFile(file, 'utf8'));
    res.setHeader('Cache-Control', 'no-cache');
    sendPagina(res, 200, <Docspagina omgeving={omgeving} overzicht={name === ''} {...pagina} />);
  });
  return router;
}

/** Files by name in the address: only what stands in this list is ever read. */
async function listPages(): Promise<Map<string, string>> {
  const names = (await readdir(path.join(root, 'docs'))).filter((name) => /^[a-z0-9-]+\.md$/.test(name));
  return new Map([
    ['', path.join(root, 'docs/README.md')],
    ['readme', path.join(root, 'README.md')],
    ...names.map((name): [string, string] => [name.slice(0, -3), path.join(root, 'docs', name)]),
  ]);
}
