import { eigenschappenOf, type Kanaal } from './kanaal.ts';

export type Berichtaard = 'bericht' | 'intrekken' | 'kanaalwissel' | 'sessie';

/**
 * True for a message that the law wants acknowledged (Wmebv, Awb 2:15): every message of a klant that is no line
 * of a live conversation, which gets a tick instead. What a machine sent is never answered (RFC 3834).
 */
export function isFormeel(bericht: { kanaal: Kanaal; soort: Berichtaard; automatisch: boolean }): boolean {
  return bericht.soort === 'bericht' && !bericht.automatisch && !eigenschappenOf(bericht.kanaal).live;
}
