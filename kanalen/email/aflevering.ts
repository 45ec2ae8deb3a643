import { berichtIdOf, type EigenAdres, findMessageIds } from './adres.ts';
import { isBezorgrapport, isVanMailsysteem } from './automatisch.ts';
import type { Mail } from './ontleed.ts';

/** What a report says of one of our messages. `onderweg`: not yet decided, nothing to tell. */
export interface Afleverbericht {
  berichtId: string;
  status: 'afgeleverd' | 'mislukt' | 'onderweg';
  /** Enhanced status code (RFC 3463), such as 5.1.1; codes only, the text beside it can name a person. */
  code?: string;
}

const mislukt =
  /undeliver|deliver\w* (status|fail|has failed|incomplete)|mail delivery failed|failure notice|returned (mail|to sender)|delivery failure|onbestelbaar|niet (bezorgd|afgeleverd|bestelbaar)|bezorging .*mislukt|unzustellbar|non remis|zustell\w* fehlgeschlagen/i;
const vertraagd =
  /delay|warning|still being retried|will (keep|continue|be retried)|vertraag|nog niet bezorgd|verzögert/i;

/**
 * Reads a delivery report about our own mail: RFC 3464, or the free texts of older mail systems.
 * @returns undefined when it is no such report, or names no message of ours: then it is a bericht like others
 */
export function readAflevering(
  mail: Mail,
  returnPath: string,
  eigen: EigenAdres,
): Afleverbericht | undefined {
  const status = mail.ingesloten.find(({ mediatype }) => mediatype === 'message/delivery-status');
  if (isBezorgrapport(mail.kopregels) && status) {
    const fields = readVelden(status.tekst);
    const berichtId = originalOf(mail, eigen, fields('original-envelope-id'));
    return berichtId ? { berichtId, ...verdictOf(fields('action'), fields('status')) } : undefined;
  }
  if (!isVanMailsysteem(mail, returnPath) && !(returnPath === '' && mislukt.test(mail.onderwerp)))
    return undefined;
  const berichtId = originalOf(mail, eigen);
  if (!berichtId) return undefined;
  const code = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(mail.tekst)?.[0];
  const late = vertraagd.test(mail.onderwerp) || (!mislukt.test(mail.onderwerp) && code?.startsWith('4'));
  return { berichtId, status: late ? 'onderweg' : 'mislukt', ...(code ? { code } : {}) };
}

/** One worst verdict: we write to one recipient at a time, relays in between may report more groups. */
function verdictOf(actions: string[], statuses: string[]): Omit<Afleverbericht, 'berichtId'> {
  const acts = actions.map((action) => action.toLowerCase());
  const index = Math.max(acts.indexOf('failed'), 0);
  const code = /^[245]\.\d{1,3}\.\d{1,3}/.exec(statuses[index] ?? '')?.[0];
  const status = acts.includes('failed')
    ? 'mislukt'
    : acts.includes('delayed') || !acts.includes('delivered')
      ? 'onderweg'
      : 'afgeleverd';
  return { status, ...(code ? { code } : {}) };
}

function readVelden(text: string): (name: string) => string[] {
  const lines = text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  return (name) =>
    lines
      .filter((line) => line.toLowerCase().startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trim());
}

/** Which message of ours came back: from the envelope id, the returned headers, the references, or the text. */
function originalOf(mail: Mail, eigen: EigenAdres, envelopeIds: string[] = []): string | undefined {
  const { kopregels } = mail;
  const sources = [
    ...envelopeIds.map((id) => `<${id}@${eigen.domein}>`),
    ...mail.ingesloten.map(
      ({ tekst }) => /^message-id:\s*(<[^>]*>)/im.exec(tekst.replace(/\r?\n[ \t]+/g, ' '))?.[1] ?? '',
    ),
    kopregels.get('in-reply-to'),
    kopregels.get('references'),
    kopregels.get('x-failed-message-id'),
    mail.tekst,
  ];
  for (const id of sources.flatMap(findMessageIds)) {
    const berichtId = berichtIdOf(eigen, id);
    if (berichtId) return berichtId;
  }
  return undefined;
}
