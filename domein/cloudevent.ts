import { z } from 'zod';

/** CloudEvents 1.0 in the JSON format, by the NL GOV profile for CloudEvents 1.1 (Logius, 17 March 2026). */

export const mediaType = 'application/cloudevents+json';

/** Printable text (section Type System): no control characters. */
const tekst = z
  .string()
  .min(1)
  .max(1_000)
  .refine((waarde) => !/\p{Cc}|\p{Cs}/u.test(waarde), 'Stuurtekens zijn niet toegestaan.');
const uriTekens = /^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\dA-Fa-f]{2})+$/;
const verwijzing = tekst.regex(uriTekens, 'Dit is geen URI-reference.');
const uri = tekst.regex(/^[A-Za-z][\w+.-]*:\S+$/, 'Dit is geen absolute URI.').regex(uriTekens);
/** Profile: MUST be reverse domain name notation. */
const omgekeerdeNaam = /^[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z0-9_-]+)+$/;

const bekend = z.object({
  specversion: z.literal('1.0'),
  id: tekst,
  source: verwijzing,
  type: tekst.max(255).regex(omgekeerdeNaam, 'Gebruik een omgekeerde domeinnaam, zoals nl.overheid.zaken.'),
  subject: tekst.nullish(),
  time: z.iso.datetime({ offset: true }).nullish(),
  datacontenttype: tekst.regex(/^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/, 'Dit is geen mediatype.').nullish(),
  dataschema: uri.nullish(),
  dataref: verwijzing.nullish(),
  sequence: tekst.nullish(),
  sequencetype: tekst.nullish(),
  data: z.unknown().optional(),
  data_base64: z.base64().nullish(),
});
const uitbreiding = z.union([tekst, z.boolean(), z.int32(), z.null()]);

/** An event as it may be published: required attributes, known optional ones, extensions with names of `[a-z0-9]`. */
export const cloudEventSchema = bekend
  .catchall(uitbreiding)
  .superRefine((event, ctx) => {
    for (const naam of Object.keys(event))
      if (!(naam in bekend.shape) && !/^[a-z0-9]+$/.test(naam))
        ctx.addIssue({
          code: 'custom',
          path: [naam],
          message: 'Namen van attributen bestaan uit kleine letters en cijfers.',
        });
    if (event.data !== undefined && event.data !== null && event.data_base64)
      ctx.addIssue({
        code: 'custom',
        path: ['data_base64'],
        message: 'Geef data of data_base64, niet beide.',
      });
  })
  .meta({ id: 'CloudEvent' });

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
