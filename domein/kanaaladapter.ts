import type { IncomingMessage, Server } from 'node:http';
import type { Readable } from 'node:stream';
import type { Router } from 'express';
import type {
  BijlageRef,
  InkomendBericht,
  Keuze,
  Ontvangstbewijs,
  SessieGebeurtenis,
  UitgaandBericht,
  Verzendresultaat,
} from './bericht.ts';
import type { Kanaal } from './kanaal.ts';
import type { AnyProces } from './proces.ts';

/**
 * What a channel folder offers and what it may use. A folder `kanalen/<name>/` holds `ontvang.ts` (exports `ontvang`)
 * and/or `verzend.ts` (exports `verzend`); both are found by their place, nothing registers them.
 */

/** One message of a conversation as a live medium shows it. */
export interface Gespreksregel {
  berichtId: string;
  /** Rises by one or more per conversation: resume asks for all after the last one seen. */
  volgnummer: number;
  richting: 'in' | 'uit';
  externId?: string;
  kenmerk: string;
  tekst: string;
  keuzes?: Keuze[];
  /** Files that came with it: names only. */
  bijlagen: string[];
  van: 'klant' | 'systeem' | 'medewerker';
  op: string;
}

/** The door to the engine: accept, and hand back what the medium reports. All idempotent. */
export interface Kanaalpoort {
  /** Stores a message for good. After it resolves the medium may confirm. @throws Weigering for bad input */
  acceptBericht(bericht: InkomendBericht): Promise<Ontvangstbewijs>;
  /** Stores an event of a live medium. */
  acceptGebeurtenis(gebeurtenis: SessieGebeurtenis): Promise<Ontvangstbewijs>;
  /** Proof of delivery, or of its failure, for an outbound bericht of this kanaal. @returns false when there is no such bericht */
  reportAflevering(
    kanaal: Kanaal,
    berichtId: string,
    status: 'afgeleverd' | 'mislukt',
    bewijs: Record<string, unknown>,
  ): Promise<boolean>;
  /** The lines of a conversation after a volgnummer, oldest first, in- and outbound, of all kanalen of its interactie when `heel`. */
  readGesprek(kanaal: Kanaal, conversatie: string, na: number): Promise<Gespreksregel[]>;
  /** Calls back (without content) whenever the conversation has something new. @returns stop */
  watchGesprek(kanaal: Kanaal, conversatie: string, onChange: () => void): () => void;
  /** The kenmerken that belong to our own outbound messages with these medium ids (mail: In-Reply-To, References). */
  findKenmerken(kanaal: Kanaal, externIds: string[]): Promise<string[]>;
}

/** Bad input at the door: nothing was stored. */
export class Weigering extends Error {
  override name = 'Weigering';
  /** @param veld dotted name of the field; empty for the message as a whole. @param reden what is wrong, for people */
  constructor(
    readonly veld: string,
    readonly code: string,
    readonly reden: string,
  ) {
    super(`${veld}: ${code}`);
  }
}

/** Content-addressed files. */
export interface Documentopslag {
  /**
   * Streams a file in; the type is read from its content, and the name is made harmless.
   * @param maximum bytes; @throws Weigering `te-groot`, or `inhoud-past-niet-bij-naam` for content that contradicts the name
   */
  store(stream: Readable, file: { naam: string; mediatype?: string }, maximum: number): Promise<BijlageRef>;
  /** @throws Error when absent */
  open(sha256: string): Promise<Readable>;
}

/** Signed references to a verzoek or interactie: good to continue with, for one purpose. */
export interface Bewijs {
  /** @param doel `adres` for the plus part of a mail address, `link` for a link to the klant's own page or chat */
  sign(kenmerk: string, doel: 'adres' | 'link'): string;
  /** The kenmerk, or undefined when forged or made for another purpose. */
  verify(token: string, doel: 'adres' | 'link'): string | undefined;
}

/** Settings that a channel may need. */
export interface Kanaalinstellingen {
  gemeenteNaam: string;
  gemeenteMail: string;
  /** Public address without a slash at the end. */
  url: string;
  smtpPort: number;
  smtpUrl: string;
  host: string;
}

export interface Kanaallog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Ontvangomgeving {
  poort: Kanaalpoort;
  documenten: Documentopslag;
  bewijs: Bewijs;
  instellingen: Kanaalinstellingen;
  processen: ReadonlyMap<string, AnyProces>;
  /** Mounted at `/`; a channel adds its own paths. */
  router: Router;
  /** For WebSocket upgrades: return true when the path was yours. */
  onUpgrade(
    handler: (request: IncomingMessage, socket: import('node:stream').Duplex, head: Buffer) => boolean,
  ): void;
  server: Server;
  log: Kanaallog;
}

export interface Ontvanger {
  /** Stops taking new work, lets work in hand finish. */
  stop(): Promise<void>;
}

export type Ontvang = (omgeving: Ontvangomgeving) => Promise<Ontvanger>;

export interface Verzendomgeving {
  bewijs: Bewijs;
  instellingen: Kanaalinstellingen;
  log: Kanaallog;
}

/** Hands one message to the medium. Throws for what may go better later; `geweigerd` is for ever. */
export type Verzender = (bericht: UitgaandBericht) => Promise<Verzendresultaat>;

/** Builds the sender of a kanaal. */
export interface Verzend {
  kanaal: Kanaal;
  create(omgeving: Verzendomgeving): { send: Verzender; close(): Promise<void> };
}
