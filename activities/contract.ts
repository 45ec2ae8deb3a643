import type { Beurtuitslag } from '../domein/bezorging.ts';
import type { Kanaal } from '../domein/kanaal.ts';
import type { ArchieflijstStart } from '../domein/opdracht.ts';

/**
 * What workflows ask of the world. All activities may run again with the same arguments: `sleutel` makes the effect single.
 * Arguments and results hold references and codes, no personal data.
 */

export interface IntakeOpdracht {
  kenmerk: string;
  ronde: number;
  berichtId: string;
}

/** `gegevens`: the steering part only. `klaar`: this round was closed before, so a late start has nothing to do. */
export interface IntakeResultaat {
  klaar: boolean;
  gegevens: Record<string, unknown>;
}

export interface Verzendopdracht {
  /** Kenmerk of the verzoek or interactie. */
  kenmerk: string;
  /** Once per sleutel: a repeated run sends the very same message, under the same id. */
  sleutel: string;
  sjabloon: string;
  soort: 'ontvangstbevestiging' | 'vraag' | 'herinnering' | 'informatie' | 'afronding' | 'dialoog';
  /** Values for the template: codes and moments (milliseconds), never personal data. */
  waarden?: Record<string, string | number>;
  /** Sent only in this conversation (dialogue lines); otherwise kanaalselectie picks. */
  alleen?: Kanaal;
}

export interface Verzenduitkomst {
  status: 'verzonden' | 'onderweg' | 'geen-kanaal';
  kanaal?: Kanaal;
  berichtId?: string;
}

export interface Taakopdracht {
  kenmerk: string;
  sleutel: string;
  soort: 'taak' | 'bericht' | 'gesprek';
  naam: string;
  vaardigheid: string;
  prioriteit: number;
  /** Milliseconds since the epoch. */
  uiterlijk: number;
}

export interface Faseopdracht {
  kenmerk: string;
  fase: string;
  wachtOp?: string;
  uiterlijk?: number;
}

/** Short idempotent writes of our own registers: run as local activities. */
export interface Registeractiviteiten {
  registerIntake(opdracht: IntakeOpdracht): Promise<IntakeResultaat>;
  openTaak(opdracht: Taakopdracht): Promise<void>;
  readTaakuitkomst(opdracht: {
    kenmerk: string;
    product: string;
    sleutel: string;
    naam: string;
  }): Promise<Record<string, unknown>>;
  setFase(opdracht: Faseopdracht): Promise<void>;
  recordGebeurtenis(opdracht: {
    kenmerk: string;
    sleutel: string;
    soort: string;
    gegevens?: Record<string, string | number>;
  }): Promise<void>;
  /** Registers the contact of a later message and tells whoever works on the verzoek; `true` when an open task took it. */
  registerBericht(opdracht: { kenmerk: string; berichtId: string }): Promise<{ bijTaak: boolean }>;
  recordKanaalwissel(opdracht: { kenmerk: string; berichtId: string }): Promise<{ kanaal: Kanaal }>;
  closeVerzoek(opdracht: {
    kenmerk: string;
    resultaat: string;
    status: 'afgehandeld' | 'ingetrokken';
  }): Promise<void>;
  /** Sends a message that came after closing on its way again; the route for closed verzoeken applies. */
  rerouteBericht(opdracht: { berichtId: string }): Promise<void>;
}

/** Handing messages over. A medium that is away never fails these: a `bericht` workflow then goes on with it. */
export interface Verzendactiviteiten {
  sendBericht(opdracht: Verzendopdracht): Promise<Verzenduitkomst>;
  /** An answer that a medewerker wrote. */
  sendAntwoord(opdracht: { kenmerk: string; berichtId: string }): Promise<Verzenduitkomst>;
}

export type Afleverstatus = 'verzonden' | 'onderweg' | 'afgeleverd' | 'mislukt';

/** What the `bericht` workflow needs. */
export interface Bezorgactiviteiten {
  /** Tries until it is handed over or `tot` (milliseconds since the epoch) has passed, then `mislukt`. */
  deliverBericht(opdracht: { berichtId: string; tot: number }): Promise<Afleverstatus>;
  readAfleverstatus(opdracht: { berichtId: string }): Promise<Afleverstatus>;
  /** Gives up on this kanaal; makes the same message for the next one, if there is one. */
  chooseElsewhere(opdracht: { berichtId: string }): Promise<{ berichtId?: string }>;
  askContactherstel(opdracht: { berichtId: string; uiterlijk: number }): Promise<void>;
}

export type Dialoogstand = { stand: 'vraag' | 'fout'; veld: string } | { stand: 'klaar' };

/** Conversations that must first be understood. */
export interface Gespreksactiviteiten {
  startInteractie(opdracht: {
    interactieId: string;
  }): Promise<{ verwerktTot: number; medewerkerAanwezig: boolean }>;
  finishInteractie(opdracht: { interactieId: string; verwerktTot: number }): Promise<void>;
  /** What a message without a product is about: a process, somebody to talk to, or neither. */
  /**
   * Sends a message on when it belongs to a verzoek that an earlier message of the conversation opened meanwhile.
   * @returns false when it is for the conversation itself
   */
  passOn(opdracht: { interactieId: string; berichtId: string }): Promise<boolean>;
  classifyBericht(opdracht: { berichtId: string; live: boolean }): Promise<{ keuze?: string }>;
  startUitvraag(opdracht: { interactieId: string; product: string; ronde: number }): Promise<Dialoogstand>;
  answerUitvraag(opdracht: {
    interactieId: string;
    berichtId: string;
    volgnummer: number;
  }): Promise<Dialoogstand>;
  /** Makes the verzoek of a message and sends the message on its way to it. */
  openVerzoek(opdracht: {
    interactieId: string;
    berichtId: string;
    product: string;
    uitUitvraag: boolean;
  }): Promise<{ kenmerk: string }>;
  isMedewerkerAanwezig(): Promise<boolean>;
  setFocus(opdracht: { interactieId: string; kenmerk?: string }): Promise<void>;
  closeGesprek(opdracht: { kenmerk: string; sleutel: string }): Promise<void>;
}

/** Lists of zaken that may be destroyed or transferred. */
export interface Archiefactiviteiten {
  /** Puts on lists what may go today. @returns the lists that were made */
  stelArchieflijstenVoor(): Promise<ArchieflijstStart[]>;
  readArchiefstatus(opdracht: { lijst: string }): Promise<{ status: string }>;
  /** Destroys or marks the next zaken of a list, each whole or not at all. */
  voerArchieflijstUit(opdracht: { lijst: string; aantal: number }): Promise<{ over: number }>;
  /** @returns how many contents must wait before they can go */
  wisArchiefsporen(opdracht: { lijst: string }): Promise<{ wacht: number }>;
  closeArchieflijst(opdracht: { lijst: string }): Promise<void>;
}

/** The store of documents. */
export interface Opruimactiviteiten {
  /** Removes the orphans among the contents whose SHA-256 begins with `deel`, and checks some of the others. */
  ruimInhoudOp(opdracht: { deel: string }): Promise<{ gezien: number; gewist: number; beschadigd: number }>;
  /** Removes what was on its way into the store and broke off. */
  ruimAfgebrokenOp(): Promise<{ gewist: number }>;
}

/** What the workflow of an abonnement needs; on a task queue of their own, with room for every abonnement at once. */
export interface Notificatieactiviteiten {
  /**
   * One turn: delivers what is due, for a few seconds. `proef`: nobody answered lately, so one message first.
   * @param rustMs how long the workflow rests when nobody answers: nobody need wake it before
   */
  bezorgNotificaties(opdracht: { abonnement: string; proef: boolean; rustMs: number }): Promise<Beurtuitslag>;
  /** Puts one message that was laid aside (without `aflevering` all) back in its place. */
  stuurOpgegevenOpnieuw(opdracht: { abonnement: string; aflevering?: number }): Promise<void>;
  /** Tells the operator that something sticks. */
  meldVast(opdracht: {
    abonnement: string;
    wachtend: number;
    opgegeven: number;
    fout?: string;
  }): Promise<void>;
}

/** Work on the zaak of one ronde of a verzoek. */
export interface Zaakopdracht {
  kenmerk: string;
  ronde: number;
  sleutel: string;
  /** Milliseconds since the epoch at which the process decided it. */
  op: number;
}

/** The register of zaken, ours or that of another system: may be away for hours, and then waits. */
export interface Zaakactiviteiten {
  openZaak(opdracht: Zaakopdracht & { zaaktype: string }): Promise<void>;
  zetStatus(opdracht: Zaakopdracht & { status: string }): Promise<void>;
  legResultaatVast(opdracht: Zaakopdracht & { resultaat: string }): Promise<void>;
  legBesluitVast(
    opdracht: Zaakopdracht & {
      besluittype: string;
      ingangsdatum?: string | undefined;
      vervaldatum?: string | undefined;
    },
  ): Promise<void>;
  voegDocumentenToe(opdracht: Zaakopdracht): Promise<void>;
  sluitZaak(opdracht: Zaakopdracht & { resultaat: string }): Promise<void>;
}

/** One piece of work in the line of a zaak. */
export type Zaakwerk = {
  [Act in keyof Zaakactiviteiten]: { act: Act; opdracht: Parameters<Zaakactiviteiten[Act]>[0] };
}[keyof Zaakactiviteiten];

export type Activiteiten = Registeractiviteiten &
  Archiefactiviteiten &
  Opruimactiviteiten &
  Zaakactiviteiten &
  Verzendactiviteiten &
  Bezorgactiviteiten &
  Gespreksactiviteiten;
