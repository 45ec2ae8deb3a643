import { sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import { tegelijk } from '../../../registers/kader/tegelijk.ts';
import { nietGearchiveerd } from '../../../registers/zgw/zaken/archief-dicht.ts';
import { ontzegel, verzegel, zoekwaardenVan } from '../../../registers/zgw/zaken/nummers.ts';
import { machtigingKlopt, rolPeriodeKlopt } from '../../../registers/zgw/zaken/rol-machtiging.ts';
import { rolIsEnig, rolVolgtRoltype } from '../../../registers/zgw/zaken/rol-omschrijving.ts';
import { zrc019 } from '../../../registers/zgw/zaken/zaaktype-mismatch.ts';
import { toetsGroep } from '../../kit/controle.ts';
import { opAdres, opMaat, opTekst, opVerwijzing } from '../../kit/filter.ts';
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
  emailadres: z.union([z.email().max(254), z.literal('')]).default(''),
  functie: z.string().max(50).default(''),
  telefoonnummer: z.string().max(20).default(''),
  naam: z.string().max(200),
});
const geenContactpersoon = { emailadres: '', functie: '', telefoonnummer: '', naam: '' };

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
    roltype: naar('roltype', { verplicht: true, onveranderlijk: true }),
    omschrijving: tekst({ alleenLezen: true, in: 'omschrijving' }),
    omschrijvingGeneriek: tekst({ alleenLezen: true, in: 'omschrijving_generiek' }),
    roltoelichting: tekst({ max: 1_000, verplicht: true, min: 0 }),
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
    betrokkene: opAdres('betrokkene'),
    betrokkeneType: opTekst('betrokkene_type', z.enum(Object.keys(betrokkenen) as [string])),
    roltype: opVerwijzing('roltype'),
    omschrijving: opTekst('omschrijving'),
    omschrijvingGeneriek: opTekst('omschrijving_generiek', z.enum(omschrijvingenGeneriek as [string])),
    machtiging: opMaat(machtigingen, (waarde) => opMachtiging('t', waarde)),
    machtiging__loa: opMaat(niveaus, (waarde) => tenHoogsteNiveau('t', waarde)),
    ...Object.fromEntries(
      // The standard sets no lengths here, unlike in the list of zaken.
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
      const schema = Object.hasOwn(vormen, soort) ? vormen[soort] : undefined;
      if (schema && (waarden[naam] ?? null) !== null) toetsGroep(schema, waarden, naam, fout);
    }
  },
  regels: [
    tegelijk(...openZaak, ...bijSchrijven(nietGearchiveerd, zrc019, rolVolgtRoltype)),
    ...bijSchrijven(rolIsEnig, rolPeriodeKlopt, machtigingKlopt),
  ],
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
    // zrc-012: groups are always there.
    contactpersoonRol: { ...geenContactpersoon, ...(beeld.contactpersoonRol as object | null) },
    betrokkeneIdentificatie:
      beeld.betrokkeneIdentificatie ??
      (betrokkenen[beeld.betrokkeneType as string]?.parse({}) as unknown) ??
      null,
  }),
  weergave: (waarden) => String(waarden.omschrijvingGeneriek ?? 'rol'),
  etag: true,
});
