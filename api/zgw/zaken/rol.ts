import { sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { ontzegel, verzegel, zoekwaardenVan } from '../../../registers/zgw/zaken/nummers.ts';
import { machtigingKlopt, rolPeriodeKlopt } from '../../../registers/zgw/zaken/rol-machtiging.ts';
import { rolVolgtRoltype } from '../../../registers/zgw/zaken/rol-omschrijving.ts';
import { zrc019 } from '../../../registers/zgw/zaken/zaaktype-mismatch.ts';
import { foutenVan } from '../../kit/controle.ts';
import { opMaat, opTekst, opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { adres, afgeleideLijst, datum, groep, keuze, moment, naar, tekst, veld } from '../../kit/veld.ts';
import { omschrijvingenGeneriek } from '../catalogi/roltype.ts';
import { bijZaak, openZaak, scopes, uuidVeld, zaakFilter, zaakVeld } from './gemeen.ts';
import { betrokkenen } from './identificaties.ts';
import {
  authenticatieContexten,
  machtigingen,
  niveaus,
  opMachtiging,
  tenHoogsteNiveau,
} from './machtiging.ts';
import { rolBekendAls } from './rol-bekend-als.ts';

const contactpersoon = z.object({
  emailadres: z.string().max(254).default(''),
  functie: z.string().max(50).default(''),
  telefoonnummer: z.string().max(20).default(''),
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
    betrokkene: adres({ in: 'betrokkene', uitklapbaar: true }),
    betrokkeneType: keuze(Object.keys(betrokkenen), { verplicht: true, in: 'betrokkene_type' }),
    afwijkendeNaamBetrokkene: tekst({ max: 625 }),
    roltype: naar('roltype', { verplicht: true }),
    omschrijving: tekst({ alleenLezen: true, in: 'omschrijving' }),
    omschrijvingGeneriek: tekst({ alleenLezen: true, in: 'omschrijving_generiek' }),
    roltoelichting: tekst({ max: 1_000 }),
    registratiedatum: moment({ in: 'registratiedatum', alleenLezen: true }),
    indicatieMachtiging: keuze(['gemachtigde', 'machtiginggever'], { in: 'machtiging' }),
    contactpersoonRol: groep(contactpersoon),
    beginGeldigheid: datum(),
    eindeGeldigheid: datum(),
    authenticatieContext: veld(z.record(z.string(), z.unknown()).nullable(), {
      geheim: true,
      bewaar: verzegel,
      toon: ontzegel,
    }),
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
    omschrijvingGeneriek: opTekst('omschrijving_generiek', z.enum(omschrijvingenGeneriek as [string])),
    machtiging: opMaat(machtigingen, (waarde) => opMachtiging('t', waarde)),
    machtiging__loa: opMaat(niveaus, (waarde) => tenHoogsteNiveau('t', waarde)),
    ...Object.fromEntries(
      rolBekendAls.map(({ naam, conditie }) => [naam, opMaat(z.string(), (waarde) => conditie('t', waarde))]),
    ),
  },
  operaties: new Set(['list', 'read', 'create', 'update', 'destroy'] as const),
  varianten: { soort: 'betrokkeneType', veld: 'betrokkeneIdentificatie', vormen: betrokkenen },
  scopes,
  controle: (waarden, fout) => {
    const soort = String(waarden.betrokkeneType);
    for (const [naam, vormen] of [
      ['betrokkeneIdentificatie', betrokkenen],
      ['authenticatieContext', authenticatieContexten],
    ] as const) {
      const waarde = waarden[naam];
      if (!Object.hasOwn(vormen, soort) || waarde === null || waarde === undefined) continue;
      const uitslag = vormen[soort]?.safeParse(waarde);
      if (uitslag?.success) waarden[naam] = uitslag.data;
      else if (uitslag)
        for (const een of foutenVan(uitslag.error, naam, waarde)) fout(een.name, een.code, een.reason);
    }
  },
  regels: [...openZaak, ...bijSchrijven(zrc019, rolVolgtRoltype, rolPeriodeKlopt, machtigingKlopt)],
  extraKolommen: (waarden) => [
    {
      kolom: { naam: 'zoekwaarden', type: 'text[]' },
      waarde: zoekwaardenVan(waarden.betrokkeneIdentificatie),
    },
    {
      kolom: { naam: 'betrouwbaarheid', type: 'text' },
      waarde:
        (waarden.authenticatieContext as { levelOfAssurance?: string } | null)?.levelOfAssurance ?? null,
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
