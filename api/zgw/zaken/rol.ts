import { sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { ontzegel, verzegel, zoekwaarde, zoekwaardenVan } from '../../../registers/zgw/zaken/nummers.ts';
import { rolVolgtRoltype } from '../../../registers/zgw/zaken/rol-omschrijving.ts';
import { zrc019 } from '../../../registers/zgw/zaken/zaaktype-mismatch.ts';
import { foutenVan } from '../../kit/controle.ts';
import { opMaat, opTekst, opVerwijzing } from '../../kit/filter.ts';
import { type Filter, resource } from '../../kit/resource.ts';
import { adres, afgeleideLijst, groep, keuze, moment, naar, tekst, veld } from '../../kit/veld.ts';
import { bijZaak, openZaak, scopes, uuidVeld, zaakFilter, zaakVeld } from './gemeen.ts';
import { betrokkenen } from './identificaties.ts';

const bekendAls = (soort: string, naam: string): [string, Filter] => [
  `betrokkeneIdentificatie__${soort}__${naam}`,
  opMaat(z.string(), (waarde) => sql`t.zoekwaarden @> ARRAY[${zoekwaarde(naam, String(waarde))}]`),
];
const contactpersoon = z.object({
  emailadres: z.string().max(254).optional(),
  functie: z.string().max(50).optional(),
  telefoonnummer: z.string().max(20).optional(),
  naam: z.string().max(200),
});

/** Somebody with a part in a case. National numbers are kept sealed and found by hash. */
export const rol = resource({
  ...bijZaak,
  naam: 'rol',
  pad: 'rollen',
  tabel: 'rol',
  velden: {
    ...uuidVeld,
    zaak: zaakVeld,
    betrokkene: adres({ in: 'betrokkene' }),
    betrokkeneType: keuze(Object.keys(betrokkenen), { verplicht: true, in: 'betrokkene_type' }),
    afwijkendeNaamBetrokkene: tekst({ max: 625 }),
    roltype: naar('roltype', { verplicht: true }),
    omschrijving: tekst({ alleenLezen: true, in: 'omschrijving' }),
    omschrijvingGeneriek: tekst({ alleenLezen: true, in: 'omschrijving_generiek' }),
    roltoelichting: tekst({ max: 1_000, verplicht: true, min: 0 }),
    registratiedatum: moment({ in: 'registratiedatum', alleenLezen: true }),
    indicatieMachtiging: keuze(['gemachtigde', 'machtiginggever']),
    contactpersoonRol: groep(contactpersoon),
    statussen: afgeleideLijst(
      'status',
      sql`SELECT s.uuid FROM status s WHERE s.gezetdoor = t.uuid ORDER BY s.uuid`,
    ),
    betrokkeneIdentificatie: veld(z.record(z.string(), z.unknown()).nullable(), {
      geheim: true,
      bewaar: verzegel,
      toon: ontzegel,
    }),
  },
  filters: {
    ...zaakFilter,
    betrokkene: opTekst('betrokkene'),
    betrokkeneType: opTekst('betrokkene_type', z.enum(Object.keys(betrokkenen) as [string])),
    roltype: opVerwijzing('roltype'),
    omschrijving: opTekst('omschrijving'),
    omschrijvingGeneriek: opTekst('omschrijving_generiek'),
    ...Object.fromEntries([
      bekendAls('natuurlijkPersoon', 'inpBsn'),
      bekendAls('natuurlijkPersoon', 'anpIdentificatie'),
      bekendAls('natuurlijkPersoon', 'inpA_nummer'),
      bekendAls('nietNatuurlijkPersoon', 'innNnpId'),
      bekendAls('nietNatuurlijkPersoon', 'annIdentificatie'),
      bekendAls('nietNatuurlijkPersoon', 'kvkNummer'),
      bekendAls('vestiging', 'vestigingsNummer'),
      bekendAls('vestiging', 'kvkNummer'),
      bekendAls('organisatorischeEenheid', 'identificatie'),
      bekendAls('medewerker', 'identificatie'),
    ]),
  },
  operaties: new Set(['list', 'read', 'create', 'update', 'destroy'] as const),
  varianten: { soort: 'betrokkeneType', veld: 'betrokkeneIdentificatie', vormen: betrokkenen },
  scopes,
  controle: (waarden, fout) => {
    const soort = String(waarden.betrokkeneType);
    const schema = Object.hasOwn(betrokkenen, soort) ? betrokkenen[soort] : undefined;
    if (!schema || waarden.betrokkeneIdentificatie === null || waarden.betrokkeneIdentificatie === undefined)
      return;
    const uitslag = schema.safeParse(waarden.betrokkeneIdentificatie);
    if (uitslag.success) waarden.betrokkeneIdentificatie = uitslag.data;
    else
      for (const een of foutenVan(uitslag.error, 'betrokkeneIdentificatie', waarden.betrokkeneIdentificatie))
        fout(een.name, een.code, een.reason);
  },
  regels: [...openZaak, ...bijSchrijven(zrc019, rolVolgtRoltype)],
  extraKolommen: (waarden) => [
    {
      kolom: { naam: 'zoekwaarden', type: 'text[]' },
      waarde: zoekwaardenVan(waarden.betrokkeneIdentificatie),
    },
  ],
  vorm: (beeld) => ({
    ...beeld,
    betrokkeneIdentificatie:
      beeld.betrokkeneIdentificatie ??
      (betrokkenen[beeld.betrokkeneType as string]?.parse({}) as unknown) ??
      null,
  }),
  weergave: (waarden) => String(waarden.omschrijvingGeneriek ?? 'rol'),
  etag: true,
});
