import nodemailer from 'nodemailer';
import type { UitgaandBericht, Verzendresultaat } from '../../domein/bericht.ts';
import type { Verzend, Verzendomgeving } from '../../domein/kanaaladapter.ts';
import { type EigenAdres, findMessageIds, messageIdOf, parseEigenAdres } from './adres.ts';
import { formatBericht } from './opmaak.ts';

/** Answers in Outlook and Exchange that nobody wants on mail from a machine; reports of failure stay welcome. */
const onderdruk = 'DR, RN, NRN, OOF, AutoReply';

/** Sends mail through the server at `instellingen.smtpUrl`, over connections that are kept. */
export const verzend: Verzend = {
  kanaal: 'email',
  create(omgeving) {
    const eigen = parseEigenAdres(omgeving.instellingen.gemeenteMail);
    const transport = nodemailer.createTransport({
      url: omgeving.instellingen.smtpUrl,
      pool: true,
      maxConnections: 5,
      maxMessages: 100,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 60_000,
      // A message never reads a file or an address of ours.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return {
      async send(bericht) {
        if (!isOneAdres(bericht.adres)) return { status: 'geweigerd', reden: '5.1.3' };
        try {
          await transport.sendMail(buildMail(bericht, bericht.adres, eigen, omgeving));
          return { status: 'verzonden', externId: messageIdOf(eigen, bericht.id) };
        } catch (error) {
          return refusalOf(error);
        }
      },
      async close() {
        transport.close();
      },
    };
  },
};

function buildMail(
  bericht: UitgaandBericht,
  aan: string,
  eigen: EigenAdres,
  { bewijs, instellingen }: Verzendomgeving,
) {
  const { lokaal, domein } = eigen;
  const link = `${instellingen.url}/verzoek?t=${bewijs.sign(bericht.kenmerk, 'link')}`;
  const { onderwerp, tekst, html } = formatBericht(bericht, instellingen, link);
  // The extern id of an inbound mail is its Message-ID with something behind it.
  const eerder = (bericht.voorgangers ?? []).flatMap((id) => findMessageIds(id).slice(0, 1));
  const keten = eerder.length > 20 ? [eerder[0]!, ...eerder.slice(-19)] : eerder;
  return {
    envelope: { from: instellingen.gemeenteMail, to: [aan] },
    // As objects: a name with a comma or a bracket in it is never read as another address.
    from: { name: instellingen.gemeenteNaam, address: instellingen.gemeenteMail },
    to: { name: '', address: aan },
    replyTo: {
      name: instellingen.gemeenteNaam,
      address: `${lokaal}+${bewijs.sign(bericht.kenmerk, 'adres')}@${domein}`,
    },
    messageId: messageIdOf(eigen, bericht.id),
    date: new Date(bericht.aangemaaktOp),
    subject: onderwerp,
    text: tekst,
    html,
    ...(keten.length > 0 ? { inReplyTo: keten.at(-1)!, references: keten } : {}),
    headers: {
      'X-Schakel-Bericht': bericht.id,
      ...(bericht.automatisch
        ? {
            'Auto-Submitted': keten.length > 0 ? 'auto-replied' : 'auto-generated',
            'X-Auto-Response-Suppress': onderdruk,
          }
        : {}),
    },
    // RFC 3461, where the server knows it: reports name the bericht and send no content back.
    dsn: { id: bericht.id, return: 'headers' as const, notify: ['failure' as const], recipient: aan },
  };
}

/**
 * A 5xx on the recipient or on the message is for ever. On connecting, signing in or the sender it is our own
 * settings that are wrong, which a later attempt may find repaired.
 * @throws Error with codes only, for what may go better later: the words of a mail server name people
 */
function refusalOf(error: unknown): Verzendresultaat {
  const { code, responseCode, command, response } = error as {
    code?: string;
    responseCode?: number;
    command?: string;
    response?: string;
  };
  const enhanced = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(response ?? '')?.[0];
  if (responseCode !== undefined && responseCode >= 500 && ['RCPT TO', 'DATA'].includes(command ?? '')) {
    return { status: 'geweigerd', reden: enhanced ?? String(responseCode) };
  }
  const codes = [code, responseCode, enhanced].filter(Boolean).join(' ');
  throw Object.assign(new Error(`the mail server did not take the message: ${codes}`), {
    code,
    responseCode,
  });
}

/** One plain address: nothing that a header or an envelope could read as more. */
function isOneAdres(adres: string | undefined): adres is string {
  return (
    adres !== undefined &&
    adres.length <= 254 &&
    /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/.test(adres) &&
    !/\p{C}/u.test(adres)
  );
}
