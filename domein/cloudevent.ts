import { z } from 'zod';

/** CloudEvents 1.0 in the JSON format, by the NL GOV profile for CloudEvents 1.1 (Logius, 17 March 2026). */

export const mediaType = 'application/cloudevents+json';

/** Printable text (section Type System): no control characters. */
const tekst = z
  .string()
  .min(1)
  .max(1_000)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the profile refuses
  .regex(/^[^\u0000-\u001f\u007f-\u009f]*$/, 'Stuurtekens zijn niet toegestaan.');
const alleen = (vorm: RegExp, reden: string, max = 1_000) => z.string().min(1).max(max).regex(vorm, reden);
const uriTeken = "(?:[A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})";
const verwijzing = alleen(new RegExp(`^${uriTeken}*$`), 'Dit is geen URI-reference.');
const uri = alleen(new RegExp(`^[A-Za-z][A-Za-z0-9+.-]*:${uriTeken}+$`), 'Dit is geen absolute URI.');
/** Profile: MUST be reverse domain name notation. */
const omgekeerdeNaam = alleen(
  /^[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z0-9_-]+)+$/,
  'Gebruik een omgekeerde domeinnaam, zoals nl.overheid.zaken.',
  255,
);

const bekend = z.object({
  specversion: z.literal('1.0'),
  id: tekst,
  source: verwijzing,
  type: omgekeerdeNaam,
  subject: tekst.nullish(),
  time: z.iso.datetime({ offset: true }).nullish(),
  datacontenttype: alleen(
    /^[A-Za-z0-9.+-]+\/[A-Za-z0-9.+*-]+(?:;[ -~]*)?$/,
    'Dit is geen mediatype.',
  ).nullish(),
  dataschema: uri.nullish(),
  dataref: verwijzing.nullish(),
  sequence: tekst.nullish(),
  sequencetype: tekst.nullish(),
  data: z.unknown().optional(),
  data_base64: z
    .string()
    .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, 'Dit is geen base64.')
    .optional(),
});
const uitbreiding = z.union([tekst, z.boolean(), z.int().min(-2_147_483_648).max(2_147_483_647), z.null()]);

/** An event as it may be published: required attributes, known optional ones, and extensions. */
export const cloudEventSchema = bekend
  .catchall(uitbreiding)
  .superRefine((event, ctx) => {
    if ('data' in event && 'data_base64' in event)
      ctx.addIssue({
        code: 'custom',
        path: ['data_base64'],
        message: 'Geef data of data_base64, niet beide.',
      });
  })
  .meta({ id: 'CloudEvent', not: { required: ['data', 'data_base64'] } });

/** The event without properties that cannot be attributes (section Attribute Naming Convention): ignored, as in all our APIs. */
export const metAttributen = (event: Record<string, unknown>): CloudEvent =>
  Object.fromEntries(
    Object.entries(event).filter(([naam]) => naam in bekend.shape || /^[a-z0-9]+$/.test(naam)),
  ) as CloudEvent;

export type CloudEvent = Record<string, unknown> & { id: string; source: string; type: string };

/** A notification as the Notificaties API has it. */
export interface Notificatiebericht {
  kanaal: string;
  hoofdObject: string;
  resource: string;
  resourceUrl: string;
  actie: string;
  aanmaakdatum: string;
  kenmerken?: Record<string, string>;
  /** Of Open Notificaties: the system that it comes from. */
  source?: string;
}

/** Our own system as a source: the OIN that belongs to an RSIN (Logius, "OIN-stelsel": prefix 00000001). */
export const bronVan = (rsin: string): string => `urn:nld:oin:00000001${rsin}000:systeem:schakel`;

/**
 * A notification as a CloudEvent, with the attributes that Open Notificaties gives it and `dataref` beside.
 * @param id the same at every attempt
 */
export function alsCloudEvent(id: string, bericht: Notificatiebericht, bron: string): CloudEvent {
  return {
    specversion: '1.0',
    id,
    source: bericht.source ?? bron,
    type: `nl.overheid.${bericht.kanaal}.${bericht.resource}.${bericht.actie}`,
    subject: bericht.resourceUrl.split('/').at(-1) || bericht.resourceUrl,
    time: bericht.aanmaakdatum,
    dataref: bericht.resourceUrl,
    datacontenttype: 'application/json',
    data: { ...bericht.kenmerken, hoofdObject: bericht.hoofdObject },
  };
}
