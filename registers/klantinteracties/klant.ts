import { createHash } from 'node:crypto';
import type { Kysely, Selectable } from 'kysely';
import type { Afzender } from '../../domein/bericht.ts';
import type { Verwerking } from '../../domein/verwerking.ts';
import { hashNationalNumber, sealNationalNumber } from '../../platform/nationaal-nummer.ts';
import type { Database, PartijTable } from '../database.ts';
import { logVerwerking } from '../verwerkingen/log.ts';

/** One spelling per address, to find by: mail in lower case, phone as digits. */
export function zoekwaardeOf(soort: string, adres: string): string {
  const trimmed = adres.trim().normalize('NFC');
  return soort === 'telefoonnummer'
    ? trimmed.replace(/[^\d+]/g, '').replace(/^(\+31|0031)/, '0')
    : trimmed.toLowerCase();
}

/**
 * Recognises the klant of a message, or registers a new one (Bijlage 7, "Klantherkenning").
 * A proven identity decides; without one, an address that exactly one partij without a proven identity uses.
 * @param sleutel makes a repeated registration find the same partij
 * @returns the partij, or null for somebody anonymous
 */
export async function recogniseKlant(
  trx: Kysely<Database>,
  {
    afzender,
    sleutel,
    bronorganisatie,
    voorkeurskanaal,
  }: {
    afzender: Partial<Afzender>;
    sleutel: string;
    bronorganisatie: string;
    voorkeurskanaal: PartijTable['voorkeurskanaal'];
  },
  verwerking: Verwerking,
  nu: Date,
): Promise<string | null> {
  const { identiteit, adressen = [], naam } = afzender;
  if (!identiteit && adressen.length === 0 && !naam) return null;
  const known =
    (await findByIdentiteit(trx, identiteit)) ??
    (identiteit ? undefined : await findByAdres(trx, adressen)) ??
    (await findBySleutel(trx, sleutel));
  const partijId =
    known ?? (await insertPartij(trx, { identiteit, naam, sleutel, bronorganisatie, voorkeurskanaal }, nu));
  await logVerwerking(trx, verwerking, [partijId], 'herkenning');
  for (const { soort, waarde } of adressen) {
    await trx
      .insertInto('digitaaladres')
      .values({
        partij_id: partijId,
        soort_digitaal_adres: soort,
        adres: waarde,
        zoekwaarde: zoekwaardeOf(soort, waarde),
      })
      .onConflict((conflict) =>
        conflict.columns(['soort_digitaal_adres', 'zoekwaarde', 'partij_id']).doNothing(),
      )
      .execute();
  }
  return partijId;
}

async function findByIdentiteit(
  trx: Kysely<Database>,
  identiteit: Afzender['identiteit'],
): Promise<string | undefined> {
  if (!identiteit) return undefined;
  const query = trx.selectFrom('partij').select('id');
  const row =
    identiteit.soort === 'bsn'
      ? await query
          .where('bsn_zoekwaarde', '=', hashNationalNumber('bsn', identiteit.nummer))
          .executeTakeFirst()
      : identiteit.soort === 'vestigingsnummer'
        ? await query.where('vestigingsnummer', '=', identiteit.nummer).executeTakeFirst()
        : await query
            .where('kvknummer', '=', identiteit.nummer)
            .where('vestigingsnummer', 'is', null)
            .executeTakeFirst();
  return row?.id;
}

async function findByAdres(
  trx: Kysely<Database>,
  adressen: Afzender['adressen'],
): Promise<string | undefined> {
  for (const { soort, waarde } of adressen) {
    const rows = await trx
      .selectFrom('digitaaladres')
      .innerJoin('partij', 'partij.id', 'digitaaladres.partij_id')
      .select('partij.id')
      .where('soort_digitaal_adres', '=', soort)
      .where('zoekwaarde', '=', zoekwaardeOf(soort, waarde))
      // An address proves nobody: it never leads to somebody whose identity was proven.
      .where('bsn_zoekwaarde', 'is', null)
      .where('kvknummer', 'is', null)
      .limit(2)
      .execute();
    if (rows.length === 1) return rows[0]!.id;
  }
  return undefined;
}

async function findBySleutel(trx: Kysely<Database>, sleutel: string): Promise<string | undefined> {
  return (await trx.selectFrom('partij').select('id').where('sleutel', '=', sleutel).executeTakeFirst())?.id;
}

async function insertPartij(
  trx: Kysely<Database>,
  {
    identiteit,
    naam,
    sleutel,
    bronorganisatie,
    voorkeurskanaal,
  }: {
    identiteit: Afzender['identiteit'];
    naam?: string | undefined;
    sleutel: string;
    bronorganisatie: string;
    voorkeurskanaal: PartijTable['voorkeurskanaal'];
  },
  nu: Date,
): Promise<string> {
  const organisation = identiteit !== undefined && identiteit.soort !== 'bsn';
  const values: Partial<Selectable<PartijTable>> =
    identiteit?.soort === 'bsn'
      ? {
          bsn_versleuteld: sealNationalNumber(identiteit.nummer),
          bsn_zoekwaarde: hashNationalNumber('bsn', identiteit.nummer),
        }
      : identiteit
        ? { [identiteit.soort === 'vestigingsnummer' ? 'vestigingsnummer' : 'kvknummer']: identiteit.nummer }
        : {};
  const { id } = await trx
    .insertInto('partij')
    .values({
      nummer: `K${createHash('sha256').update(sleutel).digest('hex').slice(0, 16)}`,
      soort_partij: organisation ? 'organisatie' : 'persoon',
      naam: naam ?? null,
      bsn_versleuteld: null,
      bsn_zoekwaarde: null,
      kvknummer: null,
      vestigingsnummer: null,
      ...values,
      voorkeurskanaal,
      bronorganisatie,
      sleutel,
      aangemaakt_op: nu,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
