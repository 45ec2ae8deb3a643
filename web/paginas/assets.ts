import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { type RequestHandler, Router } from 'express';

/** Style sheet and script of the website under names that change with their content, so browsers may keep them for ever. */
export interface Assets {
  css: string;
  script: string;
  icoon: string;
  router: RequestHandler;
}

interface Asset {
  url: string;
  mediatype: string;
  body: Buffer;
  compressed: Buffer;
}

const require = createRequire(import.meta.url);
const own = (file: string): string => path.join(import.meta.dirname, '../assets', file);

/** The tokens first, then what uses them, then our own rules: a municipality swaps the first file for its own theme. */
const styleSheets = [
  require.resolve('@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css'),
  require.resolve('@utrecht/component-library-css/dist/index.css'),
  own('website.css'),
  own('formulier.css'),
  own('docs.css'),
];

let loading: Promise<Assets> | undefined;

/** Reads and compresses the files once per process. @throws Error when a package lacks its style sheet */
export function loadAssets(): Promise<Assets> {
  loading ??= build();
  return loading;
}

async function build(): Promise<Assets> {
  const css = (await Promise.all(styleSheets.map((file) => readFile(file, 'utf8')))).join('\n');
  const assets = {
    css: describe('website', 'css', 'text/css; charset=utf-8', css),
    script: describe(
      'website',
      'js',
      'text/javascript; charset=utf-8',
      await readFile(own('website.js'), 'utf8'),
    ),
    icoon: describe('icoon', 'svg', 'image/svg+xml', await readFile(own('icoon.svg'), 'utf8')),
  };
  const router = Router();
  for (const asset of Object.values(assets)) router.get(asset.url, serve(asset));
  return { css: assets.css.url, script: assets.script.url, icoon: assets.icoon.url, router };
}

function describe(name: string, extension: string, mediatype: string, text: string): Asset {
  const body = Buffer.from(text);
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { url: `/assets/${name}-${hash}.${extension}`, mediatype, body, compressed: gzipSync(body) };
}

function serve({ mediatype, body, compressed }: Asset): RequestHandler {
  return (req, res) => {
    res.setHeader('Content-Type', mediatype);
    res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Vary', 'Accept-Encoding');
    if (!/\bgzip\b/.test(req.get('Accept-Encoding') ?? '')) return void res.end(body);
    res.setHeader('Content-Encoding', 'gzip');
    res.end(compressed);
  };
}
