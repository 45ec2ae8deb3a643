import { type RawBuilder, sql } from 'kysely';
import type { Wijziging } from '../../kader/regel.ts';
import type { Waarden } from '../../kader/vraagbaak.ts';

/** How the start of the term is found (`Resultaattype.brondatumArchiefprocedure`). */
export interface Procedure {
  afleidingswijze: string;
  datumkenmerk?: string;
  objecttype?: string;
  procestermijn?: string | null;
}

/**
 * The date from which a case is kept (zrc-021), by the nine ways of derivation.
 * @returns undefined when it cannot be known yet; then no date is set
 */
export async function bepaalBrondatum(
  wijziging: Wijziging,
  zaak: string,
  einddatum: string,
  procedure: Procedure,
): Promise<string | undefined> {
  const { tx } = wijziging;
  const uit = async (query: RawBuilder<unknown>): Promise<string | undefined> =>
    (await tx.een<{ datum: string | null }>(query as RawBuilder<{ datum: string | null }>))?.datum ??
    undefined;
  switch (procedure.afleidingswijze) {
    case 'afgehandeld':
      return einddatum;
    case 'hoofdzaak':
      return uit(
        sql`SELECT h.einddatum AS datum FROM zaak z JOIN zaak h ON h.uuid = z.hoofdzaak WHERE z.uuid = ${zaak}::uuid`,
      );
    case 'eigenschap':
      return uit(sql`
        SELECT substring(e.gegevens->>'waarde' FROM '^\\d{4}-?\\d{2}-?\\d{2}')::date AS datum FROM zaakeigenschap e JOIN eigenschap t ON t.uuid = e.eigenschap
        WHERE e.zaak = ${zaak}::uuid AND t.naam = ${procedure.datumkenmerk ?? ''} AND e.gegevens->>'waarde' ~ '^\\d{4}-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\\d|3[01])' LIMIT 1`);
    case 'termijn':
      return procedure.procestermijn
        ? uit(sql`SELECT (${einddatum}::date + ${procedure.procestermijn}::interval)::date AS datum`)
        : undefined;
    case 'ingangsdatum_besluit':
      return uit(sql`SELECT max(ingangsdatum) AS datum FROM besluit WHERE zaak = ${zaak}::uuid`);
    case 'vervaldatum_besluit':
      return uit(sql`SELECT max(vervaldatum) AS datum FROM besluit WHERE zaak = ${zaak}::uuid`);
    case 'gerelateerde_zaak':
      return uit(sql`
        SELECT max(a.einddatum) AS datum FROM zaak z, jsonb_array_elements(z.gegevens->'relevanteAndereZaken') r JOIN zaak a ON a.uuid::text = substring(r->>'url' FROM '[0-9a-f-]{36}$')
        WHERE z.uuid = ${zaak}::uuid`);
    case 'zaakobject':
      return uitObjecten(wijziging, zaak, procedure);
    default:
      // ander_datumkenmerk: set by hand.
      return undefined;
  }
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

/** Addresses of foreign objects that the derivation asks for; fetched before the transaction. */
export const vreemdeObjecten = (zaak: string): RawBuilder<{ object: string }> =>
  sql`SELECT object FROM zaakobject WHERE zaak = ${zaak}::uuid AND object LIKE 'http%'`;

/** The latest date among the objects of the case: in the object itself, in our own registers, or at a foreign address. */
async function uitObjecten(
  { tx, extern }: Wijziging,
  zaak: string,
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
    const overig = bron?.overigeData as Waarden | undefined;
    const waarde = bron?.[datumkenmerk] ?? overig?.[datumkenmerk];
    const datum = leesDatum(waarde);
    if (datum) datums.push(datum);
  }
  return datums.sort().at(-1);
}

/** A date as objects spell it: 2018-01-01, 2018-1-1 or 20180101. */
function leesDatum(waarde: unknown): string | undefined {
  const [, jaar, maand = '', dag = ''] =
    /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|(?=\d{4}))/.exec(String(waarde)) ?? [];
  if (!jaar) return undefined;
  const tekst = maand
    ? `${jaar}-${maand.padStart(2, '0')}-${dag.padStart(2, '0')}`
    : String(waarde).replace(/^(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3');
  return Number.isNaN(Date.parse(tekst)) ? undefined : tekst;
}
