import { Readable } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoClient } from '../api/zgw/zgw.ts';
import { sealNationalNumber } from '../platform/nationaal-nummer.ts';
import { readZaak } from '../registers/verzoeken/zaak.ts';
import { openHttpToegang } from '../registers/zaakregister/http.ts';
import { openZaakregister } from '../registers/zaakregister/register.ts';
import { openTestomgeving, type Testomgeving } from '../tests/support/activiteiten.ts';
import { makeVerzoek, type Zaakje } from '../tests/support/werk.ts';
import { type Registerproef, startRegister } from '../tests/support/zaakregister.ts';
import type { Zaakopdracht } from './contract.ts';
import { createZaken } from './zaken.ts';

let omgeving: Testomgeving;
let proef: Registerproef;
beforeAll(async () => {
  omgeving = await openTestomgeving();
  omgeving.klok.nu = new Date();
  proef = await startRegister(omgeving.database);
});
afterAll(async () => {
  await proef.stop();
  await omgeving.database.close();
});

const zakenOp = (soort: 'eigen' | 'http', toegang = proef.toegangen[soort]) =>
  createZaken({
    ...omgeving,
    zaakregister: openZaakregister(toegang),
    documenten: { open: async (sha256) => Readable.from([Buffer.from(`inhoud van ${sha256.slice(0, 4)}`)]) },
  });

let serial = 0;
const opdrachtVoor = ({ kenmerk }: Zaakje, extra: Partial<Zaakopdracht> = {}): Zaakopdracht => ({
  kenmerk,
  ronde: 1,
  sleutel: `${kenmerk}/1/act#${serial++}`,
  op: Date.now() - 60_000 + serial * 1_000,
  ...extra,
});

async function attach({ verzoekId, interactieId, kenmerk }: Zaakje, letter: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    INSERT INTO bericht (interactie_id, volgnummer, richting, kanaal, kenmerk, inhoud, ontvangen_op)
    SELECT ${interactieId}, 1000 + count(*), 'in', 'email', ${kenmerk}, '{}', now() FROM bericht WHERE interactie_id = ${interactieId} RETURNING id`.execute(
    omgeving.db,
  );
  await sql`INSERT INTO bericht_verzoek VALUES (${rows[0]!.id}, ${verzoekId})`.execute(omgeving.db);
  await sql`
    INSERT INTO bijlage (bericht_id, volgorde, sha256, naam, mediatype, grootte)
    VALUES (${rows[0]!.id}, 1, ${letter.repeat(64)}, ${`${letter}.jpg`}, 'image/jpeg', 15)`.execute(
    omgeving.db,
  );
}

const count = async (table: string, zaak: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM ${sql.table(table)} t JOIN zaak z ON z.uuid = t.zaak WHERE z.identificatie = ${zaak}`.execute(
    omgeving.db,
  );
  return rows[0]!.n;
};
const eventsOf = async ({ verzoekId }: Zaakje): Promise<string[]> =>
  (
    await omgeving.db
      .selectFrom('gebeurtenis')
      .select('soort')
      .where('verzoek_id', '=', verzoekId)
      .orderBy('id')
      .execute()
  ).map(({ soort }) => soort);

describe.each(['eigen', 'http'] as const)('the zaak of a verzoek in a register over %s', (soort) => {
  it('holds the klant, all that was sent, and ends with what the medewerker wrote', async () => {
    const zaken = zakenOp(soort);
    const verzoek = await makeVerzoek(omgeving.db, new Date(), { naam: 'Sanne Jansen' });
    await omgeving.db
      .updateTable('partij')
      .set({ bsn_versleuteld: sealNationalNumber('999991772') })
      .where('id', '=', verzoek.partijId)
      .execute();
    await attach(verzoek, 'a');
    const open = { ...opdrachtVoor(verzoek), zaaktype: 'melden-overlast' };
    await zaken.openZaak(open);
    await zaken.openZaak(open);
    expect(await readZaak(omgeving.db, verzoek.verzoekId)).toEqual({
      zaaknummer: verzoek.kenmerk,
      status: 'Ontvangen',
    });
    expect(await count('zaakinformatieobject', verzoek.kenmerk)).toBe(1);

    await attach(verzoek, 'b');
    await zaken.zetStatus({ ...opdrachtVoor(verzoek), status: 'In behandeling' });
    await zaken.voegDocumentenToe(opdrachtVoor(verzoek));
    expect(await count('zaakinformatieobject', verzoek.kenmerk)).toBe(2);
    const besluit = { ...opdrachtVoor(verzoek), besluittype: 'Maatregel tegen overlast' };
    await zaken.legBesluitVast(besluit);
    await zaken.legBesluitVast(besluit);
    await zaken.legResultaatVast({ ...opdrachtVoor(verzoek), resultaat: 'doorgezet' });
    await attach(verzoek, 'c');
    await sql`
      INSERT INTO taak (sleutel, verzoek_id, soort, naam, vaardigheid, uiterlijk, status, resultaat, aangemaakt_op, afgerond_op)
      VALUES (${`${verzoek.kenmerk}/t`}, ${verzoek.verzoekId}, 'taak', 'beoordelen', 'x', now(), 'klaar', '{"toelichting":"Opgeruimd."}', now(), now())`.execute(
      omgeving.db,
    );
    const einde = { ...opdrachtVoor(verzoek), resultaat: 'opgelost' };
    await zaken.sluitZaak(einde);
    await zaken.sluitZaak(einde);

    expect(await readZaak(omgeving.db, verzoek.verzoekId)).toEqual({
      zaaknummer: verzoek.kenmerk,
      status: 'Afgehandeld',
    });
    expect(await count('zaakinformatieobject', verzoek.kenmerk)).toBe(3);
    expect(await count('status', verzoek.kenmerk)).toBe(3);
    expect(await count('besluit', verzoek.kenmerk)).toBe(1);
    expect(await count('rol', verzoek.kenmerk)).toBe(1);
    const { rows } = await sql<{ rol: string; toelichting: string }>`
      SELECT rol.gegevens::text AS rol, resultaat.gegevens->>'toelichting' AS toelichting FROM zaak z
      JOIN rol ON rol.zaak = z.uuid JOIN resultaat ON resultaat.zaak = z.uuid WHERE z.identificatie = ${verzoek.kenmerk}`.execute(
      omgeving.db,
    );
    expect(rows[0]!.toelichting).toBe('Opgeruimd.');
    expect(rows[0]!.rol).toContain('Sanne Jansen');
    expect(rows[0]!.rol).not.toContain('999991772');
    expect(await eventsOf(verzoek)).toEqual([
      'zaak-geopend',
      'zaak-status',
      'zaak-besluit',
      'zaak-resultaat',
      'zaak-gesloten',
    ]);
    const reads = await omgeving.db
      .selectFrom('verwerking')
      .select('gegevens')
      .where('aanleiding', '=', verzoek.kenmerk)
      .where('activiteit', '=', 'verzoek-behandelen@1')
      .execute();
    expect(new Set(reads.map(({ gegevens }) => gegevens))).toEqual(new Set(['initiator', 'bijlagen']));
  });

  it('of a verzoek that was opened again is a next one that refers to the first', async () => {
    const zaken = zakenOp(soort);
    const verzoek = await makeVerzoek(omgeving.db, new Date());
    await zaken.openZaak({ ...opdrachtVoor(verzoek), zaaktype: 'melden-overlast' });
    await zaken.sluitZaak({ ...opdrachtVoor(verzoek), resultaat: 'opgelost' });
    await zaken.openZaak({ ...opdrachtVoor(verzoek, { ronde: 2 }), zaaktype: 'melden-overlast' });
    expect(await readZaak(omgeving.db, verzoek.verzoekId)).toEqual({
      zaaknummer: `${verzoek.kenmerk}-2`,
      status: 'Ontvangen',
    });
  });

  it('that is refused is told in the dossier once, by type and not by person', async () => {
    const zaken = zakenOp(soort);
    const verzoek = await makeVerzoek(omgeving.db, new Date());
    const open = { ...opdrachtVoor(verzoek), zaaktype: 'nog-niet-gemaakt' };
    for (const _ of [1, 2])
      await expect(zaken.openZaak(open)).rejects.toMatchObject({ name: 'Zaakweigering', veld: 'zaaktype' });
    expect(await eventsOf(verzoek)).toEqual(['zaak-wacht']);
    expect(await readZaak(omgeving.db, verzoek.verzoekId)).toBeUndefined();
    await zaken.openZaak({ ...open, zaaktype: 'melden-overlast' });
    expect(await readZaak(omgeving.db, verzoek.verzoekId)).toMatchObject({ status: 'Ontvangen' });
  });
});

it('a klant of whom nothing is known gets a zaak without a rol', async () => {
  const verzoek = await makeVerzoek(omgeving.db, new Date());
  await omgeving.db
    .updateTable('betrokkene')
    .set({ naam: null })
    .where('verzoek_id', '=', verzoek.verzoekId)
    .execute();
  await omgeving.db.updateTable('partij').set({ naam: null }).where('id', '=', verzoek.partijId).execute();
  await zakenOp('eigen').openZaak({ ...opdrachtVoor(verzoek), zaaktype: 'melden-overlast' });
  expect(await count('rol', verzoek.kenmerk)).toBe(0);
  expect(await count('status', verzoek.kenmerk)).toBe(1);
});

it('an organisation is known by its number', async () => {
  const verzoek = await makeVerzoek(omgeving.db, new Date(), { naam: 'Bakkerij Jansen' });
  await omgeving.db
    .updateTable('partij')
    .set({ kvknummer: '12345678' })
    .where('id', '=', verzoek.partijId)
    .execute();
  await zakenOp('http').openZaak({ ...opdrachtVoor(verzoek), zaaktype: 'melden-overlast' });
  const { rows } = await sql<{ zoekwaarden: string[] }>`
    SELECT zoekwaarden FROM rol JOIN zaak z ON z.uuid = rol.zaak WHERE z.identificatie = ${verzoek.kenmerk}`.execute(
    omgeving.db,
  );
  expect(rows[0]!.zoekwaarden).toContain('kvkNummer:12345678');
});

it('the status that a colleague set in our register is the one that is shown', async () => {
  const verzoek = await makeVerzoek(omgeving.db, new Date());
  await zakenOp('eigen').openZaak({ ...opdrachtVoor(verzoek), zaaktype: 'melden-overlast' });
  await openZaakregister(openHttpToegang({ adressen: proef.adressen, ...demoClient })).zetStatus(
    { bronorganisatie: '002564440', identificatie: verzoek.kenmerk },
    { naam: 'In behandeling', op: new Date() },
  );
  expect(await readZaak(omgeving.db, verzoek.verzoekId)).toMatchObject({ status: 'In behandeling' });
});
