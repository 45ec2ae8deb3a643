import type { Kanaal } from './kanaal.ts';

/** One way to reach the klant of a verzoek or interactie. */
export interface Bereik {
  kanaal: Kanaal;
  adres?: string;
  conversatie?: string;
  /** Live kanalen: the klant is there now. */
  aanwezig: boolean;
  /** Milliseconds since the epoch; 0 when never used. */
  laatstGebruikt: number;
}

/** A kanaal to try, with the reason for its place. */
export interface Keus extends Bereik {
  reden: 'aanwezig' | 'voorkeur' | 'laatst-gebruikt' | 'mail' | 'overig' | 'wacht';
}

/** Kanalen over which nothing can be sent by itself: a form only takes in, a website has no addressee. */
const notOutbound: readonly Kanaal[] = [
  'webformulier',
  'website',
  'balie',
  'telefoon',
  'videobellen',
  'op-locatie',
];

/**
 * In which order to try the kanalen for a message to the klant (Bijlage 7, "Kanaalselectie").
 * In this order: the preference, the kanaal last used, mail. A klant who is in a live conversation now
 * is answered there first, since waiting elsewhere for an answer to a question just asked helps nobody.
 */
export function selectKanalen(bereik: readonly Bereik[], voorkeur?: Kanaal): Keus[] {
  const usable = bereik.filter(
    (way) => !notOutbound.includes(way.kanaal) && (way.adres !== undefined || way.conversatie !== undefined),
  );
  const rank = (way: Bereik): [number, Keus['reden']] => {
    if (way.aanwezig) return [0, 'aanwezig'];
    // The window is closed: the line waits there for who comes back, when there is no other way.
    if (way.kanaal === 'chat') return [5, 'wacht'];
    if (way.kanaal === voorkeur) return [1, 'voorkeur'];
    if (way.laatstGebruikt > 0) return [2, 'laatst-gebruikt'];
    return way.kanaal === 'email' ? [3, 'mail'] : [4, 'overig'];
  };
  return usable
    .map((way) => ({ way, rank: rank(way) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || b.way.laatstGebruikt - a.way.laatstGebruikt)
    .map(({ way, rank: [, reden] }) => ({ ...way, reden }));
}
