import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InkomendBericht } from '../../domein/bericht.ts';
import { Weigering } from '../../domein/kanaaladapter.ts';
import { isKenmerk } from '../../domein/kenmerk.ts';
import { loadProcessen } from '../../platform/processen.ts';
import { type TestDatabase, testDatabase } from '../../tests/support/database.ts';
import { type Aannameregels, acceptBericht, acceptGebeurtenis } from './bericht.ts';

let database: TestDatabase;
let regels: Aannameregels;
beforeAll(async () => {
  database = await testDatabase();
  regels = { processen: await loadProcessen(), bronorganisatie: '002564440' };
});
afterAll(() => database.close());

let teller = 0;
const bericht = (over: object = {}): InkomendBericht =>
  ({
    kanaal: 'email',
    externId: `bericht-${++teller}`,
    conversatie: `gesprek-${teller}`,
    afzender: { adressen: [{ soort: 'email', waarde: 'sanne@voorbeeld.test' }] },
    inhoud: { tekst: 'Er ligt afval.' },
    ontvangenOp: '2026-11-23T12:00:00+01:00',
    ...over,
  }) as InkomendBericht;
const accept = (input: InkomendBericht) => acceptBericht(database.db, regels, input);

/** Rows of every table that aanname writes. */
async function countRows(): Promise<number[]> {
  const { rows } = await sql<{ counts: number[] }>`
    SELECT ARRAY[(SELECT count(*) FROM bericht), (SELECT count(*) FROM interactie), (SELECT count(*) FROM conversatie),
      (SELECT count(*) FROM verzoek), (SELECT count(*) FROM bijlage), (SELECT count(*) FROM doorgifte)]::integer[] AS counts
  `.execute(database.db);
  return rows[0]!.counts;
}
/** What a refusal says; fails when anything was stored. */
async function refusal(attempt: () => Promise<unknown>): Promise<string> {
  const before = await countRows();
  const error = await attempt().then(
    () => 'accepted',
    (caught: unknown) => caught,
  );
  expect(await countRows()).toEqual(before);
  return error instanceof Weigering ? `${error.veld}: ${error.code}` : String(error);
}

describe('the same message again', () => {
  test('fifty times at the same moment is one, and all hear the same number', async () => {
    const before = await countRows();
    const same = bericht({ product: 'melden-overlast', inhoud: { gegevens: goed } });
    const proofs = await Promise.all(Array.from({ length: 50 }, () => accept(same)));
    expect(proofs.filter(({ dubbel }) => !dubbel)).toHaveLength(1);
    expect(new Set(proofs.map(({ berichtId, kenmerk }) => `${berichtId} ${kenmerk}`)).size).toBe(1);
    expect(isKenmerk(proofs[0]!.kenmerk)).toBe(true);
    expect((await countRows()).map((count, index) => count - before[index]!)).toEqual([1, 1, 1, 1, 0, 1]);
  });

  test('with other contents changes nothing', async () => {
    const first = bericht();
    const proof = await accept(first);
    const before = await countRows();
    const again = await accept({ ...first, inhoud: { tekst: 'iets anders' }, conversatie: 'elders' });
    expect(again).toEqual({ ...proof, dubbel: true });
    expect(await countRows()).toEqual(before);
  });

  test('over another kanaal is another message', async () => {
    const first = await accept(bericht({ externId: 'gelijk' }));
    expect((await accept(bericht({ externId: 'gelijk', kanaal: 'sms' }))).berichtId).not.toBe(
      first.berichtId,
    );
  });
});

test('two hundred messages of one conversation at once are numbered 1 to 200', async () => {
  const conversatie = 'druk gesprek';
  const proofs = await Promise.all(
    Array.from({ length: 200 }, () => accept(bericht({ conversatie, kanaal: 'chat' }))),
  );
  expect(new Set(proofs.map(({ interactieId }) => interactieId)).size).toBe(1);
  const rows = await database.db
    .selectFrom('bericht')
    .select('volgnummer')
    .where('conversatie', '=', conversatie)
    .orderBy('volgnummer')
    .execute();
  expect(rows.map(({ volgnummer }) => volgnummer)).toEqual(
    Array.from({ length: 200 }, (_, index) => index + 1),
  );
});

const goed = {
  soort: 'afval',
  gevaarlijk: false,
  locatie: { omschrijving: 'Kerkstraat 12' },
  toelichting: 'Er ligt afval',
};
const overlast = (over: object) =>
  bericht({ product: 'melden-overlast', inhoud: { gegevens: { ...goed, ...over } } });

describe('bad input names its field and stores nothing', () => {
  test.each([
    ['an unknown kanaal', { kanaal: 'fax' }, 'kanaal: invalid_value'],
    ['no id', { externId: '' }, 'externId: too_small'],
    ['no conversation', { conversatie: undefined }, 'conversatie: invalid_type'],
    ['no moment', { ontvangenOp: 'gisteren' }, 'ontvangenOp: invalid_format'],
    ['a moment without zone', { ontvangenOp: '2026-11-23T12:00:00' }, 'ontvangenOp: invalid_format'],
    ['an unknown product', { product: 'paspoort' }, 'product: onbekend-product'],
    ['a long id', { externId: 'x'.repeat(999) }, 'externId: too_big'],
    ['a long text', { inhoud: { tekst: 'x'.repeat(100_001) } }, 'inhoud.tekst: too_big'],
    ['a long subject', { onderwerp: 'x'.repeat(999) }, 'onderwerp: too_big'],
    ['a long name', { afzender: { naam: 'x'.repeat(201), adressen: [] } }, 'afzender.naam: too_big'],
    [
      'a long address',
      { afzender: { adressen: [{ soort: 'email', waarde: 'x'.repeat(255) }] } },
      'afzender.adressen.0.waarde: too_big',
    ],
    [
      'a forged file',
      { bijlagen: [{ sha256: '../../etc/passwd', naam: 'x', mediatype: 'a/b', grootte: 1 }] },
      'bijlagen.0.sha256: invalid_format',
    ],
  ])('%s', async (_, over, expected) => {
    expect(await refusal(() => accept(bericht(over)))).toBe(expected);
  });

  test.each([
    ['an answer that is missing', { toelichting: undefined }, 'inhoud.gegevens.toelichting: invalid_type'],
    ['an answer too long', { toelichting: 'x'.repeat(2_001) }, 'inhoud.gegevens.toelichting: too_big'],
    ['a choice that does not exist', { soort: 'katten' }, 'inhoud.gegevens.soort: invalid_value'],
    ['a field that does not exist', { bsn: '999993653' }, 'inhoud.gegevens.bsn: onbekend-veld'],
  ])('%s', async (_, over, expected) => {
    expect(await refusal(() => accept(overlast(over)))).toBe(expected);
  });

  test('a name of every object is no field of a form', async () => {
    for (const naam of ['constructor', 'toString']) {
      const gegevens = JSON.parse(JSON.stringify(goed).replace('{', `{"${naam}":1,`)) as object;
      expect(await refusal(() => accept(bericht({ product: 'melden-overlast', inhoud: { gegevens } })))).toBe(
        `inhoud.gegevens.${naam}: onbekend-veld`,
      );
    }
  });
});

describe('characters that PostgreSQL cannot keep', () => {
  for (const [name, bad] of [
    ['NUL', 'a\u0000b'],
    ['half a character', 'a\ud83d'],
  ] as const) {
    test.each([
      ['externId', { externId: bad }],
      ['conversatie', { conversatie: bad }],
      ['onderwerp', { onderwerp: bad }],
      ['inhoud.tekst', { inhoud: { tekst: bad } }],
      ['inhoud.keuze', { inhoud: { keuze: bad } }],
      ['inhoud.gegevens.veld.0', { inhoud: { gegevens: { veld: [bad] } } }],
      ['inhoud.gegevens', { inhoud: { gegevens: { [bad]: 1 } } }],
      ['afzender.naam', { afzender: { naam: bad, adressen: [] } }],
      ['afzender.adressen.0.waarde', { afzender: { adressen: [{ soort: 'overig', waarde: bad }] } }],
      ['afzender.namens.naam', { afzender: { adressen: [], namens: { naam: bad } } }],
      ['bewezen.0', { bewezen: [bad] }],
      ['genoemd.0', { genoemd: [bad] }],
      [
        'bijlagen.0.naam',
        { bijlagen: [{ sha256: 'a'.repeat(64), naam: bad, mediatype: 'a/b', grootte: 1 }] },
      ],
    ])(`${name} in %s`, async (veld, over) => {
      expect(await refusal(() => accept(bericht(over)))).toBe(`${veld}: onbruikbaar-teken`);
    });
  }

  test('an answer within a form', async () => {
    expect(await refusal(() => accept(overlast({ locatie: { omschrijving: 'Kerk\u0000straat' } })))).toBe(
      'inhoud.gegevens.locatie.omschrijving: onbruikbaar-teken',
    );
  });

  test('an event of a session', async () => {
    const event = {
      kanaal: 'chat',
      conversatie: 'c',
      gebeurtenis: 'aangekomen',
      op: '2026-11-23T12:00:00Z',
    } as const;
    const send = (externId: string) => () =>
      acceptGebeurtenis(database.db, { ...event, externId, bewezen: [] });
    expect(await refusal(send('e\u0000'))).toBe('externId: onbruikbaar-teken');
    expect(await refusal(send(''))).toBe('externId: too_small');
  });

  test('nesting without end', async () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 5_000; depth++) deep = [deep];
    expect(await refusal(() => accept(bericht({ inhoud: { gegevens: { veld: deep } } })))).toMatch(
      /: te-diep$/,
    );
  });
});

test('SQL, markup and every other character come back as they were', async () => {
  const nasty = `'); DROP TABLE bericht; -- "\\ $1 $$ %s {{x}} <script> é😀 \u202e \u0007`;
  const input = bericht({
    externId: nasty,
    conversatie: nasty,
    onderwerp: nasty,
    afzender: {
      naam: nasty,
      adressen: [{ soort: 'overig', waarde: nasty }],
      namens: { naam: nasty, relatie: nasty },
    },
    inhoud: { tekst: nasty, keuze: nasty, gegevens: { [nasty]: nasty } },
    genoemd: ["'; DELETE FROM bericht"],
    bijlagen: [{ sha256: 'a'.repeat(64), naam: nasty, mediatype: nasty, grootte: 5 }],
  });
  const { berichtId, kenmerk } = await accept(input);
  const row = await database.db
    .selectFrom('bericht')
    .selectAll()
    .where('id', '=', berichtId)
    .executeTakeFirstOrThrow();
  expect(row).toMatchObject({
    extern_id: nasty,
    conversatie: nasty,
    onderwerp: nasty,
    inhoud: input.inhoud,
    afzender: input.afzender,
    genoemd: input.genoemd,
  });
  const file = await database.db
    .selectFrom('bijlage')
    .selectAll()
    .where('bericht_id', '=', berichtId)
    .executeTakeFirstOrThrow();
  expect(file).toMatchObject({ naam: nasty, mediatype: nasty, grootte: 5 });
  expect((await accept(input)).kenmerk).toBe(kenmerk);
});
