import type { Zaakwerk } from '../../activities/contract.ts';
import type { BerichtSignaal, VerzoekStart } from '../../domein/opdracht.ts';

/** Outcome of one step of an act; absent while it runs. */
export interface Stap {
  waarde?: unknown;
}

/**
 * Everything that a verzoek carries through continue-as-new, as plain JSON.
 * What stands here decides; what a process file holds in variables is made again by running it from its top.
 */
export interface Toestand {
  /** Steering part of the answers of the klant. */
  gegevens: Record<string, unknown>;
  stappen: Record<string, Stap>;
  /** Absolute deadlines of acts that wait, milliseconds since the epoch. */
  uiterlijk: Record<string, number>;
  /** Version decisions made so far. */
  wijzigingen: Record<string, boolean>;
  /** Questions that wait for the klant, oldest first, and the messages that answered them. */
  vragen: string[];
  antwoorden: Record<string, string>;
  /** Tasks that a medewerker finished. */
  afgerondeTaken: string[];
  gebeurtenissen: Record<string, string>;
  /** The last volgnummers heard per stroom, and the ids of the last aanleidingen: a repeated signal is recognised. */
  gehoorde: Record<string, number[]>;
  aanleidingen: string[];
  /** Messages and answers still to be dealt with by the engine itself, in order. */
  teDoen: Werk[];
  /** When later messages were acknowledged, milliseconds since the epoch: the last hour only. */
  bevestigd: number[];
  ingetrokken: boolean;
  afgerond: boolean;
  fase: string;
  wachtOp?: string;
  /** A zaak was asked for, and its end was not. */
  zaakOpen: boolean;
  /** Work on the zaak still to be done, in order. */
  zaakwerk: Zaakwerk[];
}

export type Werk =
  | { soort: 'bericht'; bericht: BerichtSignaal; verwacht: boolean }
  | { soort: 'antwoord'; berichtId: string };

export function newToestand(): Toestand {
  return {
    gegevens: {},
    stappen: {},
    uiterlijk: {},
    wijzigingen: {},
    vragen: [],
    antwoorden: {},
    afgerondeTaken: [],
    gebeurtenissen: {},
    gehoorde: {},
    aanleidingen: [],
    teDoen: [],
    bevestigd: [],
    ingetrokken: false,
    afgerond: false,
    fase: 'ontvangen',
    zaakOpen: false,
    zaakwerk: [],
  };
}

export function toestandOf(start: VerzoekStart): Toestand {
  // What a newer version added is not in the state that an older one left.
  return { ...newToestand(), ...(start.toestand as Partial<Toestand> | undefined) };
}
