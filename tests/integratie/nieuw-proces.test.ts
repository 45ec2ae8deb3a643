import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');

/** A process as a procesarchitect writes it: this file is all there is. */
const source = `import { z } from 'zod';
import { proces } from '../../domein/proces.ts';
import { werkdagen } from '../../domein/termijn.ts';

export const boomPlanten = proces({
  code: 'boom-planten',
  dienst: 'Boom planten',
  serviceformule: 'ontwikkel',
  versie: 1,
  identificatie: 'niet-nodig',
  gegevens: z.object({
    soort: z.enum(['eik', 'beuk']).meta({ vraag: 'Welke boom wilt u?', opties: { eik: 'Eik', beuk: 'Beuk' } }),
    aantal: z.number().int().min(1).max(10).meta({ vraag: 'Hoeveel bomen?' }),
  }),
  taken: {
    inplannen: z.object({ resultaat: z.enum(['gepland', 'kan-niet']).meta({ vraag: 'Lukt het?' }) }),
  },
  resultaten: { gepland: 'Wij planten de boom.', 'kan-niet': 'Het lukt daar niet.' },
  async verloop(verzoek) {
    await verzoek.bevestigOntvangst({ binnen: werkdagen(5) });
    const plan = await verzoek.taak('inplannen', { vaardigheid: 'groen', binnen: werkdagen(5) });
    await verzoek.rondAf({ resultaat: plan.resultaat ?? 'kan-niet' });
  },
});
`;

it('one new file of 30 lines gives a form, a chat dialogue, validation and a running process', async () => {
  expect(source.trim().split('\n').length).toBeLessThanOrEqual(30);
  const copy = await mkdtemp(path.join(os.tmpdir(), 'schakel-proces-'));
  try {
    const skipped = ['node_modules', '.git', '.schakel', 'dist'];
    for (const entry of (await readdir(root)).filter((name) => !skipped.includes(name))) {
      await cp(path.join(root, entry), path.join(copy, entry), { recursive: true });
    }
    await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
    await writeFile(path.join(copy, 'workflows/processen/boom-planten.ts'), source);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'tests/integratie/nieuw-proces.ts'],
      { cwd: copy, env: process.env, timeout: 60_000 },
    );
    expect(JSON.parse(/UITKOMST (.*)/.exec(stdout)?.[1] ?? 'null')).toEqual({
      form: true,
      home: true,
      wrong: { status: 400, fields: ['inhoud.gegevens.aantal', 'inhoud.gegevens.soort'] },
      buttons: ['Eik', 'Beuk'],
      taak: 'inplannen',
    });
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}, 90_000);
