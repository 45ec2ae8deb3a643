import { PassThrough, type Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { type Kanaallog, Weigering } from '../../domein/kanaaladapter.ts';

/** The envelope of one message. */
export interface Envelop {
  /** Return path; empty for mail that must not be answered (`<>`). */
  van: string;
  aan: string[];
}

/** What one sender may take of us. Times in milliseconds, sizes in bytes. */
export interface Smtpgrenzen {
  grootte: number;
  verbindingen: number;
  ontvangers: number;
  stilte: number;
  /** From DATA to its last dot. */
  data: number;
  /** Whole connection, apart from a message in hand. */
  verbinding: number;
  /** How long stopping waits for messages in hand. */
  stoppen: number;
}

const standaard: Smtpgrenzen = {
  grootte: 30 * 1024 * 1024,
  verbindingen: 50,
  ontvangers: 50,
  stilte: 30_000,
  data: 300_000,
  verbinding: 900_000,
  stoppen: 10_000,
};

export interface Smtpopties {
  host: string;
  port: number;
  /** Name in the greeting. */
  naam: string;
  log: Kanaallog;
  grenzen?: Partial<Smtpgrenzen>;
  /** Whether we take mail for this address. */
  accepts(adres: string): boolean;
  /**
   * Takes one message; its promise is the answer. The stream fails when the sender breaks off or sends too much.
   * @throws Weigering for what will never do (554); anything else is 451: the sender tries again
   */
  receive(stream: Readable, envelop: Envelop): Promise<void>;
}

export interface Smtpdienst {
  port: number;
  /** Refuses new connections, ends idle ones, lets messages in hand finish. */
  stop(): Promise<void>;
}

class Antwoord extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    // SMTP answers are ASCII.
    super(
      message
        .normalize('NFKD')
        .replace(/[^\x20-\x7e]/g, '')
        .slice(0, 400),
    );
  }
}

/** Listens for mail. 250 is said only after `receive` has resolved. @throws when the port cannot be had */
export async function startSmtp(opties: Smtpopties): Promise<Smtpdienst> {
  const grenzen = { ...standaard, ...opties.grenzen };
  const inHand = new Set<string>();
  const server: SMTPServer = new SMTPServer({
    name: opties.naam,
    banner: 'Schakel',
    disabledCommands: ['AUTH', 'STARTTLS', 'VRFY', 'EXPN', 'XCLIENT', 'XFORWARD', 'WIZ', 'SHELL', 'KILL'],
    hideENHANCEDSTATUSCODES: false,
    disableReverseLookup: true,
    size: grenzen.grootte,
    // Answers 552 by itself, whatever `receive` made of the part that it got.
    rejectOversized: true,
    maxClients: grenzen.verbindingen,
    maxRecipients: grenzen.ontvangers,
    maxCommandLength: 2048,
    socketTimeout: grenzen.stilte,
    closeTimeout: grenzen.stoppen,
    logger: false,
    onConnect(session, done) {
      const end = (): void => {
        if (inHand.has(session.id)) timers.set(session.id, setTimeout(end, grenzen.stilte).unref());
        else hangUp(session, 421, 'Verbinding duurt te lang');
      };
      timers.set(session.id, setTimeout(end, grenzen.verbinding).unref());
      done();
    },
    onClose: (session) => {
      clearTimeout(timers.get(session.id));
      timers.delete(session.id);
    },
    onRcptTo({ address }, _session, done) {
      // RFC 5321 4.5.1: postmaster without a domain is always us.
      if (address.toLowerCase() === 'postmaster' || opties.accepts(address)) return done();
      done(new Antwoord(550, 'Relaying denied: geen adres van deze gemeente'));
    },
    onData(stream, session, done) {
      inHand.add(session.id);
      take(stream, session)
        .then(() => done(null, 'OK: aangenomen'), done)
        .finally(() => {
          inHand.delete(session.id);
          if (stopping) hangUp(session, 421, 'Server stopt');
        });
    },
  });
  const timers = new Map<string, NodeJS.Timeout>();
  let stopping = false;
  const connectionOf = (session: SMTPServerSession) =>
    [...server.connections].find(({ id }) => id === session.id);
  function hangUp(session: SMTPServerSession, code: number, reden: string): void {
    const connection = connectionOf(session);
    connection?.send(code, reden);
    connection?.close();
  }

  async function take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const { mailFrom, rcptTo } = session.envelope;
    const deadline = setTimeout(() => {
      hangUp(session, 421, 'Bericht duurt te lang');
      stream.destroy(new Antwoord(421, 'Bericht duurt te lang'));
    }, grenzen.data);
    const inflow = limit(stream, grenzen.grootte, () => {
      hangUp(session, 552, `Bericht groter dan ${grenzen.grootte} bytes`);
      stream.destroy(new Antwoord(552, 'Bericht te groot'));
    });
    const arrived = finished(stream, { writable: false }).finally(() => clearTimeout(deadline));
    // An answer before the last dot would be read as the answer to the next command: drain first.
    const [taken] = await Promise.allSettled([
      opties
        .receive(inflow, { van: mailFrom ? mailFrom.address : '', aan: rcptTo.map(({ address }) => address) })
        .finally(() => inflow.resume()),
      arrived,
    ]);
    if (taken.status === 'fulfilled') return;
    if (taken.reason instanceof Weigering) throw new Antwoord(554, taken.reason.reden);
    if (!stream.destroyed || stream.readableEnded)
      opties.log.error({ err: taken.reason }, 'mail not accepted; the sender will try again');
    throw new Antwoord(451, 'Tijdelijke storing, probeer later opnieuw');
  }

  server.on('error', (err) =>
    opties.log.warn({ code: (err as { code?: string }).code }, 'SMTP connection failed'),
  );
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(opties.port, opties.host, () => {
      server.server.off('error', reject);
      resolve();
    });
  });
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : opties.port,
    async stop() {
      stopping = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const connection of server.connections) {
        if (!inHand.has(connection.id)) connection.send(421, 'Server stopt, probeer later opnieuw');
      }
      await closed;
    },
  };
}

/** Passes on at most `maximum` bytes and fails after them; the rest is thrown away, and after twice as much the sender is hung up on. */
function limit(stream: Readable, maximum: number, onFlood: () => void): PassThrough {
  const inflow = new PassThrough();
  let size = 0;
  inflow.on('error', () => undefined);
  inflow.on('drain', () => stream.resume());
  inflow.on('close', () => stream.resume());
  stream.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maximum * 2) return onFlood();
    if (size > maximum) return inflow.destroy(new Weigering('', 'te-groot', `Groter dan ${maximum} bytes.`));
    if (!inflow.destroyed && !inflow.write(chunk)) stream.pause();
  });
  stream.on('end', () => inflow.end());
  stream.on('error', (error) => inflow.destroy(error));
  stream.on('close', () => {
    if (!stream.readableEnded) inflow.destroy(new Error('the sender broke off'));
  });
  return inflow;
}
