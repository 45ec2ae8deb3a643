import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestomgeving, type Testomgeving } from '../../api/kanalen/testomgeving.ts';
import { seedKanaalapps } from '../../registers/kanaalapps/demo.ts';

let omgeving: Testomgeving;
let page: string;

beforeAll(async () => {
  omgeving = await startTestomgeving();
  const develop = { SCHAKEL_EMBEDDED: true, NODE_ENV: 'development' };
  await seedKanaalapps(omgeving.db, omgeving.regels, develop, new Date());
  page = await readFile(path.join(import.meta.dirname, '../kanaalbouwer.md'), 'utf8');
});
afterAll(() => omgeving.stop());

test('every curl step of the page works as it stands', async () => {
  const id = await omgeving.addUitgaand('sms', 'Wij komen langs.');
  const steps = [...page.matchAll(/```sh\n(.*?)```/gs)]
    .map((match) => match[1]!)
    .filter((step) => /curl|S=/.test(step));
  expect(steps.length).toBeGreaterThanOrEqual(8);
  const script = steps
    .join('')
    .replace('http://localhost:3000', omgeving.url)
    // Every answer on a line of its own, with its status.
    .replaceAll('curl -s -H', `curl -s -w '\\n%{http_code}\\n' -H`)
    .replaceAll(/=\$\(curl -s -w '[^']*'/g, '=$(curl -s');
  const { stdout } = await promisify(execFile)('sh', ['-c', script], { timeout: 20_000 });
  const statuses = stdout.split('\n').filter((line) => /^\d{3}$/.test(line));
  expect(statuses, stdout).toEqual(['200', '200', '201', '201', '201', '201', '200', '200']);
  expect(omgeving.gemeld).toMatchObject([
    { berichtId: id, status: 'afgeleverd', bewijs: { code: 'DELIVRD' } },
  ]);
});

test('the check of a signature on the page is the file that the tests of the sender run', async () => {
  const file = await readFile(path.join(import.meta.dirname, 'handtekening.mjs'), 'utf8');
  expect(page).toContain(file.slice(file.indexOf('export function')));
});
