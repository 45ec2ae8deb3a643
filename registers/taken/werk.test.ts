import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../tests/support/database.ts';
import { kenmerk, makeInteractie, makeTaak, makeVerzoek, type Zaakje } from '../../tests/support/werk.ts';
import { countAanwezig, presenceMs, setAanwezig } from './aanwezig.ts';
import { complete } from './afronden.ts';
import { answer } from './antwoord.ts';
import { giveBack, leaseMs, releaseExpired, take, takeNext } from './neem.ts';
import { countWerk, findWerk, listWerk } from './werk.ts';

let database: TestDatabase;
let zaakje: Zaakje;
const nu = new Date('2026-11-23T10:00:00Z');
const later = (ms: number): Date => new Date(nu.getTime() + ms);
const skills = ['openbare-ruimte'];

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.deleteFrom('taak').execute();
  await database.db.deleteFrom('doorgifte').execute();
  zaakje = await makeVerzoek(database.db, nu);
});

const aanleidingen = async () =>
  (await database.db.selectFrom('doorgifte').selectAll().execute()).map(({ aanleiding }) => aanleiding);

describe('the list', () => {
  it('puts urgent work first, unless other work has waited beyond its term long enough', async () => {
    const { db } = database;
    const urgent = await makeTaak(db, zaakje, nu, { prioriteit: 1, sinds: 1 });
    const normal = await makeTaak(db, zaakje, nu, { prioriteit: 3, sinds: 1 });
    const forgotten = await makeTaak(db, zaakje, nu, { prioriteit: 3, sinds: 1_000, binnen: -700 });
    const order = async () =>
      (await listWerk(db, { status: 'open', medewerker: 'a' }, nu)).map(({ id }) => id);
    expect(await order()).toEqual([forgotten, urgent, normal]);
    expect(await countWerk(db, skills, nu)).toEqual({
      wachtend: 3,
      teLaat: 1,
      langstSinds: later(-1_000 * 60_000),
    });
    expect(await countWerk(db, ['klantcontact'], nu)).toMatchObject({ wachtend: 0, langstSinds: null });
  });

  it('tells the kanaal of the last conversation, the kenmerk and whether it is late', async () => {
    const { db } = database;
    await db
      .insertInto('conversatie')
      .values({
        kanaal: 'chat',
        conversatie: kenmerk(),
        interactie_id: zaakje.interactieId,
        laatst_gebruikt_op: later(1),
      })
      .execute();
    const id = await makeTaak(db, zaakje, nu, { binnen: -1 });
    expect(await findWerk(db, id, nu)).toMatchObject({
      kanaal: 'chat',
      kenmerk: zaakje.kenmerk,
      product: 'melden-overlast',
      teLaat: true,
    });
    expect(await listWerk(db, { status: 'open', medewerker: 'a', vaardigheden: [] }, nu)).toEqual([]);
    expect(
      await listWerk(
        db,
        { status: 'open', medewerker: 'a', vaardigheden: ["x') OR 1=1 --", 'klantcontact'] },
        nu,
      ),
    ).toEqual([]);
  });
});

describe('claiming', () => {
  it('never gives the same work to two people who ask at once', async () => {
    const { db } = database;
    const ids = await Promise.all(Array.from({ length: 6 }, () => makeTaak(db, zaakje, nu)));
    const people = Array.from({ length: 9 }, (_, index) => `m${index}`);
    const taken = await Promise.all(people.map((person) => takeNext(db, person, skills, nu)));
    const got = taken.flatMap((werk) => (werk ? [werk.id] : []));
    expect([...got].sort()).toEqual([...ids].sort());
  });

  it('lets exactly one of many people take the same work', async () => {
    const { db } = database;
    for (let round = 0; round < 5; round++) {
      const id = await makeTaak(db, zaakje, nu);
      const people = Array.from({ length: 8 }, (_, index) => `m${index}`);
      const results = await Promise.all(people.map((person) => take(db, id, person, nu)));
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(results.find(({ ok }) => !ok)).toEqual({ ok: false, reden: 'bezet' });
    }
  });

  it('hands out what comes first for my skills only', async () => {
    const { db } = database;
    await makeTaak(db, zaakje, nu, { vaardigheid: 'klantcontact', prioriteit: 1 });
    const second = await makeTaak(db, zaakje, nu, { prioriteit: 4 });
    const first = await makeTaak(db, zaakje, nu, { prioriteit: 2 });
    expect((await takeNext(db, 'bram', skills, nu))?.id).toBe(first);
    expect((await takeNext(db, 'bram', skills, nu))?.id).toBe(second);
    expect(await takeNext(db, 'bram', skills, nu)).toBeUndefined();
  });

  it('gives work back when nobody was heard of for half an hour, and not before', async () => {
    const { db } = database;
    const id = await makeTaak(db, zaakje, nu);
    await take(db, id, 'anna', nu);
    expect(await releaseExpired(db, later(leaseMs))).toBe(0);
    expect(await take(db, id, 'anna', later(leaseMs))).toMatchObject({ ok: true });
    expect(await take(db, id, 'bram', later(leaseMs + 1))).toMatchObject({ ok: false, reden: 'bezet' });
    expect((await takeNext(db, 'bram', skills, later(2 * leaseMs + 1)))?.id).toBe(id);
    expect(await giveBack(db, id, 'anna', later(2 * leaseMs + 2))).toMatchObject({
      ok: false,
      reden: 'bezet',
    });
  });

  it('tells the conversation that somebody came, once, and does not bother a process', async () => {
    const { db } = database;
    const gesprek = {
      kenmerk: kenmerk(),
      interactieId: await makeInteractie(db, kenmerk(), nu, 'chat'),
    };
    const { kenmerk: nummer } = await db
      .selectFrom('interactie')
      .select('kenmerk')
      .where('id', '=', gesprek.interactieId)
      .executeTakeFirstOrThrow();
    const chat = await makeTaak(db, gesprek, nu, { soort: 'gesprek', vaardigheid: 'klantcontact' });
    await take(db, await makeTaak(db, zaakje, nu), 'bram', nu);
    await take(db, chat, 'anna', nu);
    await take(db, chat, 'anna', nu);
    expect(await aanleidingen()).toMatchObject([{ doel: { interactie: nummer }, naam: 'taak-genomen' }]);
  });
});

describe('finishing', () => {
  it('stores the outcome and tells the workflow, once', async () => {
    const { db } = database;
    const id = await makeTaak(db, zaakje, nu);
    await take(db, id, 'bram', nu);
    const uitkomst = { meerNodig: false, resultaat: 'opgelost' };
    expect(await complete(db, id, 'bram', uitkomst, nu)).toMatchObject({ ok: true });
    expect(await complete(db, id, 'bram', uitkomst, later(1))).toMatchObject({ ok: true });
    expect(await complete(db, id, 'bram', { meerNodig: true }, later(1))).toEqual({
      ok: false,
      reden: 'gesloten',
    });
    expect(await take(db, id, 'anna', nu)).toEqual({ ok: false, reden: 'gesloten' });
    const row = await db.selectFrom('taak').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ status: 'klaar', resultaat: uitkomst, afgerond_op: nu, medewerker: 'bram' });
    expect(await aanleidingen()).toMatchObject([
      {
        naam: 'taak-afgerond',
        doel: { verzoek: zaakje.kenmerk },
        verwijzing: { taakSleutel: row.sleutel },
      },
    ]);
    const acts = await db
      .selectFrom('gebeurtenis')
      .select(['soort', 'actor'])
      .where('verzoek_id', '=', zaakje.verzoekId)
      .orderBy('id')
      .execute();
    expect(acts).toEqual([
      { soort: 'taak-genomen', actor: 'medewerker:bram' },
      { soort: 'taak-afgerond', actor: 'medewerker:bram' },
    ]);
  });

  it('keeps what was typed when the lease ran out, unless a colleague took over', async () => {
    const { db } = database;
    const [mine, lost] = [await makeTaak(db, zaakje, nu), await makeTaak(db, zaakje, nu)];
    await take(db, mine, 'bram', nu);
    await take(db, lost, 'bram', nu);
    await take(db, lost, 'dirk', later(leaseMs + 1));
    expect(await complete(db, mine, 'bram', {}, later(leaseMs + 2))).toMatchObject({ ok: true });
    expect(await complete(db, lost, 'bram', {}, later(leaseMs + 2))).toEqual({ ok: false, reden: 'bezet' });
    expect((await findWerk(db, lost, nu))?.status).toBe('in_behandeling');
  });
});

describe('answering', () => {
  const id = '7c1e3c52-6f2a-4b1e-9f1a-0d4f3a2b1c0d';

  it('stores the answer in its place in the conversation and asks the workflow to send it, once', async () => {
    const { db } = database;
    const taak = await makeTaak(db, zaakje, nu);
    expect(await answer(db, taak, 'bram', { id, tekst: 'Morgen.' }, nu)).toEqual({
      ok: false,
      reden: 'bezet',
    });
    await take(db, taak, 'bram', nu);
    await db.updateTable('taak').set({ nieuw_bericht_op: nu }).where('id', '=', taak).execute();
    const twice = await Promise.all([0, 1].map(() => answer(db, taak, 'bram', { id, tekst: 'Morgen.' }, nu)));
    expect(twice.map((result) => result.ok && result.dubbel).sort()).toEqual([false, true]);
    expect(await answer(db, taak, 'bram', { id, tekst: 'Iets anders' }, nu)).toEqual({
      ok: false,
      reden: 'ander-antwoord',
    });
    const rows = await db.selectFrom('bericht').selectAll().where('sleutel', '=', `antwoord:${id}`).execute();
    expect(rows).toMatchObject([
      {
        richting: 'uit',
        soort: 'antwoord',
        status: 'te_verzenden',
        medewerker: 'bram',
        volgnummer: 2,
        kanaal: 'webformulier',
        inhoud: { tekst: 'Morgen.' },
      },
    ]);
    expect(await aanleidingen()).toMatchObject([
      { naam: 'antwoord', verwijzing: { berichtId: rows[0]!.id } },
    ]);
  });
});

describe('presence', () => {
  it('counts who was heard of lately, per kanaal', async () => {
    const { db } = database;
    await setAanwezig(db, 'anna', ['chat', 'telefoon'], nu);
    await setAanwezig(db, 'bram', ['chat'], nu);
    expect(await countAanwezig(db, 'chat', nu)).toBe(2);
    await setAanwezig(db, 'bram', [], nu);
    await setAanwezig(db, 'anna', ['telefoon'], later(1));
    expect(await countAanwezig(db, 'chat', later(1))).toBe(0);
    expect(await countAanwezig(db, 'telefoon', later(presenceMs))).toBe(1);
    expect(await countAanwezig(db, 'telefoon', later(presenceMs + 1))).toBe(0);
  });
});
