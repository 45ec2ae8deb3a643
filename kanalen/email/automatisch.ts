import { berichtIdOf, type EigenAdres, findMessageIds, isEigenAdres } from './adres.ts';
import type { Kopregels } from './kopregels.ts';
import type { Mail } from './ontleed.ts';

const noreply =
  /^(no-?_?reply|do-?_?not-?_?reply|niet-?_?(antwoorden|beantwoorden|reageren)|geen-?_?antwoord|mailer-daemon|postmaster|bounces?|listserv|majordomo)([-+._=].*)?@/i;
const systeem = /^(mailer-daemon|postmaster|maildaemon|mail-daemon)@/i;
/** Responders without a header to know them by: their fixed subjects, before the subject they answer. */
const vakantie =
  /^(automatisch antwoord|automatisch bericht|automatische beantwoording|afwezigheidsbericht|afwezig|automatic reply|auto[- ]?reply|out of (the )?office|autom?atische antwort|abwesenheitsnotiz|réponse automatique)\s*[:[(-]/i;

/** A report on delivery as RFC 3464 has it. */
export function isBezorgrapport(kopregels: Kopregels): boolean {
  const type = kopregels.get('content-type');
  return /^multipart\/report/i.test(type) && /report-type\s*=\s*"?delivery-status/i.test(type);
}

/** From the mail system itself, not from a person behind it. */
export function isVanMailsysteem(mail: Mail, returnPath: string): boolean {
  return systeem.test(mail.van?.adres ?? '') || systeem.test(returnPath) || (returnPath === '' && !mail.van);
}

/**
 * True for what a machine sent: RFC 3834, lists, reports, and what is common without a standard.
 * Such mail is kept and never answered.
 */
export function isAutomatisch(mail: Mail, returnPath: string, eigen: EigenAdres): boolean {
  const { kopregels } = mail;
  const submitted = kopregels.get('auto-submitted').toLowerCase();
  return (
    returnPath === '' ||
    (submitted !== '' && !/^no\b/.test(submitted)) ||
    /\b(bulk|junk|list|auto_?reply)\b/i.test(kopregels.all('precedence')) ||
    // Outlook may ask people's mail for no receipts; only these two mean a machine.
    /\b(oof|autoreply|all)\b/i.test(kopregels.all('x-auto-response-suppress')) ||
    [
      'list-id',
      'list-unsubscribe',
      'x-autoreply',
      'x-autorespond',
      'x-autoresponse',
      'x-auto-reply',
      'x-schakel-bericht',
      'feedback-id',
    ].some((name) => kopregels.has(name)) ||
    /^multipart\/report/i.test(kopregels.get('content-type')) ||
    [mail.van?.adres ?? '', returnPath].some((adres) => noreply.test(adres) || isEigenAdres(eigen, adres)) ||
    findMessageIds(kopregels.get('message-id')).some((id) => berichtIdOf(eigen, id) !== undefined) ||
    vakantie.test(mail.onderwerp)
  );
}

/**
 * The id of our own bericht when this mail is nothing but that, come back (a forwarding loop): our mark and our From.
 * One of the two alone can be somebody's own mail, or a colleague's at the general address: kept, as automatisch.
 */
export function ownBerichtIn(mail: Mail, eigen: EigenAdres): string | undefined {
  const mark = mail.kopregels.get('x-schakel-bericht').toLowerCase();
  return mail.van && isEigenAdres(eigen, mail.van.adres) && /^[0-9a-f-]{36}$/.test(mark) ? mark : undefined;
}
