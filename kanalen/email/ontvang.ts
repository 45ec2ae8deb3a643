import { Readable } from 'node:stream';
import { type BijlageRef, type InkomendBericht, inkomendBerichtSchema } from '../../domein/bericht.ts';
import { type Ontvang, type Ontvangomgeving, Weigering } from '../../domein/kanaaladapter.ts';
import { type EigenAdres, isInDomein, parseEigenAdres } from './adres.ts';
import { readAflevering } from './aflevering.ts';
import { isAutomatisch, ownBerichtIn } from './automatisch.ts';
import { splitCitaat } from './citaat.ts';
import { type Draad, readDraad } from './draad.ts';
import { type Mail, parseMail } from './ontleed.ts';
import { type Envelop, type Smtpgrenzen, startSmtp } from './smtp.ts';
import { cutTekst, tidyTekst } from './tekst.ts';

const maximumTekst = 100_000;
/** Longest time for reading and storing one mail after its last byte; then the sender tries again. */
const maximumVerwerking = 120_000;

type Omgeving = Pick<Ontvangomgeving, 'poort' | 'documenten' | 'bewijs' | 'instellingen' | 'log'>;

/**
 * Takes mail for the domain of the municipality over SMTP and turns each into one InkomendBericht.
 * Listens on `instellingen.smtpPort` (0: any free port, in the result).
 */
export const ontvang = (async (omgeving: Ontvangomgeving) => startMail(omgeving)) satisfies Ontvang;

/** As `ontvang`, with other limits (tests). @returns the port and how to stop */
export async function startMail(
  omgeving: Omgeving,
  grenzen: Partial<Smtpgrenzen> = {},
): Promise<{ port: number; stop(): Promise<void> }> {
  const { instellingen, log } = omgeving;
  const eigen = parseEigenAdres(instellingen.gemeenteMail);
  const dienst = await startSmtp({
    host: instellingen.host,
    port: instellingen.smtpPort,
    naam: eigen.domein,
    log,
    grenzen,
    accepts: (adres) => isInDomein(eigen, adres),
    receive: (stream, envelop) => receiveMail(omgeving, eigen, stream, envelop),
  });
  log.info({ port: dienst.port }, 'SMTP listening');
  return dienst;
}

/** Reads one mail and hands it to the engine. Resolves when it can no longer be lost. @throws Weigering or what may pass */
async function receiveMail(
  omgeving: Omgeving,
  eigen: EigenAdres,
  stream: Readable,
  envelop: Envelop,
): Promise<void> {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  stream.once('end', () => {
    timer = setTimeout(() => late.abort(new Error('reading a mail took too long')), maximumVerwerking);
  });
  const tooLate = new Promise<never>((_, reject) =>
    late.signal.addEventListener('abort', () => reject(late.signal.reason)),
  );
  try {
    await Promise.race([translate(omgeving, eigen, stream, envelop), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

async function translate(
  omgeving: Omgeving,
  eigen: EigenAdres,
  stream: Readable,
  envelop: Envelop,
): Promise<void> {
  const { poort, documenten, log } = omgeving;
  const mail = await parseMail(stream, documenten);

  const terug = ownBerichtIn(mail, eigen);
  if (terug) return log.warn({ berichtId: terug }, 'own mail came back; a forwarding loop, dropped');

  const aflevering = readAflevering(mail, envelop.van, eigen);
  if (aflevering) {
    const { berichtId, status, code } = aflevering;
    if (status === 'onderweg') return log.info({ berichtId, status: code }, 'delivery is delayed');
    if (await poort.reportAflevering('email', berichtId, status, code ? { status: code } : {})) return;
  }

  const draad = await readDraad(mail, envelop.aan, { eigen, bewijs: omgeving.bewijs, poort });
  const bericht = inkomendBerichtSchema.safeParse(
    await buildBericht(mail, draad, omgeving, isAutomatisch(mail, envelop.van, eigen)),
  );
  if (!bericht.success) {
    const [issue] = bericht.error.issues;
    throw new Weigering(issue!.path.join('.'), issue!.code, 'Deze mail kunnen wij niet lezen.');
  }
  await poort.acceptBericht(bericht.data);
}

async function buildBericht(
  mail: Mail,
  draad: Draad,
  omgeving: Omgeving,
  automatisch: boolean,
): Promise<Partial<InkomendBericht>> {
  const { tekst, bijlagen } = await fitTekst(mail, draad, omgeving);
  const naam = cutTekst(tidyTekst(mail.van?.naam ?? '').replace(/\s+/g, ' '), 200);
  const adres = mail.van?.adres ?? '';
  return {
    kanaal: 'email',
    externId: draad.externId,
    conversatie: draad.conversatie,
    afzender: {
      ...(naam && naam !== adres ? { naam } : {}),
      adressen: isMailadres(adres) ? [{ soort: 'email', waarde: adres }] : [],
    },
    inhoud: tekst ? { tekst } : {},
    ...(mail.onderwerp ? { onderwerp: cutTekst(mail.onderwerp, 998) } : {}),
    bewezen: draad.bewezen,
    genoemd: draad.genoemd,
    bijlagen,
    automatisch,
    ontvangenOp: new Date().toISOString(),
  };
}

/** The text for the timeline: without a history that we have ourselves, with a note for each file that was not taken. */
async function fitTekst(
  mail: Mail,
  draad: Draad,
  { documenten }: Omgeving,
): Promise<{ tekst: string; bijlagen: BijlageRef[] }> {
  const notes = mail.geweigerd.map(
    ({ naam, reden }) => `[bijlage geweigerd: ${cutTekst(tidyTekst(naam), 255)} – ${reden}]`,
  );
  const nieuw = draad.isAntwoord ? splitCitaat(mail.tekst).nieuw : mail.tekst;
  const join = (text: string): string => [text, notes.join('\n')].filter(Boolean).join('\n\n');
  if (join(nieuw).length <= maximumTekst) return { tekst: join(nieuw), bijlagen: mail.bijlagen };
  const geheel = await documenten.store(
    Readable.from([Buffer.from(nieuw)]),
    { naam: 'hele-tekst.txt', mediatype: 'text/plain' },
    64 * 1024 * 1024,
  );
  notes.push('[de hele tekst staat in de bijlage hele-tekst.txt]');
  return {
    tekst: join(cutTekst(nieuw, maximumTekst - join('').length - 2)).slice(0, maximumTekst),
    bijlagen: [...mail.bijlagen, geheel],
  };
}

function isMailadres(adres: string): boolean {
  return adres.length <= 254 && /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(adres) && !/\p{C}/u.test(adres);
}
