/** Rules of delivering notifications to one abonnement. Times in milliseconds. */

/** After so many refusals a notification is laid aside for the operator (almost a day). */
export const maximumPogingen = 20;

/** Until the next attempt of one notification: doubling from two seconds, at most three hours. */
export const wachttijd = (pogingen: number): number => Math.min(2 ** pogingen, 10_800) * 1_000;

/** Rest for a whole abonnement whose address does not answer: doubling from one second, at most one minute. */
export const rusttijd = (mislukt: number): number => Math.min(2 ** mislukt, 60) * 1_000;

/** From the first refusal until the operator is told. With a turn of at most 15 seconds this stays within the minute. */
export const meldNa = 30_000;

/** Answers that are about this one message; all others are about the address, and hold for every message. */
const overBericht = new Set(['400', '409', '413', '415', '422', '500']);

/** @param fout status of the answer, or a word when there was none */
export const isOverBericht = (fout: string): boolean => overBericht.has(fout);

/** What one turn of delivering came to. */
export interface Beurtuitslag {
  /** `weg`: the abonnement is gone. `verder`: there is more to do now. `stil`: nobody answers there. */
  stand: 'leeg' | 'verder' | 'stil' | 'weg';
  /** When the first refused notification may be tried again. */
  volgende?: number;
  wachtend: number;
  /** Of these: refused at least once. */
  geweigerd: number;
  opgegeven: number;
  /** Last refusal: a status or a word. */
  fout?: string;
}

/** What the workflow of an abonnement knows from turn to turn. */
export interface Bezorgstand {
  /** Turns in a row in which nobody answered. */
  mislukt: number;
  /** Not before this moment, unless somebody asks. */
  rustTot?: number;
  volgende?: number;
  /** Since when something sticks. */
  vastSinds?: number;
  /** The operator knows. */
  gemeld: boolean;
  wachtend: number;
  opgegeven: number;
  fout?: string;
}

export const beginstand: Bezorgstand = { mislukt: 0, gemeld: false, wachtend: 0, opgegeven: 0 };

/** The stand after one more turn. */
export function naBeurt(stand: Bezorgstand, beurt: Beurtuitslag, nu: number): Bezorgstand {
  const mislukt = beurt.stand === 'stil' ? stand.mislukt + 1 : 0;
  const vast = beurt.geweigerd > 0 || beurt.opgegeven > 0;
  const meer = beurt.opgegeven > stand.opgegeven;
  return {
    mislukt,
    ...(mislukt > 0 ? { rustTot: nu + rusttijd(stand.mislukt) } : {}),
    ...(beurt.volgende === undefined ? {} : { volgende: beurt.volgende }),
    ...(vast ? { vastSinds: stand.vastSinds ?? nu } : {}),
    gemeld: vast && stand.gemeld && !meer,
    wachtend: beurt.wachtend,
    opgegeven: beurt.opgegeven,
    ...(vast && (beurt.fout ?? stand.fout) ? { fout: beurt.fout ?? (stand.fout as string) } : {}),
  };
}

/** When the operator must be told, unless it was done: at once of what was laid aside, else when it sticks for a while. */
export function meldOp({ gemeld, vastSinds, opgegeven }: Bezorgstand): number | undefined {
  if (gemeld || vastSinds === undefined) return undefined;
  return opgegeven > 0 ? vastSinds : vastSinds + meldNa;
}

/** When there is something to do again by itself. */
export function wektOp(stand: Bezorgstand): number | undefined {
  const tijden = [stand.rustTot ?? stand.volgende, meldOp(stand)].filter((tijd) => tijd !== undefined);
  return tijden.length > 0 ? Math.min(...tijden) : undefined;
}
