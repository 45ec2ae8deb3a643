import { createHash } from 'node:crypto';
import type { Bewijs, Kanaalpoort } from '../../domein/kanaaladapter.ts';
import { findKenmerken } from '../../domein/kenmerk.ts';
import { berichtIdOf, type EigenAdres, findMessageIds, messageIdOf, plusOf } from './adres.ts';
import { splitCitaat, withoutQuotedLines } from './citaat.ts';
import type { Mail } from './ontleed.ts';

/** Which conversation a mail belongs to, and what it proves and mentions. */
export interface Draad {
  externId: string;
  conversatie: string;
  bewezen: string[];
  genoemd: string[];
  /** It answers something that we sent, so its quoted history is in our own register. */
  isAntwoord: boolean;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const isForward = (onderwerp: string): boolean =>
  /^\s*(fw|fwd|doorst|doorgestuurd|wg|tr)\s*:/i.test(onderwerp);

/**
 * Senders choose Message-IDs, so none is trusted alone. The same id with another sender, date or content is another
 * bericht. A thread is only continued for the address that began it; somebody else who knows its ids begins a
 * conversation of his own, unless he proves a kenmerk: with a signed address, or with the random id of a mail of ours.
 */
export async function readDraad(
  mail: Mail,
  ontvangers: string[],
  { eigen, bewijs, poort }: { eigen: EigenAdres; bewijs: Bewijs; poort: Kanaalpoort },
): Promise<Draad> {
  const messageId = readMessageId(mail.kopregels.get('message-id'));
  const voorganger = findMessageIds(mail.kopregels.get('in-reply-to'));
  const keten = findMessageIds(mail.kopregels.all('references'));
  const wortel = keten[0] ?? voorganger[0] ?? messageId ?? mail.sha256;
  const afzender = mail.van?.adres.toLowerCase() ?? '';

  const getekend = [...ontvangers, ...mail.aan].slice(0, 100).flatMap((adres) => {
    const token = plusOf(eigen, adres);
    return (token && bewijs.verify(token, 'adres')) || [];
  });
  const onze = [...voorganger, ...keten.reverse()].flatMap((id) => {
    const berichtId = berichtIdOf(eigen, id);
    return berichtId ? messageIdOf(eigen, berichtId) : [];
  });
  // What it answers comes first: the first of `bewezen` is where the engine takes it.
  const direct = onze[0] ? await poort.findKenmerken('email', [onze[0]]) : [];
  const eerder = onze.length > 1 ? await poort.findKenmerken('email', [...new Set(onze)].slice(0, 50)) : [];
  const bewezen = [...new Set([...getekend, ...direct, ...eerder])].slice(0, 20);
  const geschreven = withoutQuotedLines(splitCitaat(mail.tekst.slice(0, 100_000)).nieuw);
  return {
    externId: messageId ? `${messageId} ${mail.inhoudSha256.slice(0, 32)}` : `sha256:${mail.sha256}`,
    conversatie: sha256(`${wortel}\n${afzender}`),
    bewezen,
    genoemd: [...new Set([...findKenmerken(mail.onderwerp), ...findKenmerken(geschreven)])]
      .filter((kenmerk) => !bewezen.includes(kenmerk))
      .slice(0, 20),
    isAntwoord: bewezen.length > 0 && !isForward(mail.onderwerp),
  };
}

/** A Message-ID as the register can hold it; some senders leave out the brackets. */
function readMessageId(header: string): string | undefined {
  const [id] = findMessageIds(header.includes('<') ? header : `<${header.trim()}>`);
  return id && /^[\x21-\x7e]+$/.test(id) ? id : undefined;
}
