import type { Berichtaard } from './formeel.ts';
import type { Kanaal } from './kanaal.ts';

/** What is known of a verzoek when a message for it must find its way. */
export interface Verzoekstand {
  kenmerk: string;
  product: string;
  ronde: number;
  open: boolean;
  naAfsluiting: 'heropen' | 'nieuw';
}

export interface Wegwijzer {
  bericht: { kanaal: Kanaal; soort: Berichtaard; keuze?: string; automatisch: boolean };
  /** Verzoeken that the message surely belongs to: it opened them, or the medium proved the reference. */
  gekoppeld: readonly Verzoekstand[];
  /** Verzoeken that a known sender mentions. */
  genoemd: readonly Verzoekstand[];
  /** The verzoek that this conversation is about now. */
  focus?: Verzoekstand;
  interactie: { kenmerk: string; open: readonly Verzoekstand[] };
  live: boolean;
}

export type Bestemming =
  | { soort: 'verzoek'; kenmerk: string; ronde: number; product: string }
  /** The process wants the same verzoek to go on: a new round of it. */
  | { soort: 'heropen'; kenmerk: string; ronde: number; product: string }
  /** The process wants a new verzoek that refers to the closed one. */
  | { soort: 'vervolg'; voorganger: string; product: string }
  /** Must first be understood, queued or handed over. `start` is false for what may not begin a conversation. */
  | { soort: 'interactie'; kenmerk: string; start: boolean };

/** Buttons that are for the conversation as a whole, whatever verzoek it is about. */
export const gesprekskeuzes: readonly string[] = ['menu', 'medewerker'];

function toVerzoek(stand: Verzoekstand, soort: Berichtaard): Bestemming[] {
  if (stand.open)
    return [{ soort: 'verzoek', kenmerk: stand.kenmerk, ronde: stand.ronde, product: stand.product }];
  // Somebody who looks at a closed verzoek or withdraws it again opens nothing.
  if (soort === 'sessie' || soort === 'intrekken' || soort === 'kanaalwissel') return [];
  return stand.naAfsluiting === 'heropen'
    ? [{ soort: 'heropen', kenmerk: stand.kenmerk, ronde: stand.ronde + 1, product: stand.product }]
    : [{ soort: 'vervolg', voorganger: stand.kenmerk, product: stand.product }];
}

/**
 * Where a message goes (design section 3.3): to the verzoeken it belongs to, each once; otherwise to the interactie.
 * Automatic mail never opens or reopens anything.
 */
export function findBestemming(wegwijzer: Wegwijzer): Bestemming[] {
  const { bericht, gekoppeld, genoemd, focus, interactie, live } = wegwijzer;
  const toInteractie: Bestemming = {
    soort: 'interactie',
    kenmerk: interactie.kenmerk,
    start: bericht.soort !== 'sessie' || bericht.keuze === 'aangekomen',
  };
  if (live && bericht.keuze && gesprekskeuzes.includes(bericht.keuze) && !bericht.automatisch)
    return [toInteractie];

  const certain = gekoppeld.length > 0 ? gekoppeld : genoemd;
  const only = interactie.open.length === 1 ? interactie.open[0] : undefined;
  const targets = certain.length > 0 ? certain : focus ? [focus] : !live && only ? [only] : [];
  if (targets.length === 0) return bericht.automatisch ? [] : [toInteractie];
  const bestemmingen = targets.flatMap((stand) => toVerzoek(stand, bericht.soort));
  return bericht.automatisch ? bestemmingen.filter(({ soort }) => soort === 'verzoek') : bestemmingen;
}
