import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openClientbeheer } from '../../api/zgw/clientbeheer.ts';
import { voerClientcommandoUit } from '../../api/zgw/clientcommando.ts';
import { readCommandConfig } from '../../platform/commando.ts';
import { type Registers, startRegisters } from '../support/zgw.ts';
import { type Inrichting, richtIn } from '../support/zgw-catalogus.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');
let registers: Registers;
let soort: Inrichting;
let folder: string;

beforeAll(async () => {
  registers = await startRegisters();
  soort = await richtIn(registers);
  folder = await mkdtemp(path.join(os.tmpdir(), 'schakel-client-'));
});
afterAll(async () => {
  await registers.stop();
  await rm(folder, { recursive: true, force: true });
});

const omgeving = (env: Record<string, string>) => ({
  ...process.env,
  DATABASE_URL: registers.databaseUrl,
  SCHAKEL_DATA: folder,
  ...env,
});

/** What the command prints; its exit code tells whether it complained. */
async function zgwClient(args: string[], env: Record<string, string> = {}): Promise<string> {
  const [gezegd, geklaagd]: [string[], string[]] = [[], []];
  const code = await voerClientcommandoUit(args, {
    open: () => openClientbeheer(readCommandConfig(omgeving(env))),
    geheim: env.ZGW_CLIENT_GEHEIM,
    zeg: (regel) => gezegd.push(regel),
    klaag: (regel) => geklaagd.push(regel),
  });
  expect(code).toBe(geklaagd.length > 0 ? 1 : 0);
  return [...gezegd, ...geklaagd].join('\n');
}

const status = async (pad: string, token: string): Promise<number> =>
  (await fetch(registers.url + pad, { headers: { authorization: `Bearer ${token}` } })).status;
const zaken = '/zaken/api/v1/zaken';
const documenten = '/documenten/api/v1/enkelvoudiginformatieobjecten';

it('a client that was made calls at once with its token, and no longer once its secret is replaced', async () => {
  const gemaakt = await zgwClient(['maak', 'formulieren', '--alles', '--label', 'Open Formulieren']);
  expect(gemaakt).toMatch(/^Client-ID: formulieren\nGeheim: {4}[\w-]{43}\n/);
  const token = await zgwClient(['token', 'formulieren', '--gebruiker', 'jan']);
  expect(await status(zaken, token)).toBe(200);
  expect(await zgwClient(['lijst'])).toContain('formulieren\tOpen Formulieren\talle rechten');

  const anders = await zgwClient(['geheim', 'formulieren'], { ZGW_CLIENT_GEHEIM: 'het-geheim-van-hiervoor' });
  expect(anders).toContain('het-geheim-van-hiervoor');
  expect(await status(zaken, token)).toBe(403);
  expect(await status(zaken, await zgwClient(['token', 'formulieren']))).toBe(200);
  await zgwClient(['verwijder', 'formulieren']);
  expect(await zgwClient(['token', 'formulieren'])).toContain('er is geen client formulieren');
});

it('with a file it gets the rights that stand in it, no others', async () => {
  const bestand = path.join(folder, 'rechten.json');
  const recht = {
    component: 'zrc',
    scopes: ['zaken.lezen'],
    zaaktype: soort.zaaktype,
    maxVertrouwelijkheidaanduiding: 'openbaar',
  };
  await writeFile(bestand, JSON.stringify({ autorisaties: [recht] }));
  expect(await zgwClient(['maak', 'kiss', '--applicatie', bestand])).toContain('Client-ID: kiss');
  const token = await zgwClient(['token', 'kiss']);
  expect([await status(zaken, token), await status(documenten, token)]).toEqual([200, 403]);
  expect(await zgwClient(['lijst'])).toContain('kiss\tkiss\t1 autorisaties');
});

it('rights that are wrong are said by name, and no client is left behind', async () => {
  const bestand = path.join(folder, 'fout.json');
  await writeFile(bestand, JSON.stringify({ autorisaties: [{ component: 'zrc', scopes: ['zaken.lezen'] }] }));
  expect(await zgwClient(['maak', 'half', '--applicatie', bestand])).toMatch(
    /autorisaties\.0\.zaaktype: .*\nautorisaties\.0\.maxVertrouwelijkheidaanduiding: /,
  );
  await writeFile(bestand, '[');
  expect(await zgwClient(['maak', 'half', '--applicatie', bestand])).toContain('geen JSON-object');
  expect(await zgwClient(['lijst'])).not.toContain('half');
});

it('a short secret and an odd name are refused, a client without rights gets nowhere', async () => {
  expect(await zgwClient(['maak', 'half'], { ZGW_CLIENT_GEHEIM: 'kort' })).toContain('16 tekens');
  expect(await zgwClient(['maak', 'met spatie'])).toContain('Een client-ID is');
  expect(await zgwClient(['lijst'])).not.toMatch(/half|spatie/);
  await zgwClient(['maak', 'kaal']);
  expect(await zgwClient(['maak', 'kaal'])).toContain('kaal bestaat al');
  expect(await status(zaken, await zgwClient(['token', 'kaal']))).toBe(403);
});

it('a client that is tried out keeps the secret of its own settings, such as the 15 characters of Open Formulieren', async () => {
  const env = { ZGW_CLIENT_GEHEIM: 'test_secret_key', NODE_ENV: 'development' };
  expect(await zgwClient(['maak', 'proef', '--alles'], env)).toContain('test_secret_key');
});

it('is a command of the terminal, which ends well or badly', async () => {
  const opdracht = (...args: string[]) =>
    run(process.execPath, ['--import', 'tsx', 'platform/zgw-client.ts', ...args], {
      cwd: root,
      env: omgeving({ ZGW_CLIENT_GEHEIM: 'het-geheim-van-elders' }),
    });
  expect((await opdracht('maak', 'buiten', '--alles')).stdout).toContain(
    'Geheim:    het-geheim-van-elders\n',
  );
  await expect(opdracht('maak', 'buiten')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('buiten bestaat al'),
  });
});
