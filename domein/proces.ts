import type { z } from 'zod';
import type { Kanaal } from './kanaal.ts';
import type { Termijn } from './termijn.ts';

/**
 * How a procesarchitect writes a process: one file, plain straight-line code in acts (design section 5).
 * The acts are an interface here; `workflows/engine` implements them with Temporal.
 */

/** Groups of services with the same way of serving (seed, "serviceformules"). */
export type Serviceformule = 'snelservice' | 'ontwerp' | 'ontwikkel' | 'toezicht' | 'beheer';

/** What a process needs to know of who asks. */
export type Identificatie = 'niet-nodig' | 'mogelijk' | 'laag' | 'substantieel' | 'hoog';

export interface TaakOpties {
  /** Skill that the medewerker needs. */
  vaardigheid: string;
  /** Promised term; after it the task is marked late and stays. */
  binnen: Termijn;
  /** 1 (first) to 5 (last); 3 unless said. */
  prioriteit?: 1 | 2 | 3 | 4 | 5;
  /** Needed when the same act runs twice at the same time. */
  sleutel?: string;
}

export interface VraagOpties {
  uiterlijk: Termijn;
  /** Time after the question at which one reminder goes out. */
  herinner?: Termijn;
  sleutel?: string;
}

export interface WachtOpties {
  uiterlijk: Termijn;
  sleutel?: string;
}

export interface BesluitOpties {
  /** YYYY-MM-DD; the day of the besluit unless said. */
  ingangsdatum?: string;
  vervaldatum?: string;
  sleutel?: string;
}

/** What `vraagKlant` gives back: the answer itself is in the register, under its id. */
export type KlantAntwoord = { beantwoord: true; berichtId: string } | { beantwoord: false };

/** What `wachtOp` gives back. `waarde` holds no personal data. */
export type Gebeurtenis = { ontvangen: true; waarde?: string } | { ontvangen: false };

type Taken = Record<string, z.ZodObject>;

/** The acts. Each has a stable key (its name and how often it was called) and runs once, however often the process restarts. */
export interface Verzoek<Gegevens = Record<string, unknown>, T extends Taken = Taken> {
  readonly kenmerk: string;
  /** The answers that a process may steer on: choices, yes/no, numbers, dates. Texts and places stay in the register. */
  readonly gegevens: Partial<Gegevens>;
  /** Tells the klant that it arrived, with the number, the expected time and how to reach us (Awb 2:15, 4:3a; Wmebv). */
  bevestigOntvangst(opties?: { binnen?: Termijn }): Promise<void>;
  /** Asks the klant something over the kanaal that fits, and waits. */
  vraagKlant(onderwerp: string, opties: VraagOpties): Promise<KlantAntwoord>;
  /** Gives a medewerker work and waits for the outcome: the steering part of the form `taken[naam]`. */
  taak<N extends keyof T & string>(naam: N, opties: TaakOpties): Promise<Partial<z.infer<T[N]>>>;
  /** Waits for an event from a register, a partner or another component. */
  wachtOp(gebeurtenis: string, opties: WachtOpties): Promise<Gebeurtenis>;
  /** Tells the klant something; `sjabloon` is the name of a text template. */
  informeer(sjabloon: string, opties?: { sleutel?: string }): Promise<void>;
  /**
   * Opens the zaak of this verzoek, with the klant as initiator and what the klant sent as documents. It has the number
   * that the klant knows, and the first status of its zaaktype. `rondAf` and withdrawing close it.
   * This and the next four are done in their order beside the process, which never waits for the register of zaken.
   * @param opties zaaktype `identificatie` in the catalogus; the code of the process unless said
   */
  openZaak(opties?: { zaaktype?: string }): Promise<{ zaaknummer: string }>;
  /** Sets a status of the zaak. @param naam `omschrijving` of the statustype */
  status(naam: string, opties?: { sleutel?: string }): Promise<void>;
  /**
   * Lays down the resultaat of the zaak before its end; `rondAf` does it too.
   * @param naam `omschrijving` of the resultaattype, or a code that reads the same (`niet-voor-ons`)
   */
  resultaat(naam: string, opties?: { sleutel?: string }): Promise<void>;
  /** Takes a besluit in the zaak, with what the medewerker wrote in the last task. @param besluittype its `omschrijving` */
  besluit(besluittype: string, opties?: BesluitOpties): Promise<void>;
  /** Adds to the zaak what the klant has sent since; `rondAf` does it too. */
  documenten(opties?: { sleutel?: string }): Promise<void>;
  /** Closes the verzoek and its zaak, and tells the result over the kanaal that kanaalselectie picks. */
  rondAf(uitkomst: { resultaat: string }): Promise<void>;
  /**
   * Version mark for running requests: false for a verzoek that had passed this point before the change, true for others.
   * The decision stays the same for the whole life of the verzoek.
   */
  wijziging(naam: string): boolean;
}

/** A process as data plus its course. */
export interface Proces<G extends z.ZodObject = z.ZodObject, T extends Taken = Taken> {
  /** Lower-case words with dashes; name of the form and of the product in messages. */
  code: string;
  /** The service as a klant knows it. */
  dienst: string;
  serviceformule: Serviceformule;
  versie: number;
  identificatie: Identificatie;
  /** Words in a subject line that mean this process; the first process with a match gets the mail. */
  trefwoorden?: readonly string[];
  /** Kanalen over which this process may start; all when absent. */
  kanalen?: readonly Kanaal[];
  /** What happens with a message after closing: the same verzoek opens again, or a new one refers to it. */
  naAfsluiting: 'heropen' | 'nieuw';
  gegevens: G;
  /** The forms of the tasks, by name. */
  taken: T;
  /** What the klant reads for each result. */
  resultaten: Readonly<Record<string, string>>;
  verloop(verzoek: Verzoek<z.infer<G>, T>): Promise<void>;
}

/**
 * Declares a process. Put the call in a file of its own in `workflows/processen/`; nothing else needs an edit.
 * @throws TypeError when the code is no slug or a version is below 1
 */
export function proces<G extends z.ZodObject, T extends Taken = Record<never, z.ZodObject>>(
  definition: Omit<Proces<G, T>, 'taken' | 'naAfsluiting'> & {
    taken?: T;
    naAfsluiting?: 'heropen' | 'nieuw';
  },
): Proces<G, T> {
  if (!/^[a-z][a-z0-9-]{2,59}$/.test(definition.code))
    throw new TypeError(`proces.code "${definition.code}" is no slug.`);
  if (!Number.isInteger(definition.versie) || definition.versie < 1)
    throw new TypeError(`proces.versie of ${definition.code} must be 1 or more.`);
  return { naAfsluiting: 'nieuw', ...definition, taken: definition.taken ?? ({} as T) };
}

/** Any process, when its types do not matter. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds processes of every schema
export type AnyProces = Proces<any, any>;

/** Name of the Temporal workflow type of a process: `melden-overlast` is `meldenOverlast`. */
export function workflowTypeOf(code: string): string {
  return code.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
