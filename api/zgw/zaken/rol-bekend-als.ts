import { type RawBuilder, sql } from 'kysely';
import { zoekwaarde } from '../../../registers/zgw/zaken/nummers.ts';

/** betrokkeneType per part of a filter's name, with what a betrokkene of that type may be known by. */
const soorten: Record<string, { type: string; namen: string[] }> = {
  natuurlijkPersoon: { type: 'natuurlijk_persoon', namen: ['inpBsn', 'anpIdentificatie', 'inpA_nummer'] },
  nietNatuurlijkPersoon: {
    type: 'niet_natuurlijk_persoon',
    namen: ['innNnpId', 'annIdentificatie', 'kvkNummer', 'vestigingsNummer'],
  },
  vestiging: { type: 'vestiging', namen: ['vestigingsNummer', 'kvkNummer'] },
  organisatorischeEenheid: { type: 'organisatorische_eenheid', namen: ['identificatie'] },
  medewerker: { type: 'medewerker', namen: ['identificatie'] },
};

/** One entry per `betrokkeneIdentificatie__{soort}__{naam}`, with its condition on a rol. */
export const rolBekendAls: {
  naam: string;
  conditie(alias: string, waarde: unknown): RawBuilder<unknown>;
}[] = Object.entries(soorten).flatMap(([soort, { type, namen }]) =>
  namen.map((naam) => ({
    naam: `betrokkeneIdentificatie__${soort}__${naam}`,
    conditie: (alias: string, waarde: unknown) =>
      sql`(${sql.ref(`${alias}.zoekwaarden`)} @> ARRAY[${zoekwaarde(naam, String(waarde))}] AND ${sql.ref(`${alias}.betrokkene_type`)} = ${type})`,
  })),
);
