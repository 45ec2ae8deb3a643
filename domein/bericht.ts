import { z } from 'zod';
import { kanaalSchema } from './kanaal.ts';

/**
 * The three shapes between a medium and the engine (design section 2): `InkomendBericht`,
 * `UitgaandBericht` and `SessieGebeurtenis`. A channel adapter translates to and from these and does nothing else.
 */

/** Where a klant can be reached, as Klantinteracties spells the kinds of digitaalAdres. */
export const adresSchema = z.object({
  soort: z.enum(['email', 'telefoonnummer', 'overig']),
  waarde: z.string().trim().min(1).max(254),
});
export type Adres = z.infer<typeof adresSchema>;

/** Who sent it: what the medium claims, and what it proved. */
export const afzenderSchema = z.object({
  naam: z.string().trim().max(200).optional(),
  adressen: z.array(adresSchema).max(5).default([]),
  /** Identity that the medium proved, with its level; absent for anonymous and unproven senders. */
  identiteit: z
    .object({
      soort: z.enum(['bsn', 'kvknummer', 'vestigingsnummer', 'rsin']),
      nummer: z.string().max(20),
      niveau: z.enum(['laag', 'substantieel', 'hoog']),
      middel: z.string().max(30),
    })
    .optional(),
  /** The one for whom the sender acts (machtigen): becomes a betrokkene of its own. */
  namens: z
    .object({ naam: z.string().trim().min(1).max(200), relatie: z.string().max(100).optional() })
    .optional(),
});
export type Afzender = z.infer<typeof afzenderSchema>;

/** A file that already lies in the document store. */
export const bijlageRefSchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  naam: z.string().min(1).max(255),
  mediatype: z.string().max(127),
  /** Bytes. */
  grootte: z.number().int().nonnegative(),
});
export type BijlageRef = z.infer<typeof bijlageRefSchema>;

/** Free text, or answers to the questions of a process. Both may be present (a form with a remark). */
export const inhoudSchema = z.object({
  tekst: z.string().max(100_000).optional(),
  gegevens: z.record(z.string().max(100), z.unknown()).optional(),
  /** A choice that our own message offered, such as a button in a chat. */
  keuze: z.string().max(100).optional(),
});
export type Inhoud = z.infer<typeof inhoudSchema>;

/** What a message asks beside being read. */
export const bedoelingSchema = z.enum(['bericht', 'intrekken', 'kanaalwissel']);

/** A message from a klant, from any medium. */
export const inkomendBerichtSchema = z.object({
  kanaal: kanaalSchema,
  /** The medium's own id: a redelivery with the same id is the same bericht. */
  externId: z.string().min(1).max(998),
  /** The medium's own conversation: thread, session, phone call. */
  conversatie: z.string().min(1).max(998),
  afzender: afzenderSchema,
  inhoud: inhoudSchema,
  onderwerp: z.string().max(998).optional(),
  /** Code of a process; makes the message a new verzoek. */
  product: z.string().max(60).optional(),
  bedoeling: bedoelingSchema.default('bericht'),
  /** Kenmerken of verzoeken that the medium proved (signed address or link, reply to our message). */
  bewezen: z.array(z.string().max(40)).max(20).default([]),
  /** Kenmerken that the sender merely mentions: enough to add to, never to disclose. */
  genoemd: z.array(z.string().max(40)).max(20).default([]),
  bijlagen: z.array(bijlageRefSchema).max(50).default([]),
  /** Sent by a machine (RFC 3834, DSN): kept, never answered. */
  automatisch: z.boolean().default(false),
  voorkeurskanaal: kanaalSchema.optional(),
  ontvangenOp: z.iso.datetime({ offset: true }),
});
export type InkomendBericht = z.infer<typeof inkomendBerichtSchema>;

/** What an adapter of a live medium reports beside messages. */
export const sessieGebeurtenisSchema = z.object({
  kanaal: kanaalSchema,
  externId: z.string().min(1).max(998),
  conversatie: z.string().min(1).max(998),
  gebeurtenis: z.enum(['aangekomen', 'gaat-over', 'aanwezig', 'vertrokken', 'opgenomen', 'gelezen']),
  bewezen: z.array(z.string().max(40)).max(20).default([]),
  afzender: afzenderSchema.optional(),
  op: z.iso.datetime({ offset: true }),
});
export type SessieGebeurtenis = z.infer<typeof sessieGebeurtenisSchema>;

/** What the channel may tell the klant, right after the commit. */
export interface Ontvangstbewijs {
  berichtId: string;
  /** The number that the klant can quote. Of the verzoek, or of the interactie as long as there is none. */
  kenmerk: string;
  interactieId: string;
  /** True when this message had been accepted before; nothing has changed. */
  dubbel: boolean;
}

/** A button below a message; its code comes back as `inhoud.keuze`. */
export interface Keuze {
  code: string;
  tekst: string;
}

/** A message to a klant as an adapter gets it: rendered, addressed, with a fixed identity. */
export interface UitgaandBericht {
  /** Id of the bericht; the medium's own id is derived from it, so a repeated hand-over is recognisable. */
  id: string;
  kanaal: z.infer<typeof kanaalSchema>;
  /** The medium's conversation to continue, where there is one. */
  conversatie?: string;
  /** Address in the medium (mail address, phone number). */
  adres?: string;
  onderwerp: string;
  tekst: string;
  /** Kenmerk of the verzoek or interactie that this is about. */
  kenmerk: string;
  keuzes?: Keuze[];
  /** Medium ids of earlier messages, oldest first (mail: References). */
  voorgangers?: string[];
  /** Answers to something that a machine sent are never sent; set on all that the engine starts by itself. */
  automatisch: boolean;
  aangemaaktOp: string;
}

/** What became of one attempt. */
export type Verzendresultaat =
  | { status: 'verzonden'; externId: string }
  /** Handed over; the medium will report proof of delivery later. */
  | { status: 'onderweg'; externId: string }
  /** The medium will never take it: no retry, next kanaal. */
  | { status: 'geweigerd'; reden: string };
