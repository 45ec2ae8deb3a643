import { z } from 'zod';

/** Shapes of single values, which fields and filters share; what they refuse, the OpenAPI document refuses too. */

const teken = "(?:[A-Za-z0-9._~:@!$&'()*+,;=/-]|%[0-9A-Fa-f]{2})*";
const vraagteken = teken.replace(':@', ':@?');
const getal = '(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})';
const naam = '(?:[A-Za-z0-9_-]{1,63}\\.)*[A-Za-z_][A-Za-z0-9_-]{0,62}';
const ip6 = '\\[(?:::1|(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4})\\]';
const poort = ':(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5]?[0-9]{1,4})';
const huis = `(?:(?:${getal}\\.){3}${getal}|${naam}|${ip6})(?:${poort})?`;
const webadresPatroon = `^https?://${huis}(?:/${teken})?(?:\\?${vraagteken})?(?:#${vraagteken})?$`;
const webadresVorm = new RegExp(webadresPatroon);

/** Longest address that a body may give (Zaken 1.7.0, `maxLength` of references). */
export const langsteAdres = 1_000;

/** An address of the web (RFC 3986), which is all that the standard refers to. */
export const webadres = (max?: number) =>
  (max === undefined ? z.string() : z.string().max(max))
    .refine((text) => webadresVorm.test(text) && URL.canParse(text), {
      message: 'Dit is geen geldige URL.',
      params: { code: 'bad-url' },
    })
    .meta({ format: 'uri', pattern: webadresPatroon });

/** PostgreSQL and ISO 8601 do not agree on the years before 1, nor on those after 9999. */
const eersteJaar = '0001';

/** A calendar date. */
export const datumSchema = z.iso
  .date({ abort: true })
  .refine((text) => text >= eersteJaar, { message: 'Dit jaar bestaat niet.' });

const isMoment = (text: string): boolean => /^\d{4}-/.test(naarUtc(text)) && naarUtc(text) >= eersteJaar;

/** A moment in UTC; a bare date is its midnight, and a moment without an offset is taken as UTC. */
export function naarUtc(text: string): string {
  const volledig = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text;
  const metZone = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(volledig) ? volledig : `${volledig}Z`;
  return new Date(metZone).toISOString().replace('.000Z', 'Z');
}

/** A moment with an offset, or a bare date as older clients send. */
export const momentSchema = z
  .union([z.iso.datetime({ offset: true, local: true }), z.iso.date()])
  .refine(isMoment, { message: 'Dit moment ligt buiten de jaartelling.' });

const isEmailadres = (text: string): boolean => z.email().safeParse(text).success;

/** An address of mail, or nothing. */
export const emailadres = (max: number) =>
  z.union([
    z
      .string()
      .max(max)
      .refine(isEmailadres, { message: 'Dit is geen e-mailadres.' })
      .meta({ format: 'email' }),
    z.literal(''),
  ]);

/** ISO 8601 duration, such as P6W. */
export const duurSchema = z.iso.duration();

/** Most values of a comma-separated list in an address, which must fit in the headers; `_zoek` takes more. */
export const langsteLijst = 200;

/** Largest number of an integer column. */
export const grootsteGetal = 2_147_483_647;
