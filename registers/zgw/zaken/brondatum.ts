import { type RawBuilder, sql } from 'kysely';
import type { Wijziging } from '../../kader/regel.ts';
import type { Waarden } from '../../kader/vraagbaak.ts';
import { laatste, leesDatum } from './datumtekst.ts';
import { uuidIn } from './zaakadres.ts';

/** How the start of the term is found (`Resultaattype.brondatumArchiefprocedure`). */
export interface Procedure {
  afleidingswijze: string;
  datumkenmerk?: string;
  objecttype?: string;
  procestermijn?: string | null;
}

type Bron = Pick<Wijziging, 'tx' | 'extern'>;
type Afleiding = (
  bron: Bron,
  zaak: string,
  einddatum: string,
  procedure: Procedure,
) => Promise<string | undefined>;

const datumUit = async (
  { tx }: Bron,
  query: RawBuilder<{ datum: string | null }>,
): Promise<string | undefined> => (await tx.een(query))?.datum ?? undefined;

/** Besluiten of the case: those that name it, and those that it names. */
const besluiten = (zaak: string): RawBuilder<unknown> =>
  sql`besluit b WHERE b.zaak = ${zaak}::uuid OR b.uuid IN (SELECT k.besluit FROM zaakbesluit k WHERE k.zaak = ${zaak}::uuid)`;

/** zrc-021: the nine ways of derivation. */
const afleidingen: Record<string, Afleiding> = {
  afgehandeld: async (_bron, _zaak, einddatum) => einddatum,
  // Set by hand.
  ander_datumkenmerk: async () => undefined,
  eigenschap: async ({ tx }, zaak, _einddatum, { datumkenmerk }) => {
    const rijen = await tx.alle<{ waarde: unknown }>(sql`
      SELECT e.gegevens->'waarde' AS waarde FROM zaakeigenschap e JOIN eigenschap t ON t.uuid = e.eigenschap
      WHERE e.zaak = ${zaak}::uuid AND t.naam = ${datumkenmerk ?? ''}`);
    return laatste(rijen.flatMap(({ waarde }) => leesDatum(waarde) ?? []));
  },
  gerelateerde_zaak: uitGerelateerde,
  hoofdzaak: (bron, zaak) =>
    datumUit(
      bron,
      sql`SELECT h.einddatum AS datum FROM zaak z JOIN zaak h ON h.uuid = z.hoofdzaak WHERE z.uuid = ${zaak}::uuid`,
    ),
  ingangsdatum_besluit: (bron, zaak) =>
    datumUit(bron, sql`SELECT max(b.ingangsdatum) AS datum FROM ${besluiten(zaak)}`),
  termijn: async (bron, _zaak, einddatum, { procestermijn }) =>
    procestermijn
      ? datumUit(bron, sql`SELECT (${einddatum}::date + ${procestermijn}::interval)::date AS datum`)
      : undefined,
  vervaldatum_besluit: (bron, zaak) =>
    datumUit(bron, sql`SELECT max(b.vervaldatum) AS datum FROM ${besluiten(zaak)}`),
  zaakobject: uitObjecten,
};

/**
 * The date from which a case is kept (zrc-021).
 * @returns undefined when it cannot be known (yet); then no date is set
 */
export async function bepaalBrondatum(
  bron: Bron,
  zaak: string,
  einddatum: string,
  procedure: Procedure,
): Promise<string | undefined> {
  return afleidingen[procedure.afleidingswijze]?.(bron, zaak, einddatum, procedure);
}

/** Addresses outside that the derivation asks for; fetched before the transaction. */
export const vreemdeBronnen = (zaak: string): RawBuilder<{ adres: string }> => sql`
  SELECT object AS adres FROM zaakobject WHERE zaak = ${zaak}::uuid AND object LIKE 'http%'
  UNION SELECT r->>'url' FROM zaak z, jsonb_array_elements(z.gegevens->'relevanteAndereZaken') r
    WHERE z.uuid = ${zaak}::uuid AND r->>'url' LIKE 'http%'`;

/** The latest end of the related cases; as long as one of them is open, nobody knows which will be the latest. */
async function uitGerelateerde({ tx, extern }: Bron, zaak: string): Promise<string | undefined> {
  const rijen = await tx.alle<{ url: string; einddatum: string | null }>(sql`
    SELECT r->>'url' AS url, a.einddatum FROM zaak z, jsonb_array_elements(z.gegevens->'relevanteAndereZaken') r
    LEFT JOIN zaak a ON a.uuid = ${uuidIn(sql`r->>'url'`)} WHERE z.uuid = ${zaak}::uuid`);
  const datums = rijen.flatMap(
    ({ url, einddatum }) =>
      einddatum ?? leesDatum((extern.get(url)?.json as Waarden | undefined)?.einddatum) ?? [],
  );
  return datums.length === rijen.length ? laatste(datums) : undefined;
}

interface Zaakobject {
  object: string;
  gegevens: { objectIdentificatie?: Waarden };
}

const tabellen: Record<string, string> = {
  besluiten: 'besluit',
  zaken: 'zaak',
  enkelvoudiginformatieobjecten: 'enkelvoudiginformatieobject',
};

/** The latest date among the objects of the case: in the object itself, in our own registers, or at a foreign address. */
async function uitObjecten(
  { tx, extern }: Bron,
  zaak: string,
  _einddatum: string,
  { objecttype, datumkenmerk = '' }: Procedure,
): Promise<string | undefined> {
  const objecten = await tx.alle<Zaakobject>(
    sql`SELECT object, gegevens FROM zaakobject WHERE zaak = ${zaak}::uuid AND object_type = ${objecttype ?? ''}`,
  );
  const datums: string[] = [];
  for (const { object, gegevens } of objecten) {
    const [, lijst = '', uuid = ''] = /^~\/.*\/(\w+)\/([0-9a-f-]{36})$/.exec(object) ?? [];
    const tabel = tabellen[lijst];
    const eigen = tabel
      ? await tx.een<{ rij: Waarden }>(
          sql`SELECT to_jsonb(t) || t.gegevens AS rij FROM ${sql.table(tabel)} t WHERE uuid = ${uuid}::uuid`,
        )
      : undefined;
    const bron =
      eigen?.rij ?? (extern.get(object)?.json as Waarden | undefined) ?? gegevens.objectIdentificatie;
    const datum = leesDatum(leesKenmerk(bron, datumkenmerk) ?? leesKenmerk(bron?.overigeData, datumkenmerk));
    if (datum) datums.push(datum);
  }
  return laatste(datums);
}

/** A value by name; `a/b` lies deeper, as in Open Zaak. Our own columns have underscores, and so have names of Open Zaak. */
function leesKenmerk(bron: unknown, kenmerk: string): unknown {
  return kenmerk.split('/').reduce<unknown>((waarde, naam) => {
    if (typeof waarde !== 'object' || waarde === null) return undefined;
    const kolom = naam.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const eigenschap = naam.replace(/_([a-z])/g, (_streep, letter: string) => letter.toUpperCase());
    return (waarde as Waarden)[naam] ?? (waarde as Waarden)[kolom] ?? (waarde as Waarden)[eigenschap];
  }, bron);
}
