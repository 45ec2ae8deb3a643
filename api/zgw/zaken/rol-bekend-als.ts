import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { zoekwaarde } from '../../../registers/zgw/zaken/nummers.ts';

/** betrokkeneType per part of a filter's name, with what a betrokkene of that type may be known by, and how long that is (Zaken 1.7.0, `zaak_list`). */
const soorten: Record<string, { type: string; namen: Record<string, number> }> = {
  natuurlijkPersoon: {
    type: 'natuurlijk_persoon',
    namen: { inpBsn: 9, anpIdentificatie: 17, inpA_nummer: 10 },
  },
  nietNatuurlijkPersoon: {
    type: 'niet_natuurlijk_persoon',
    namen: { innNnpId: Infinity, annIdentificatie: 17, kvkNummer: 8, vestigingsNummer: 24 },
  },
  vestiging: { type: 'vestiging', namen: { vestigingsNummer: 24, kvkNummer: 8 } },
  organisatorischeEenheid: { type: 'organisatorische_eenheid', namen: { identificatie: Infinity } },
  medewerker: { type: 'medewerker', namen: { identificatie: 254 } },
};

/** One entry per `betrokkeneIdentificatie__{soort}__{naam}`, with its condition on a rol. */
export const rolBekendAls: {
  naam: string;
  schema: z.ZodType;
  conditie(alias: string, waarde: unknown): RawBuilder<unknown>;
}[] = Object.entries(soorten).flatMap(([soort, { type, namen }]) =>
  Object.entries(namen).map(([naam, lengte]) => ({
    naam: `betrokkeneIdentificatie__${soort}__${naam}`,
    schema: lengte === Infinity ? z.string() : z.string().max(lengte),
    conditie: (alias: string, waarde: unknown) =>
      sql`(${sql.ref(`${alias}.zoekwaarden`)} @> ARRAY[${zoekwaarde(naam, String(waarde))}] AND ${sql.ref(`${alias}.betrokkene_type`)} = ${type})`,
  })),
);
