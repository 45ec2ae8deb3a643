import { type Kysely, sql } from 'kysely';
import type { Verwerking } from '../../domein/verwerking.ts';
import { openNationalNumber } from '../../platform/nationaal-nummer.ts';
import { Onmogelijk } from '../berichten/onderwerp.ts';
import type { Database } from '../database.ts';
import { logVerwerking } from '../verwerkingen/log.ts';
import type { Initiator, Zaakstand } from '../zaakregister/poort.ts';

/** Of a verzoek what its zaak needs. No personal data. */
export interface Zaakverzoek {
  id: string;
  product: string;
  bronorganisatie: string;
}

/** @throws Onmogelijk for an unknown kenmerk */
export async function readZaakverzoek(db: Kysely<Database>, kenmerk: string): Promise<Zaakverzoek> {
  const verzoek = await db
    .selectFrom('verzoek')
    .select(['id', 'product', 'bronorganisatie'])
    .where('kenmerk', '=', kenmerk)
    .executeTakeFirst();
  if (!verzoek) throw new Onmogelijk('An unknown kenmerk.');
  return verzoek;
}

/** Who asks, with the numbers that were proven; the read is logged. @returns undefined for somebody anonymous */
export async function readInitiator(
  db: Kysely<Database>,
  verzoekId: string,
  verwerking: Verwerking,
): Promise<Initiator | undefined> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('betrokkene')
      .leftJoin('partij', 'partij.id', 'betrokkene.partij_id')
      .select([
        'partij.id',
        'betrokkene.naam',
        'partij.naam as partijnaam',
        'partij.bsn_versleuteld as bsn',
        'partij.kvknummer',
        'partij.vestigingsnummer',
      ])
      .where('betrokkene.verzoek_id', '=', verzoekId)
      .where('betrokkene.rol', '=', 'initiator')
      .orderBy('betrokkene.id')
      .limit(1)
      .executeTakeFirst();
    const naam = row?.naam ?? row?.partijnaam;
    if (!row || !(naam || row.bsn || row.kvknummer || row.vestigingsnummer)) return undefined;
    await logVerwerking(trx, verwerking, [row.id ?? verzoekId], 'initiator');
    // Chambers of commerce give eight digits; nine are an RSIN.
    const [kvkNummer, rsin] = row.kvknummer?.length === 9 ? [null, row.kvknummer] : [row.kvknummer, null];
    return {
      soort: row.vestigingsnummer
        ? 'vestiging'
        : row.kvknummer
          ? 'niet_natuurlijk_persoon'
          : 'natuurlijk_persoon',
      ...(naam ? { naam } : {}),
      ...(row.bsn ? { bsn: openNationalNumber(row.bsn) } : {}),
      ...(kvkNummer ? { kvkNummer } : {}),
      ...(rsin ? { rsin } : {}),
      ...(row.vestigingsnummer ? { vestigingsNummer: row.vestigingsnummer } : {}),
    };
  });
}

/** Everything that the klant sent with a verzoek; the read is logged. */
export async function readBijlagen(db: Kysely<Database>, verzoekId: string, verwerking: Verwerking) {
  const rows = await db
    .selectFrom('bijlage')
    .innerJoin('bericht', 'bericht.id', 'bijlage.bericht_id')
    .innerJoin('bericht_verzoek', 'bericht_verzoek.bericht_id', 'bericht.id')
    .select([
      'bijlage.id',
      'bijlage.sha256',
      'bijlage.naam',
      'bijlage.mediatype',
      'bijlage.grootte',
      'bericht.ontvangen_op as ontvangenOp',
    ])
    .where('bericht_verzoek.verzoek_id', '=', verzoekId)
    .where('bericht.richting', '=', 'in')
    .orderBy('bijlage.id')
    .execute();
  if (rows.length > 0) await logVerwerking(db, verwerking, [verzoekId], 'bijlagen');
  return rows;
}

/** What happened to a zaak, for the timeline. */
export interface Zaakgebeurtenis {
  /** The same sleutel again changes nothing. */
  sleutel: string;
  soort: 'zaak-geopend' | 'zaak-status' | 'zaak-resultaat' | 'zaak-besluit' | 'zaak-gesloten';
}

/** Keeps how the zaak stands, and that something happened to it. One statement: this comes with every verzoek. */
export async function recordZaak(
  db: Kysely<Database>,
  { verzoekId, ronde }: { verzoekId: string; ronde: number },
  { identificatie, status, resultaat, gesloten }: Zaakstand,
  { sleutel, soort }: Zaakgebeurtenis,
  nu: Date,
): Promise<void> {
  const gegevens = JSON.stringify({ zaaknummer: identificatie, status, resultaat });
  await sql`
    WITH stand AS (
      INSERT INTO verzoek_zaak (verzoek_id, ronde, identificatie, status, resultaat, gesloten, bijgewerkt_op)
      VALUES (${verzoekId}, ${ronde}, ${identificatie}, ${status ?? null}, ${resultaat ?? null}, ${gesloten}, ${nu})
      ON CONFLICT (verzoek_id, ronde) DO UPDATE SET status = excluded.status, resultaat = excluded.resultaat,
        gesloten = excluded.gesloten, bijgewerkt_op = excluded.bijgewerkt_op
    )
    INSERT INTO gebeurtenis (sleutel, verzoek_id, soort, gegevens, actor, op)
    VALUES (${sleutel}, ${verzoekId}, ${soort}, ${gegevens}::jsonb, 'systeem:worker', ${nu})
    ON CONFLICT (sleutel) DO NOTHING`.execute(db);
}

/** The zaak of a verzoek, as people see it. */
export interface Zaakvermelding {
  zaaknummer: string;
  status: string | null;
}

/**
 * The zaak that belongs to the newest ronde of a verzoek. Of a zaak in our own tables the status is the one of now;
 * of one elsewhere the one that our process set last.
 */
export async function readZaak(db: Kysely<Database>, verzoekId: string): Promise<Zaakvermelding | undefined> {
  const { rows } = await sql<Zaakvermelding>`
    SELECT vz.identificatie AS zaaknummer, coalesce((
      SELECT t.gegevens->>'omschrijving' FROM zaak z JOIN status s ON s.zaak = z.uuid JOIN statustype t ON t.uuid = s.statustype
      WHERE z.bronorganisatie = v.bronorganisatie AND z.identificatie = vz.identificatie ORDER BY s.datum DESC LIMIT 1
    ), vz.status) AS status
    FROM verzoek_zaak vz JOIN verzoek v ON v.id = vz.verzoek_id WHERE vz.verzoek_id = ${verzoekId}
    ORDER BY vz.ronde DESC LIMIT 1`.execute(db);
  return rows[0];
}
