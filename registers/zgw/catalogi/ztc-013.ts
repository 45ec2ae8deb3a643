import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import { leesType, leesTypen, type Typetabel } from './types.ts';

const code = 'relations-incorrect-catalogus';
const reden = 'De types horen niet tot dezelfde catalogus.';

/** Relations stay within one catalogus (ztc-013 until 1.3.1, as clients rely on). @param naam what the complaint names */
export function zelfdeCatalogus(velden: Record<string, Typetabel>, naam = 'nonFieldErrors'): Regel {
  return async ({ tx, nieuw, fout }) => {
    for (const [veld, tabel] of Object.entries(velden)) {
      const typen = await leesTypen(tx, tabel, nieuw[veld]);
      if (typen.some((type) => type.catalogus !== nieuw.catalogus)) return fout(naam, code, reden);
    }
  };
}

/** The same for what belongs to a zaaktype, and stands in its catalogus. */
export function catalogusVanZaaktype(velden: Record<string, Typetabel>): Regel {
  return async ({ tx, nieuw, fout }) => {
    const zaaktype = await leesType(tx, 'zaaktype', nieuw.zaaktype);
    if (!zaaktype) return;
    for (const [veld, tabel] of Object.entries(velden)) {
      const typen = await leesTypen(tx, tabel, nieuw[veld]);
      if (typen.some((type) => type.catalogus !== zaaktype.catalogus))
        return fout('nonFieldErrors', code, reden);
    }
  };
}

/** Queries for what ties a type to others of its catalogus, other than what its own body names. */
const banden = {
  zaaktype: (uuid: string) => sql`
    SELECT 1 FROM zaaktype_informatieobjecttype WHERE zaaktype = ${uuid}::uuid
    UNION ALL SELECT 1 FROM zaaktype WHERE deelzaaktypen @> ARRAY[${uuid}::uuid]
    UNION ALL SELECT 1 FROM resultaattype WHERE zaaktype = ${uuid}::uuid AND (besluittypen <> '{}' OR informatieobjecttypen <> '{}')`,
  besluittype: (uuid: string) => sql`
    SELECT 1 FROM zaaktype WHERE besluittypen @> ARRAY[${uuid}::uuid]
    UNION ALL SELECT 1 FROM resultaattype WHERE besluittypen @> ARRAY[${uuid}::uuid]`,
  informatieobjecttype: (uuid: string) => sql`
    SELECT 1 FROM zaaktype_informatieobjecttype WHERE informatieobjecttype = ${uuid}::uuid
    UNION ALL SELECT 1 FROM besluittype WHERE informatieobjecttypen @> ARRAY[${uuid}::uuid]
    UNION ALL SELECT 1 FROM resultaattype WHERE informatieobjecttypen @> ARRAY[${uuid}::uuid]`,
};

/** A type that others are tied to does not move to another catalogus. */
export function blijftInCatalogus(tabel: Typetabel): Regel {
  return async ({ tx, oud, nieuw, uuid, fout }) => {
    if (!oud || oud.catalogus === nieuw.catalogus) return;
    if (await tx.een(sql`${banden[tabel](uuid)} LIMIT 1`)) fout('nonFieldErrors', code, reden);
  };
}
