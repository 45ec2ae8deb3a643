import { randomUUID } from 'node:crypto';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../platform/config.ts';
import { loadProcessen } from '../../platform/processen.ts';
import { parseSleutels } from '../../platform/sleutels.ts';
import { createCodec } from '../../platform/temporal/codec.ts';
import { acceptBericht } from '../../registers/aanname/bericht.ts';
import { readHistories } from '../support/historie.ts';
import { appBericht, Chatter, mail } from '../support/klant.ts';
import { completeTaak } from '../support/medewerkerwerk.ts';
import { eventually, type Systeem, startSysteem } from '../support/systeem.ts';

/** What is planted, and must be found nowhere outside the registers. */
const planted = {
  naam: 'Wilhelmina Zonneveld',
  adres: 'Kastanjelaan 173',
  bsn: '999991772',
  mail: 'w.zonneveld@example.org',
  telefoon: '0687654321',
};
const needles = [...Object.values(planted), 'Zonneveld', 'Kastanjelaan'];

let systeem: Systeem;
beforeAll(async () => {
  systeem = await startSysteem();
}, 60_000);
afterAll(() => systeem.stop());

/** Every string and byte in a history, payloads decoded: what a codec hides is looked at too. */
async function readable(json: string): Promise<string> {
  const codec = createCodec(parseSleutels(readConfig().SCHAKEL_SLEUTELS));
  const found: string[] = [json];
  const visit = async (value: unknown): Promise<void> => {
    if (value === null || typeof value !== 'object') return;
    const { metadata, data } = value as { metadata?: Record<string, Uint8Array>; data?: Uint8Array };
    if (metadata && data instanceof Uint8Array) {
      const [plain] = await codec.decode([{ metadata, data }]);
      found.push(Buffer.from(plain?.data ?? []).toString());
    }
    for (const part of Object.values(value)) await visit(part);
  };
  await visit(historyFromJSON(JSON.parse(json)));
  return found.join('\n');
}

const leaks = (text: string): string[] => needles.filter((needle) => text.includes(needle));

it('a name, address and BSN stay in the registers: not in logs, histories, ids or search attributes', async () => {
  const tekst = `Ik ben ${planted.naam}, ${planted.adres}, BSN ${planted.bsn}.`;
  const afzender = {
    naam: planted.naam,
    adressen: [
      { soort: 'email' as const, waarde: planted.mail },
      { soort: 'telefoonnummer' as const, waarde: planted.telefoon },
    ],
  };
  const gegevens = {
    soort: 'afval',
    gevaarlijk: false,
    locatie: { omschrijving: planted.adres },
    toelichting: tekst,
  };

  const { body } = await appBericht(systeem, {
    externId: randomUUID(),
    conversatie: planted.telefoon,
    afzender,
    product: 'melden-overlast',
    inhoud: { gegevens },
  });
  await mail(systeem, { van: `${planted.naam} <${planted.mail}>`, onderwerp: tekst, tekst });
  const chatter = await new Chatter(systeem).open();
  await chatter.ask({ keuze: 'product:melden-overlast' }, /Waar gaat/);
  await chatter.ask({ keuze: 'anders' }, /gevaarlijk/);
  await chatter.ask({ tekst }, /Kies een van/);
  chatter.close();
  await acceptBericht(
    systeem.db,
    { processen: await loadProcessen(), bronorganisatie: '002564440' },
    {
      kanaal: 'mijngemeente',
      externId: randomUUID(),
      conversatie: randomUUID(),
      afzender: {
        ...afzender,
        identiteit: { soort: 'bsn', nummer: planted.bsn, niveau: 'substantieel', middel: 'digid' },
      },
      inhoud: { gegevens },
      product: 'melden-overlast',
      bedoeling: 'bericht',
      bewezen: [],
      genoemd: [],
      bijlagen: [],
      automatisch: false,
      ontvangenOp: new Date().toISOString(),
    },
  );
  await appBericht(systeem, {
    externId: 'x',
    conversatie: 'y',
    afzender,
    product: planted.naam,
    inhoud: { tekst },
  });

  const taak = await eventually('the task', () =>
    systeem.db
      .selectFrom('taak')
      .innerJoin('verzoek', 'verzoek.id', 'taak.verzoek_id')
      .select('taak.id')
      .where('kenmerk', '=', String(body.kenmerk))
      .where('taak.status', '=', 'open')
      .executeTakeFirst(),
  );
  await completeTaak(systeem, taak, { meerNodig: false, resultaat: 'opgelost', toelichting: tekst });
  await eventually(
    'four requests registered',
    async () =>
      (
        await systeem.db
          .selectFrom('verzoek')
          .select('id')
          .where('geregistreerd_op', 'is not', null)
          .execute()
      ).length >= 3,
  );
  await eventually(
    'the closing by app',
    async () =>
      (await systeem.db
        .selectFrom('bericht')
        .select('id')
        .where('soort', '=', 'afronding')
        .executeTakeFirst()) !== undefined,
  );

  // The search itself must be able to find: the register holds what was planted.
  const stored = JSON.stringify(await systeem.db.selectFrom('bericht').selectAll().execute());
  expect(leaks(stored)).toEqual(expect.arrayContaining([planted.naam, planted.adres, planted.bsn]));

  expect(systeem.logLines().length).toBeGreaterThan(5);
  expect(leaks(systeem.logLines().join('\n'))).toEqual([]);
  const histories = await readHistories(systeem.taskQueue);
  expect(histories.length).toBeGreaterThanOrEqual(4);
  for (const { workflowId, json } of histories) {
    expect(leaks(workflowId)).toEqual([]);
    expect(leaks(await readable(json))).toEqual([]);
  }
  // A national number is ciphertext and keyed hash, and each recognition was logged with its purpose.
  const partijen = JSON.stringify(
    await systeem.db.selectFrom('partij').select(['bsn_versleuteld', 'bsn_zoekwaarde', 'nummer']).execute(),
  );
  expect(partijen).not.toContain(planted.bsn);
  expect(partijen).toMatch(/"bsn_zoekwaarde":"[\w-]{40,}"/);
  // The zaak knows who asked, sealed too.
  const rollen = await eventually('the zaak of the klant with a BSN', async () => {
    const { rows } = await sql<{ rij: string }>`
      SELECT rol::text AS rij FROM rol WHERE gegevens->'betrokkeneIdentificatie'->>'inpBsn' IS NOT NULL`.execute(
      systeem.db,
    );
    return rows.length > 0 ? rows : undefined;
  });
  expect(JSON.stringify(rollen)).not.toContain(planted.bsn);
  const audit = await sql`SELECT wijzigingen::text FROM zgw_audit WHERE resource = 'rol'`.execute(systeem.db);
  expect(audit.rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(audit.rows)).not.toContain(planted.bsn);
  const meldingen = await sql`SELECT bericht::text FROM zgw_notificatie`.execute(systeem.db);
  expect(leaks(JSON.stringify(meldingen.rows))).toEqual([]);
  const reads = await systeem.db.selectFrom('verwerking').select('activiteit').execute();
  expect(reads.map(({ activiteit }) => activiteit)).toEqual(
    expect.arrayContaining(['klant-herkennen@1', 'bericht-verzenden@1']),
  );
  expect(leaks(JSON.stringify(await systeem.db.selectFrom('verwerking').selectAll().execute()))).toEqual([]);
}, 60_000);
