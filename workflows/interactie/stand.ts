import type { Aanleiding } from '../../domein/aanleiding.ts';
import type { BerichtSignaal } from '../../domein/opdracht.ts';

/** Where a conversation stands, as plain JSON for continue-as-new. */
export interface Gesprekstand {
  /** `menu`: choosing; `uitvraag`: answering questions; `wachtrij`: waiting for somebody; `gesprek`: talking to a medewerker. */
  modus: 'menu' | 'uitvraag' | 'wachtrij' | 'gesprek';
  product?: string;
  /** How many uitvragen and hand-overs this conversation has had: makes their keys. */
  uitvragen: number;
  overdrachten: number;
  /** Milliseconds since the epoch: after it, a way out is offered to who waits for a medewerker. */
  wachttijdTot?: number;
  verwerktTot: number;
  aanleidingen: string[];
  teDoen: ({ bericht: BerichtSignaal } | { aanleiding: Aanleiding })[];
}

export function newGesprekstand(): Gesprekstand {
  return { modus: 'menu', uitvragen: 0, overdrachten: 0, verwerktTot: 0, aanleidingen: [], teDoen: [] };
}
