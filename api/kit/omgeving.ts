import type { Request } from 'express';
import type { Logger } from '../../platform/logging.ts';
import type { ExternAntwoord } from '../../registers/kader/regel.ts';
import type { Leeslog } from '../../registers/verwerkingen/lezingen.ts';
import type { Aanroeper, Clientbron } from './aanroeper.ts';
import type { Externen } from './extern.ts';
import type { Kaart } from './kaart.ts';
import type { Opslag } from './opslag.ts';

/** What all resources share. */
export interface Omgeving {
  kaart: Kaart;
  opslag: Opslag;
  externen: Externen;
  clients: Clientbron;
  /** Absent where a municipality logs reads elsewhere. */
  leeslog: Leeslog | undefined;
  nu: () => Date;
  log: Logger;
  /** Up to how many rows `count` is exact, where that is not the usual number. */
  telTot?: number;
  /** Our own public addresses; the first is used when a request came over one that is not ours. */
  basissen: readonly string[];
  /** Development: loopback under any port is ours too. */
  loopbackIsEigen: boolean;
}

/** What is known of one request. */
export interface Oproep {
  basis: string;
  basissen: readonly string[];
  aanroeper: Aanroeper;
  /** `X-Audit-Toelichting` */
  toelichting: string;
  /** What lines of the read log refer to: the caller's own log record (`X-NLX-Logrecord-ID`), else this request. */
  aanleiding: string;
  nu: Date;
  /** The day of which relations are asked, when it is not today. */
  peildatum?: string;
  /** What rules want the client to know of a change that succeeds. */
  waarschuwingen: string[];
}

const loopback = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** True for an origin on this machine. */
export const isLoopback = (origin: string): boolean => loopback.test(origin);

/**
 * Start of the addresses in the answer: where the client found us, if that is one of our own names. A gateway on this
 * machine tells by which it was asked (`X-Forwarded-Host`, `-Proto`); what others tell is not believed.
 */
export function basisVan(omgeving: Omgeving, req: Request): string {
  const gevraagd = `${req.protocol}://${req.host ?? ''}`;
  // A gateway that asks by our own port does not tell where it was asked.
  const doorGateway = req.ips.length > 0 && req.get('host')?.endsWith(`:${req.socket.localPort}`);
  const opLoopback = omgeving.loopbackIsEigen && loopback.test(gevraagd) && !doorGateway;
  const eigen = omgeving.basissen.includes(gevraagd) || opLoopback;
  return eigen ? gevraagd : (omgeving.basissen[0] ?? gevraagd);
}

/** Answers of foreign addresses by address. */
export type Antwoorden = Map<string, ExternAntwoord>;
