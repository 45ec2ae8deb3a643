import type { Aanleiding } from './aanleiding.ts';
import type { Bezorgstand } from './bezorging.ts';
import type { Kanaal } from './kanaal.ts';

/**
 * The contract between those who start and signal workflows and the workflows themselves:
 * ids, names and arguments stand here once. Arguments are plain JSON and hold references, never contents.
 */

/** Task queue of all workflows and their activities, unless the settings name another. */
export const taskQueue = 'processen';

export const workflowIds = {
  /** A verzoek that is opened again gets a run of its own, so that a late start signal can never revive a closed one. */
  verzoek: (kenmerk: string, ronde: number): string =>
    ronde === 1 ? `verzoek:${kenmerk}` : `verzoek:${kenmerk}:${ronde}`,
  interactie: (kenmerk: string): string => `interactie:${kenmerk}`,
  bericht: (berichtId: string): string => `bericht:${berichtId}`,
  antwoord: (berichtId: string): string => `antwoord:${berichtId}`,
  archieflijst: ({ lijst, soort }: ArchieflijstStart): string => `${archiefworkflows[soort]}:${lijst}`,
  abonnement: (uuid: string): string => `abonnement:${uuid}`,
};

/** Deliveries of notifications wait for others: on a task queue of their own they never hold up a verzoek. */
export const notificatieQueue = (queue: string): string => `${queue}-notificaties`;

export const signalNames = {
  bericht: 'bericht',
  aanleiding: 'aanleiding',
  /** To an abonnement: there is something to deliver, or it changed or is gone. */
  werk: 'werk',
  /** To an abonnement, by an operator: send again what was laid aside. */
  opnieuw: 'opnieuw',
} as const;

/** A message has come in, or something happened in its conversation. */
export interface BerichtSignaal {
  berichtId: string;
  /** Id of the interactie; with volgnummer it makes the message recognisable when it is signalled twice. */
  stroom: string;
  volgnummer: number;
  kanaal: Kanaal;
  soort: 'bericht' | 'intrekken' | 'kanaalwissel' | 'sessie';
  /** Button or session event: a code of ours, never free text. */
  keuze?: string;
  /** Sent by a machine: never answered. */
  automatisch: boolean;
}

export interface VerzoekStart {
  kenmerk: string;
  ronde: number;
  product: string;
  kanaal: Kanaal;
  /** The message that opened it; its acknowledgement is that of the verzoek. */
  berichtId: string;
  /** Set by continue-as-new only. */
  toestand?: unknown;
}

export interface InteractieStart {
  kenmerk: string;
  interactieId: string;
  kanaal: Kanaal;
  toestand?: unknown;
}

export interface BerichtStart {
  berichtId: string;
  /** Milliseconds since the epoch after which the next kanaal is tried. */
  tot: number;
}

/** An answer whose verzoek or conversation is over: nobody else would send it any more. */
export interface AntwoordStart {
  kenmerk: string;
  berichtId: string;
}

/** A list of zaken that somebody decides about. */
export interface ArchieflijstStart {
  lijst: string;
  soort: 'vernietigen' | 'overdragen';
}

/** Workflow type of a list. */
export const archiefworkflows = { vernietigen: 'vernietiging', overdragen: 'overdracht' } as const;

/** One abonnement of the Notificaties API, for as long as it exists. */
export interface AbonnementStart {
  abonnement: string;
  /** Set by continue-as-new only. */
  stand?: Bezorgstand;
  /** Asked for and not done yet: ids of afleveringen, or everything. */
  opnieuw?: (number | 'alles')[];
}

export type { Aanleiding };
