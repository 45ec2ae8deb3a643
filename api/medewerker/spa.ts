import path from 'node:path';
import express, { Router } from 'express';

/**
 * The built pages: files as they are, and index.html for every address that the front end routes itself.
 * @param folder what `buildMedewerker` made
 */
export function serveSpa(folder: string): Router {
  const router = Router();
  // Names of assets hold a hash of their content.
  router.use(
    '/assets',
    express.static(path.join(folder, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }),
  );
  router.use(express.static(folder, { index: false, redirect: false, cacheControl: false }));
  router.get('/{*rest}', (_req, res) => {
    res.set('Cache-Control', 'no-cache');
    res.sendFile('index.html', { root: path.resolve(folder) });
  });
  return router;
}
