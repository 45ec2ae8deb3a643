import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  accepts,
  isAway,
  openTestomgeving,
  refuses,
  type Testomgeving,
} from '../tests/support/activiteiten.ts';
import { makeVerzoek, type Zaakje } from '../tests/support/werk.ts';
import { createBezorging } from './bezorging.ts';
import type { Verzendopdracht } from './contract.ts';
import { createVerzending } from './verzending.ts';

let wereld: Testomgeving;
let zaakje: Zaakje;
beforeEach(async () => {
  wereld = await openTestomgeving();
  zaakje = await makeVerzoek(wereld.db, wereld.klok.nu);
});
afterEach(() => wereld.database.close());

const opdracht = (over: Partial<Verzendopdracht> = {}): Verzendopdracht => ({
  kenmerk: zaakje.kenmerk,
  sleutel: `${zaakje.kenmerk}/bevestiging`,
  sjabloon: 'ontvangstbevestiging',
  soort: 'ontvangstbevestiging',
  ...over,
});
const send = (over?: Partial<Verzendopdracht>) => createVerzending(wereld).sendBericht(opdracht(over));
const statusOf = async (id: string): Promise<string> =>
  (await wereld.db.selectFrom('bericht').select('status').where('id', '=', id).executeTakeFirstOrThrow())
    .status;
const addPhone = () =>
  wereld.db
    .insertInto('digitaaladres')
    .values({
      partij_id: zaakje.partijId,
      soort_digitaal_adres: 'telefoonnummer',
      adres: '0612345678',
      zoekwaarde: '0612345678',
    })
    .execute();

describe('sending', () => {
  test('an accepted message is an end: nothing waits for it', async () => {
    wereld.media.email = accepts;
    const result = await send();
    expect(result).toMatchObject({ status: 'verzonden', kanaal: 'email' });
    expect(wereld.verzonden).toMatchObject([
      { id: result.berichtId, adres: 'sanne@voorbeeld.test', kenmerk: zaakje.kenmerk, automatisch: true },
    ]);
    expect(await statusOf(result.berichtId!)).toBe('verzonden');
    expect(wereld.gestart).toEqual([]);
  });

  test('a repeated run sends nothing again', async () => {
    wereld.media.email = accepts;
    const first = await send();
    expect(await send()).toEqual(first);
    expect(wereld.verzonden).toHaveLength(1);
  });

  test('two runs at once hand over the same message under the same id', async () => {
    wereld.media.email = accepts;
    const results = await Promise.all([send(), send(), send()]);
    expect(new Set(results.map(({ berichtId }) => berichtId)).size).toBe(1);
    expect(new Set(wereld.verzonden.map(({ id, tekst }) => `${id} ${tekst}`)).size).toBe(1);
    const rows = await wereld.db.selectFrom('bericht').select('id').where('richting', '=', 'uit').execute();
    expect(rows).toHaveLength(1);
  });

  test('a medium that is away: one bericht workflow goes on, however often the activity runs', async () => {
    wereld.media.email = isAway;
    const first = await send();
    expect(first.status).toBe('onderweg');
    expect(await send()).toEqual(first);
    expect(wereld.gestart).toEqual([`bericht:${first.berichtId}`]);
    expect(await statusOf(first.berichtId!)).toBe('te_verzenden');
    expect(new Set(wereld.verzonden.map(({ id }) => id))).toEqual(new Set([first.berichtId]));
  });

  test.each([
    ['refused', refuses],
    ['on its way', async () => ({ status: 'onderweg', externId: 'x' }) as const],
  ])('%s, and Temporal away at that moment: the next run starts the workflow', async (_, medium) => {
    wereld.media.email = medium;
    wereld.temporalWeg = true;
    await expect(send()).rejects.toThrow('UNAVAILABLE');
    wereld.temporalWeg = false;
    const again = await send();
    expect(again.status).toBe('onderweg');
    expect(wereld.gestart).toEqual([`bericht:${again.berichtId}`]);
    expect(wereld.verzonden).toHaveLength(1);
  });

  test('nobody to reach, or nobody who serves the kanaal, is told and stores nothing', async () => {
    expect(await send()).toEqual({ status: 'geen-kanaal' });
    wereld.media.email = accepts;
    await wereld.db.deleteFrom('digitaaladres').execute();
    expect(await send()).toEqual({ status: 'geen-kanaal' });
    const rows = await wereld.db.selectFrom('bericht').select('id').where('richting', '=', 'uit').execute();
    expect(rows).toEqual([]);
  });

  test('an unknown kenmerk or template is an error, not a silence', async () => {
    wereld.media.email = accepts;
    await expect(send({ kenmerk: 'S-0000-0000-0' })).rejects.toThrow('An unknown kenmerk.');
    await expect(send({ sjabloon: 'bestaat-niet' })).rejects.toThrow('There is no template "bestaat-niet".');
    expect(wereld.verzonden).toEqual([]);
  });
});

describe('delivery that has to wait', () => {
  const tot = Date.parse('2026-11-24T22:59:59Z');

  test('is tried until it is handed over', async () => {
    wereld.media.email = isAway;
    const { berichtId = '' } = await send();
    const bezorging = createBezorging(wereld);
    await expect(bezorging.deliverBericht({ berichtId, tot })).rejects.toThrow('connection refused');
    wereld.media.email = accepts;
    expect(await bezorging.deliverBericht({ berichtId, tot })).toBe('verzonden');
    expect(await bezorging.deliverBericht({ berichtId, tot })).toBe('verzonden');
    expect(new Set(wereld.verzonden.map(({ id }) => id))).toEqual(new Set([berichtId]));
    expect(wereld.verzonden).toHaveLength(3);
  });

  test('is given up at the deadline', async () => {
    wereld.media.email = isAway;
    const { berichtId = '' } = await send();
    wereld.klok.nu = new Date(tot);
    expect(await createBezorging(wereld).deliverBericht({ berichtId, tot })).toBe('mislukt');
    expect(wereld.verzonden).toHaveLength(1);
  });

  test('goes to the next kanaal once, and when none is left to a person, once', async () => {
    await addPhone();
    wereld.media.email = refuses;
    wereld.media.sms = refuses;
    const { berichtId = '', kanaal } = await send();
    expect(kanaal).toBe('email');
    const bezorging = createBezorging(wereld);
    expect(await bezorging.deliverBericht({ berichtId, tot })).toBe('mislukt');

    const elders = await bezorging.chooseElsewhere({ berichtId });
    expect(elders.berichtId).not.toBe(berichtId);
    expect(await bezorging.chooseElsewhere({ berichtId })).toEqual(elders);
    expect(await bezorging.deliverBericht({ berichtId: elders.berichtId!, tot })).toBe('mislukt');
    expect(wereld.verzonden.at(-1)).toMatchObject({
      kanaal: 'sms',
      adres: '0612345678',
      onderwerp: wereld.verzonden[0]!.onderwerp,
      kenmerk: zaakje.kenmerk,
    });

    expect(await bezorging.chooseElsewhere({ berichtId: elders.berichtId! })).toEqual({});
    const herstel = { berichtId: elders.berichtId!, uiterlijk: tot };
    await bezorging.askContactherstel(herstel);
    await bezorging.askContactherstel(herstel);
    const taken = await wereld.db.selectFrom('taak').selectAll().execute();
    expect(taken).toMatchObject([
      { naam: 'contact-herstellen', vaardigheid: 'klantcontact', verzoek_id: zaakje.verzoekId },
    ]);
    const gebeurtenissen = await wereld.db.selectFrom('gebeurtenis').select('soort').execute();
    expect(gebeurtenissen).toEqual([{ soort: 'niet-bereikt' }]);
  });

  test('a proof of delivery that comes late is not undone', async () => {
    wereld.media.email = async () => ({ status: 'onderweg', externId: 'x' });
    const { berichtId = '' } = await send();
    await wereld.db
      .updateTable('bericht')
      .set({ status: 'afgeleverd' })
      .where('id', '=', berichtId)
      .execute();
    expect(await createBezorging(wereld).deliverBericht({ berichtId, tot })).toBe('afgeleverd');
    expect(await createBezorging(wereld).readAfleverstatus({ berichtId })).toBe('afgeleverd');
  });
});
