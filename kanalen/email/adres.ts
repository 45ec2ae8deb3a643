import { domainToUnicode } from 'node:url';

/** Our own addresses and ids in mail: one place that knows their spelling, for both directions. */
export interface EigenAdres {
  /** Part before the @ of the general address. */
  lokaal: string;
  /** Lower case, unicode. */
  domein: string;
}

const normalDomain = (domein: string): string =>
  domainToUnicode(domein.toLowerCase()) || domein.toLowerCase();

/** @throws RangeError when the local part leaves no room for a signed plus part (64 octets, RFC 5321) */
export function parseEigenAdres(gemeenteMail: string): EigenAdres {
  const at = gemeenteMail.lastIndexOf('@');
  const lokaal = gemeenteMail.slice(0, at);
  if (at < 1 || lokaal.length > 33)
    throw new RangeError('GEMEENTE_MAIL: at most 33 characters before the @.');
  return { lokaal, domein: normalDomain(gemeenteMail.slice(at + 1)) };
}

/** True for any address in our domain. */
export function isInDomein(eigen: EigenAdres, adres: string): boolean {
  return normalDomain(adres.slice(adres.lastIndexOf('@') + 1)) === eigen.domein;
}

/** True for the general address, with or without a plus part. */
export function isEigenAdres(eigen: EigenAdres, adres: string): boolean {
  const lokaal = adres.slice(0, adres.lastIndexOf('@')).toLowerCase();
  return isInDomein(eigen, adres) && lokaal.split('+')[0] === eigen.lokaal.toLowerCase();
}

/** The plus part of one of our addresses: a signed reference, or what somebody made up. */
export function plusOf(eigen: EigenAdres, adres: string): string | undefined {
  if (!isEigenAdres(eigen, adres)) return undefined;
  return adres.slice(0, adres.lastIndexOf('@')).split('+')[1];
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Message-ID of an outbound bericht: the same at every attempt. */
export function messageIdOf(eigen: EigenAdres, berichtId: string): string {
  return `<${berichtId.toLowerCase()}@${eigen.domein}>`;
}

/** The bericht that a Message-ID would be, when it is one of ours. */
export function berichtIdOf(eigen: EigenAdres, messageId: string): string | undefined {
  const match = new RegExp(`^<(${uuid})@([^<>@]+)>$`, 'i').exec(messageId);
  return match && normalDomain(match[2]!) === eigen.domein ? match[1]!.toLowerCase() : undefined;
}

/** All Message-IDs in a header or a text, in their order. Anything that is no id is skipped. */
export function findMessageIds(text: string): string[] {
  return [...text.slice(0, 200_000).matchAll(/<[^<>\s"]{1,250}@[^<>\s"]{1,250}>/g)].map(([id]) => id);
}
