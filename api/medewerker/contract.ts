import { z } from 'zod';
import { kanaalSchema } from '../../domein/kanaal.ts';
import type { Vraag } from '../../domein/vraag.ts';

/** What /medewerker/api takes and gives; the front end uses the same types. Moments are ISO 8601 texts. */

const slug = z.string().regex(/^[a-z0-9-]{1,60}$/);

export const werkfilterSchema = z.object({
  status: z.enum(['open', 'mijn', 'bezig']).default('open'),
  /** One skill, or `alle`; absent: the skills of whoever asks. */
  vaardigheid: slug.optional(),
});

export const volgendeSchema = z.strictObject({ vaardigheid: slug.optional() }).default({});

export const afrondenSchema = z.strictObject({
  resultaat: z.record(z.string().max(100), z.unknown()).default({}),
});

/** Work without a form may get a summary. */
export const samenvattingSchema = z.strictObject({ samenvatting: z.string().trim().max(10_000).optional() });

export const antwoordSchema = z.strictObject({
  id: z.uuid(),
  tekst: z.string().trim().min(1, 'Vul een antwoord in.').max(20_000, 'Gebruik niet meer dan 20.000 tekens.'),
});

export const aanwezigSchema = z.strictObject({
  aanwezig: z.boolean(),
  kanalen: z.array(kanaalSchema).min(1).max(15).default(['chat']),
});

const reden = z.string().trim().min(1, 'Vul een reden in.').max(500, 'Gebruik niet meer dan 500 tekens.');

/** A decision about a list; zaken are named by their place on it. */
export const archiefbesluitSchema = z
  .strictObject({
    besluit: z.enum(['goedkeuren', 'afwijzen']),
    toelichting: z
      .string()
      .trim()
      .min(1, 'Vul een toelichting in.')
      .max(1_000, 'Gebruik niet meer dan 1.000 tekens.'),
    afgehaald: z
      .array(z.strictObject({ volgnummer: z.int().min(1), reden }))
      .max(1_000)
      .default([]),
  })
  .refine(
    ({ afgehaald }) => new Set(afgehaald.map(({ volgnummer }) => volgnummer)).size === afgehaald.length,
    { path: ['afgehaald'], message: 'Een zaak staat er twee keer tussen.' },
  );

export type { Archieflijst, Archiefregel, Lijstdetail } from '../../registers/archief/lijst.ts';
export type { Verklaring } from '../../registers/archief/verklaring.ts';

export const idSchema = z.uuid();

export interface Ik {
  naam: string;
  rollen: string[];
  vaardigheden: string[];
  aanwezig: boolean;
}

export interface Kanaalnaam {
  code: string;
  naam: string;
}

export interface WerkWeergave {
  id: string;
  soort: 'taak' | 'bericht' | 'gesprek';
  titel: string;
  dienst: string;
  kanaal: Kanaalnaam | null;
  kenmerk: string;
  vaardigheid: string;
  prioriteit: number;
  uiterlijk: string;
  wachtSinds: string;
  teLaat: boolean;
  status: 'open' | 'in_behandeling' | 'klaar' | 'vervallen';
  bezit: 'niemand' | 'u' | 'ander';
  /** Name of whoever has it. */
  door: string | null;
  /** The klant wrote again since it was taken. */
  nieuwBericht: boolean;
}

export interface Werklijst {
  werk: WerkWeergave[];
  drukte: { wachtend: number; teLaat: number; langstSinds: string | null };
  /** Moment of the list, by the clock of the server. */
  nu: string;
}

export interface Vraagantwoord {
  vraag: string;
  antwoord: string;
}

export interface VerzoekWeergave {
  kenmerk: string;
  dienst: string;
  status: string;
  resultaat: string | null;
  registratiedatum: string;
  uiterlijk: string | null;
  voorganger: string | null;
  zaak: { zaaknummer: string; status: string | null } | null;
  antwoorden: Vraagantwoord[];
}

export interface VerzoekregelWeergave {
  kenmerk: string;
  dienst: string;
  status: string;
  registratiedatum: string;
  uiterlijk: string | null;
}

export interface KlantWeergave {
  naam: string | null;
  adressen: { soort: string; adres: string }[];
  voorkeurskanaal: string | null;
  herkend: string;
  betrokkenen: { naam: string | null; rol: string }[];
  andereVerzoeken: VerzoekregelWeergave[];
}

export interface BijlageWeergave {
  id: string;
  naam: string;
  /** Bytes. */
  grootte: number;
}

export type TijdlijnWeergave = {
  id: string;
  op: string;
  /** Who, for people: `Klant`, a name, `Automatisch`. */
  wie: string;
} & (
  | {
      regel: 'bericht';
      van: 'klant' | 'medewerker' | 'systeem';
      kanaal: Kanaalnaam;
      onderwerp: string | null;
      tekst: string;
      bijlagen: BijlageWeergave[];
      /** For messages of ours: how far delivery is. */
      aflevering: { status: string; tekst: string } | null;
    }
  | { regel: 'gebeurtenis'; tekst: string }
  | { regel: 'klantcontact'; kanaal: Kanaalnaam; onderwerp: string; tekst: string }
);

export interface WerkDetail {
  werk: WerkWeergave;
  /** The conversation, to hear of changes. */
  interactieId: string;
  vragen: Vraag[];
  resultaat: Vraagantwoord[];
  verzoek: VerzoekWeergave | null;
  klant: KlantWeergave;
  tijdlijn: TijdlijnWeergave[];
}

export interface VerzoekDetail {
  kenmerk: string;
  verzoek: VerzoekWeergave | null;
  klant: KlantWeergave;
  tijdlijn: TijdlijnWeergave[];
  werk: WerkWeergave[];
}

export interface Zoekresultaat {
  resultaten: (VerzoekregelWeergave | { kenmerk: string; gesprek: true })[];
}
