import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { verzegel, zoekwaardenVan } from '../../registers/zgw/zaken/nummers.ts';
import type { Registerklant } from './klant.ts';
import { documentBody, rolBody, statusBody, type Wereld, zaakBody } from './wereld.ts';

/** Rows per statement: progress shows, and a statement stays short enough to stop. */
const portie = 50_000;
/** A person has about this many cases. */
const zakenPerPersoon = 10;
const vertrouwelijk = 4;

const bewijsgewichten = [9, 8, 7, 6, 5, 4, 3, 2];

/** The nth number that passes the test of eleven. */
export function bsnVan(nummer: number): string {
  for (let laatste = 0; laatste < 10; laatste += 1) {
    const cijfers = String(99_000_000 - nummer).padStart(8, '0');
    const som = [...cijfers].reduce(
      (sum, cijfer, plaats) => sum + Number(cijfer) * bewijsgewichten[plaats]!,
      0,
    );
    if ((som - laatste) % 11 === 0) return cijfers + laatste;
  }
  // One in eleven has no last digit that fits.
  return bsnVan(nummer + 50_000_000);
}

type Overschrijf = Record<string, string>;

/** Columns as the template row has them, but for those that differ: so a new column needs no change here. */
async function vermenigvuldig(
  database: pg.Client,
  tabel: string,
  bron: string,
  overschrijf: Overschrijf,
): Promise<void> {
  const { rows } = await database.query<{ naam: string }>(
    `SELECT attname AS naam FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [tabel],
  );
  const namen = rows.map(({ naam }) => naam);
  const waarden = namen.map((naam) => overschrijf[naam] ?? `t."${naam}"`);
  await database.query(
    `INSERT INTO ${tabel} (${namen.map((naam) => `"${naam}"`).join(', ')}) SELECT ${waarden.join(', ')} FROM ${bron}`,
  );
}

/** One case of each zaaktype with rol, status and document, made through the API: what the others are copied from. */
async function maakVoorbeelden(klant: Registerklant, wereld: Wereld): Promise<string[]> {
  const gemaakt: string[] = [];
  for (const [nummer, zaaktype] of wereld.zaaktypen.entries()) {
    const zaak = await klant.maak('/zaken/api/v1/zaken', zaakBody(zaaktype.url, `Voorbeeld ${nummer}`));
    await klant.maak('/zaken/api/v1/rollen', rolBody(zaak.url, zaaktype.roltype, bsnVan(0)));
    await klant.maak(
      '/zaken/api/v1/statussen',
      statusBody(zaak.url, zaaktype.statustypen[0]!, new Date(Date.now() - 60_000)),
    );
    const document = await klant.maak(
      '/documenten/api/v1/enkelvoudiginformatieobjecten',
      documentBody(wereld.informatieobjecttype, `Voorbeeld ${nummer}`, randomBytes(10_240)),
    );
    await klant.maak('/zaken/api/v1/zaakinformatieobjecten', {
      zaak: zaak.url,
      informatieobject: document.url,
    });
    gemaakt.push(zaak.url.split('/').at(-1)!);
  }
  return gemaakt;
}

/** Persons, sealed as the API seals them; as many as the cases ask for. */
async function maakPersonen(database: pg.Client, aantal: number): Promise<void> {
  await database.query(
    'CREATE TEMP TABLE persoon (nummer int PRIMARY KEY, zoekwaarden text, identificatie jsonb)',
  );
  for (let vanaf = 0; vanaf < aantal; vanaf += portie) {
    const nummers = Array.from({ length: Math.min(portie, aantal - vanaf) }, (_leeg, n) => vanaf + n);
    const personen = nummers.map((nummer) => ({
      inpBsn: bsnVan(nummer),
      geslachtsnaam: `Persoon ${nummer}`,
      voornamen: 'J',
    }));
    await database.query('INSERT INTO persoon SELECT * FROM unnest($1::int[], $2::text[], $3::jsonb[])', [
      nummers,
      personen.map((persoon) => zoekwaardenVan(persoon)[0]),
      personen.map((persoon) => JSON.stringify(verzegel(persoon))),
    ]);
  }
}

/**
 * Fills the registers with cases as they stand after years: one in four open, one in ten above `openbaar`, each with a
 * rol, two statussen, a document, its audit lines. The first rows are made through the API and copied by SQL, so that
 * their shape is always that of the API.
 * @param vanaf how many were made before; numbers go on from there
 * @param meld told now and then how many there are
 */
export async function genereer(
  database: pg.Client,
  klant: Registerklant,
  wereld: Wereld,
  vanaf: number,
  aantal: number,
  meld: (gedaan: number) => void = () => undefined,
): Promise<void> {
  const voorbeelden = await maakVoorbeelden(klant, wereld);
  await maakPersonen(database, Math.max(1, Math.ceil(aantal / zakenPerPersoon)));
  // The copies refer to rows that are there: checking each again would double the time.
  await database.query('SET session_replication_role = replica');
  await database.query(
    'CREATE TEMP TABLE voorbeeld AS SELECT row_number() OVER () - 1 AS nummer, uuid FROM unnest($1::uuid[]) uuid',
    [voorbeelden],
  );
  const personen = Math.max(1, Math.ceil(aantal / zakenPerPersoon));
  for (let begin = vanaf; begin < aantal; begin += portie) {
    const tot = Math.min(aantal, begin + portie);
    await maakPortie(database, begin, tot, aantal, voorbeelden.length, personen);
    meld(tot);
  }
  await database.query('SET session_replication_role = origin');
  await database.query('DROP TABLE zaad, persoon, voorbeeld');
  await database.query('VACUUM (ANALYZE)');
}

async function maakPortie(
  database: pg.Client,
  vanaf: number,
  tot: number,
  aantal: number,
  typen: number,
  personen: number,
): Promise<void> {
  await database.query('DROP TABLE IF EXISTS zaad');
  await database.query(`
    CREATE TEMP TABLE zaad AS
      SELECT n, uuidv7() AS zaak, uuidv7() AS document, v.uuid AS voorbeeld, (n::bigint * 7919) % ${personen} AS persoon,
             now() - make_interval(mins => (${aantal} - n) * 2) AS op, (n / ${typen}) % 4 = 0 AS open
      FROM generate_series(${vanaf + 1}, ${tot}) n JOIN voorbeeld v ON v.nummer = n % ${typen} ORDER BY n`);
  await database.query('ANALYZE zaad');
  const open = 'CASE WHEN z.open THEN NULL ELSE z.op::date + 30 END';
  await vermenigvuldig(database, 'zaak', 'zaad z JOIN zaak t ON t.uuid = z.voorbeeld', {
    uuid: 'z.zaak',
    identificatie: `'GEN-' || lpad(z.n::text, 10, '0')`,
    vertrouwelijkheid: `CASE WHEN (z.n / ${typen * 4}) % 10 = 0 THEN ${vertrouwelijk} ELSE t.vertrouwelijkheid END`,
    registratiedatum: 'z.op::date',
    startdatum: 'z.op::date',
    einddatum: open,
    archiefnominatie: `CASE WHEN z.open THEN NULL ELSE 'vernietigen' END`,
    archiefactiedatum: `CASE WHEN z.open THEN NULL ELSE z.op::date + 3650 END`,
    gegevens: `t.gegevens || jsonb_build_object('omschrijving', 'Zaak ' || z.n)`,
  });
  await vermenigvuldig(
    database,
    'rol',
    'zaad z JOIN rol t ON t.zaak = z.voorbeeld JOIN persoon p ON p.nummer = z.persoon',
    {
      uuid: 'uuidv7()',
      zaak: 'z.zaak',
      registratiedatum: 'z.op',
      zoekwaarden: 'ARRAY[p.zoekwaarden]',
      gegevens: `t.gegevens || jsonb_build_object('betrokkeneIdentificatie', p.identificatie)`,
    },
  );
  await vermenigvuldig(database, 'status', 'zaad z JOIN status t ON t.zaak = z.voorbeeld', {
    uuid: 'uuidv7()',
    zaak: 'z.zaak',
    datum: 'z.op',
  });
  await vermenigvuldig(
    database,
    'status',
    `zaad z JOIN status t ON t.zaak = z.voorbeeld JOIN statustype b ON b.uuid = t.statustype
     JOIN statustype e ON e.zaaktype = b.zaaktype AND e.volgnummer = CASE WHEN z.open THEN 2 ELSE 3 END`,
    { uuid: 'uuidv7()', zaak: 'z.zaak', statustype: 'e.uuid', datum: `z.op + interval '1 day'` },
  );
  const voorbeeldDocument = 'zaakinformatieobject r ON r.zaak = z.voorbeeld';
  await vermenigvuldig(
    database,
    'enkelvoudiginformatieobject',
    `zaad z JOIN ${voorbeeldDocument} JOIN enkelvoudiginformatieobject t ON t.uuid = r.informatieobject`,
    {
      uuid: 'z.document',
      identificatie: `'GEN-' || lpad(z.n::text, 10, '0')`,
      begin_registratie: 'z.op',
      gegevens: `t.gegevens || jsonb_build_object('titel', 'Document ' || z.n)`,
    },
  );
  await vermenigvuldig(
    database,
    'zaakinformatieobject',
    'zaad z JOIN zaakinformatieobject t ON t.zaak = z.voorbeeld',
    {
      uuid: 'uuidv7()',
      zaak: 'z.zaak',
      informatieobject: 'z.document',
      registratiedatum: 'z.op',
    },
  );
  await vermenigvuldig(
    database,
    'objectinformatieobject',
    `zaad z JOIN objectinformatieobject t ON t.object = '~/zaken/api/v1/zaken/' || z.voorbeeld`,
    { uuid: 'uuidv7()', informatieobject: 'z.document', object: `'~/zaken/api/v1/zaken/' || z.zaak` },
  );
  await vermenigvuldig(database, 'zgw_audit', 'zaad z JOIN zgw_audit t ON t.hoofdobject = z.voorbeeld', {
    uuid: 'uuidv7()',
    hoofdobject: 'z.zaak',
    resource_url: 'replace(t.resource_url, z.voorbeeld::text, z.zaak::text)',
    aanmaakdatum: 'z.op',
  });
}
