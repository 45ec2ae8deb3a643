import { z } from 'zod';
import { elfproefOfLeeg } from '../nummers.ts';

/** Shapes of `betrokkeneIdentificatie` per betrokkeneType and of `objectIdentificatie` per objectType. */
const tekst = (max: number) => z.string().max(max).default('');
const vereist = (max: number) => z.string().min(1).max(max);
/** Must be there, and may be empty: an address that has no number in the BAG. */
const vereistOfLeeg = (max: number) => z.string().max(max);
const elfproef = elfproefOfLeeg.default('');
// Open Formulieren sends a house number as it was typed, which Open Zaak takes.
const nummer = z.union([
  z.number().int().min(0).max(99_999),
  z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number),
]);
const leeg = <T extends z.ZodType>(schema: T) => schema.nullable().default(null as never);

const verblijfsadres = z.object({
  aoaIdentificatie: vereistOfLeeg(100),
  wplWoonplaatsNaam: vereist(80),
  gorOpenbareRuimteNaam: vereist(80),
  aoaPostcode: tekst(7),
  aoaHuisnummer: nummer,
  aoaHuisletter: tekst(1),
  aoaHuisnummertoevoeging: tekst(4),
  inpLocatiebeschrijving: tekst(1_000),
});
const buitenland = z.object({
  lndLandcode: vereist(4),
  lndLandnaam: vereist(40),
  subAdresBuitenland_1: tekst(35),
  subAdresBuitenland_2: tekst(35),
  subAdresBuitenland_3: tekst(35),
});

const rechtsvormen = [
  'besloten_vennootschap',
  'cooperatie_europees_economische_samenwerking',
  'europese_cooperatieve_venootschap',
  'europese_cooperatieve_vennootschap',
  'europese_naamloze_vennootschap',
  'kerkelijke_organisatie',
  'naamloze_vennootschap',
  'onderlinge_waarborg_maatschappij',
  'overig_privaatrechtelijke_rechtspersoon',
  'stichting',
  'vereniging',
  'vereniging_van_eigenaars',
  'publiekrechtelijke_rechtspersoon',
  'vennootschap_onder_firma',
  'maatschap',
  'rederij',
  'commanditaire_vennootschap',
  'kapitaalvennootschap_binnen_eer',
  'overige_buitenlandse_rechtspersoon_vennootschap',
  'kapitaalvennootschap_buiten_eer',
] as const;
const natuurlijkPersoon = z.object({
  inpBsn: elfproef,
  anpIdentificatie: tekst(17),
  inpA_nummer: z.union([z.literal(''), z.string().regex(/^[1-9][0-9]{9}$/)]).default(''),
  geslachtsnaam: tekst(200),
  voorvoegselGeslachtsnaam: tekst(80),
  voorletters: tekst(20),
  voornamen: tekst(200),
  geslachtsaanduiding: z.enum(['m', 'v', 'o', '']).default(''),
  geboortedatum: tekst(18),
  verblijfsadres: leeg(verblijfsadres),
  subVerblijfBuitenland: leeg(buitenland),
});
const nietNatuurlijkPersoon = z.object({
  innNnpId: elfproef,
  annIdentificatie: tekst(17),
  kvkNummer: tekst(8),
  vestigingsNummer: tekst(24),
  statutaireNaam: tekst(500),
  innRechtsvorm: z.enum([...rechtsvormen, '']).default(''),
  bezoekadres: tekst(1_000),
  verblijfsadres: leeg(verblijfsadres),
  subVerblijfBuitenland: leeg(buitenland),
});
const vestiging = z.object({
  vestigingsNummer: tekst(24),
  handelsnaam: z.array(z.string().max(625)).default([]),
  verblijfsadres: leeg(verblijfsadres),
  subVerblijfBuitenland: leeg(buitenland),
  kvkNummer: tekst(8),
});
const organisatorischeEenheid = z.object({
  identificatie: tekst(255),
  naam: tekst(255),
  isGehuisvestIn: tekst(255),
});
const medewerker = z.object({
  identificatie: tekst(254),
  achternaam: tekst(200),
  voorletters: tekst(20),
  voorvoegselAchternaam: tekst(10),
});

/** By betrokkeneType. */
export const betrokkenen: Record<string, z.ZodType> = {
  natuurlijk_persoon: natuurlijkPersoon,
  niet_natuurlijk_persoon: nietNatuurlijkPersoon,
  vestiging,
  organisatorische_eenheid: organisatorischeEenheid,
  medewerker,
};

const gebouwdAdres = z.object({
  numIdentificatie: tekst(100),
  oaoIdentificatie: tekst(100),
  aoaIdentificatie: tekst(100),
  wplWoonplaatsNaam: vereist(80),
  gorOpenbareRuimteNaam: vereist(80),
  aoaPostcode: tekst(7),
  aoaHuisnummer: nummer,
  aoaHuisletter: tekst(1),
  aoaHuisnummertoevoeging: tekst(4),
  ogoLocatieAanduiding: tekst(100),
});
const gebouwd = z.object({ identificatie: vereist(100), adresAanduidingGrp: leeg(gebouwdAdres) });
const wozAdres = z.object({
  aoaIdentificatie: vereistOfLeeg(100),
  wplWoonplaatsNaam: vereist(80),
  gorOpenbareRuimteNaam: vereist(80),
  aoaPostcode: tekst(7),
  aoaHuisnummer: nummer,
  aoaHuisletter: tekst(1),
  aoaHuisnummertoevoeging: tekst(4),
  locatieOmschrijving: tekst(1_000),
});
const wozObject = z.object({ wozObjectNummer: vereist(100), aanduidingWozObject: leeg(wozAdres) });
const onroerend = z.object({ kadastraleIdentificatie: vereist(100), kadastraleAanduiding: vereist(1_000) });
const benoemd = <T extends z.ZodType>(type: T) =>
  z.object({ type, identificatie: vereist(100), naam: tekst(500) });
const inrichtingselementen = [
  'bak',
  'bord',
  'installatie',
  'kast',
  'mast',
  'paal',
  'sensor',
  'straatmeubilair',
  'waterinrichtingselement',
  'weginrichtingselement',
] as const;
const kunstwerkdelen = [
  'bodemval',
  'coupure',
  'duiker',
  'faunavoorziening',
  'gemaal',
  'hoogspanningsmast',
  'keermuur',
  'overkluizing',
  'perron',
  'ponton',
  'sluis',
  'steiger',
  'strekdam',
  'stuw',
  'vispassage',
  'voorde',
] as const;
const ruimte = z.object({
  identificatie: vereist(100),
  wplWoonplaatsNaam: vereist(80),
  gorOpenbareRuimteNaam: vereist(80),
});

/** By objectType; types without a shape (besluit, status, enkelvoudig_document) are referred to by address only. */
export const objecten: Record<string, z.ZodType> = {
  ...betrokkenen,
  adres: ruimte.extend({
    huisnummer: nummer,
    huisletter: tekst(1),
    huisnummertoevoeging: tekst(4),
    postcode: tekst(7),
  }),
  buurt: z.object({
    buurtCode: vereist(2),
    buurtNaam: vereist(40),
    gemGemeenteCode: vereist(4),
    wykWijkCode: vereist(2),
  }),
  gemeente: z.object({ gemeenteNaam: vereist(80), gemeenteCode: vereist(4) }),
  gemeentelijke_openbare_ruimte: z.object({ identificatie: vereist(100), openbareRuimteNaam: vereist(80) }),
  huishouden: z.object({ nummer: vereist(12), isGehuisvestIn: leeg(gebouwd) }),
  inrichtingselement: benoemd(z.enum(inrichtingselementen)),
  kadastrale_onroerende_zaak: onroerend,
  kunstwerkdeel: z.object({ type: z.enum(kunstwerkdelen), identificatie: vereist(100), naam: vereist(80) }),
  maatschappelijke_activiteit: z.object({ kvkNummer: vereist(8), handelsnaam: vereist(200) }),
  openbare_ruimte: ruimte,
  // The standard has an object here; Open Formulieren and Open Archiefbeheer send a text, which Open Zaak takes.
  overige: z.object({
    overigeData: z.union([
      z.record(z.string(), z.unknown()),
      z.array(z.unknown()),
      z.string(),
      z.number(),
      z.boolean(),
    ]),
  }),
  pand: z.object({ identificatie: vereist(100) }),
  spoorbaandeel: benoemd(z.enum(['breedspoor', 'normaalspoor', 'smalspoor', 'spoorbaan'])),
  terrein_gebouwd_object: gebouwd,
  terreindeel: benoemd(vereist(40)),
  waterdeel: z.object({
    typeWaterdeel: z.enum(['greppel_droge_sloot', 'waterloop', 'watervlakte', 'zee']),
    identificatie: vereist(100),
    naam: tekst(500),
  }),
  wegdeel: benoemd(vereist(100)),
  wijk: z.object({ wijkCode: vereist(2), wijkNaam: vereist(40), gemGemeenteCode: vereist(4) }),
  woonplaats: z.object({ identificatie: vereist(100), woonplaatsNaam: vereist(80) }),
  woz_deelobject: z.object({ nummerWozDeelObject: vereist(6), isOnderdeelVan: leeg(wozObject) }),
  woz_object: wozObject,
  woz_waarde: z.object({ waardepeildatum: vereist(9), isVoor: leeg(wozObject) }),
  zakelijk_recht: z.object({
    identificatie: vereist(100),
    avgAard: vereist(1_000),
    heeftBetrekkingOp: leeg(onroerend),
    heeftAlsGerechtigde: leeg(
      z.object({
        natuurlijkPersoon: leeg(natuurlijkPersoon),
        nietNatuurlijkPersoon: leeg(nietNatuurlijkPersoon),
      }),
    ),
  }),
};
