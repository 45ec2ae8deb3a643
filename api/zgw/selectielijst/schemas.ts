import { z } from 'zod';
import { type Lijstsoort, taakgebieden } from '../../../registers/zgw/selectielijst/lijsten.ts';
import { webadres } from '../../kit/waarde.ts';

const adres = z.url().max(1_000);

/** One list as it is offered: schema, filters, and whether the standard pages it. */
export interface Aanbod {
  soort: Lijstsoort;
  /** Name of the schema and of the operations in the standard. */
  schema: z.ZodObject;
  naam: string;
  omschrijving: string;
  pagina: boolean;
  /** Query parameters, and the value of the shown row that each compares. */
  filters: Record<string, z.ZodType>;
}

const procestype = z
  .object({
    url: adres,
    nummer: z.int().min(0).max(32_767),
    jaar: z.int().min(0),
    naam: z.string().max(100),
    omschrijving: z.string().max(300),
    toelichting: z.string(),
    procesobject: z.string().max(80),
  })
  .meta({ id: 'ProcesType' });

const resultaat = z
  .object({
    url: adres,
    procesType: adres,
    nummer: z.int().min(0).max(32_767),
    volledigNummer: z.string(),
    generiek: z.boolean(),
    specifiek: z.boolean(),
    naam: z.string().max(40),
    omschrijving: z.string().max(150),
    herkomst: z.string().max(200),
    waardering: z.enum(['blijvend_bewaren', 'vernietigen', '']),
    procestermijn: z.enum([
      'nihil',
      'bestaansduur_procesobject',
      'ingeschatte_bestaansduur_procesobject',
      'vast_te_leggen_datum',
      'samengevoegd_met_bewaartermijn',
      '',
    ]),
    procestermijnWeergave: z.string(),
    bewaartermijn: z.iso.duration().nullable(),
    toelichting: z.string(),
    ...Object.fromEntries(taakgebieden.map((naam) => [naam, z.boolean()])),
    procestermijnOpmerking: z.string().max(20),
  })
  .meta({ id: 'Resultaat' });

const omschrijving = z
  .object({
    url: adres,
    omschrijving: z.string().max(20),
    definitie: z.string().max(255),
    opmerking: z.string().max(255),
  })
  .meta({ id: 'ResultaatTypeOmschrijvingGeneriek' });

const kanaal = z
  .object({ url: adres, naam: z.string().max(20), omschrijving: z.string().max(200) })
  .meta({ id: 'CommunicatieKanaal' });

/** Selectielijst 1.0 (open-zaak/vng-selectielijst) and Referentielijsten 0.6 (VNG-Realisatie/VNG-referentielijsten). */
export const aanbod: Record<Lijstsoort, Aanbod> = {
  procestypen: {
    soort: 'procestypen',
    naam: 'procestype',
    schema: procestype,
    omschrijving: 'procestypen van de selectielijst',
    pagina: false,
    filters: { jaar: z.coerce.number().int().min(0).max(9_999) },
  },
  resultaten: {
    soort: 'resultaten',
    naam: 'resultaat',
    schema: resultaat,
    omschrijving: 'resultaten (klassen) van de selectielijst',
    pagina: true,
    filters: { procesType: webadres(1_000) },
  },
  resultaattypeomschrijvingen: {
    soort: 'resultaattypeomschrijvingen',
    naam: 'resultaattypeomschrijvinggeneriek',
    schema: omschrijving,
    omschrijving: 'generieke resultaattypeomschrijvingen',
    pagina: false,
    filters: {},
  },
  communicatiekanalen: {
    soort: 'communicatiekanalen',
    naam: 'communicatiekanaal',
    schema: kanaal,
    omschrijving: 'communicatiekanalen',
    pagina: true,
    filters: {},
  },
};
