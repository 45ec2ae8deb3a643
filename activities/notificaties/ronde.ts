import { isOverBericht } from '../../domein/bezorging.ts';
import type { Aflevering } from '../../registers/zgw/notificaties/aflevering.ts';

/** Main objects that are delivered side by side: enough for 100 messages a second at 150 ms each. */
const banen = 16;

export interface Rondewerk {
  /** @returns undefined when it was taken, else why not */
  verzend(een: Aflevering): Promise<string | undefined>;
  isAfgeleverd(een: Aflevering): Promise<void>;
  /** @param telt false when nobody answers at all */
  isMislukt(een: Aflevering, fout: string, telt: boolean): Promise<void>;
  /** No new message is begun after this turns false. */
  magDoor(): Promise<boolean>;
}

/** Messages on their way: of each main object one after another, and none after a refusal; main objects side by side. */
export interface Ronde {
  /** Takes more, of main objects that are not `bezig`. */
  neem(batch: readonly Aflevering[]): void;
  bezig(): string[];
  /** Resolves when everything taken has begun and a place is free. */
  ruimte(): Promise<void>;
  /** Resolves when something has ended since the call. */
  klaar(): Promise<void>;
  /** Resolves when nothing is on its way any more. */
  af(): Promise<void>;
  /** What is on its way at this moment. */
  onderweg(): Aflevering[];
  /** Nobody answers: every message would wait for the same silence, so that nothing more is begun. */
  stil(): boolean;
  /** Somebody answered, with success or with a refusal of what was sent. */
  beantwoord(): boolean;
  /** The last refusal. */
  fout(): string | undefined;
}

export function startRonde({ verzend, isAfgeleverd, isMislukt, magDoor }: Rondewerk): Ronde {
  const rijen: Rij[] = [];
  const bezig = new Set<string>();
  const onderweg = new Set<Aflevering>();
  let open = 0;
  let antwoorden = 0;
  /** Without an answer, since the last answer. */
  let stilte = 0;
  let laatste: string | undefined;
  let mis: { error: unknown } | undefined;
  let wachtenden: (() => void)[] = [];
  const stil = (): boolean => stilte > 0 && (antwoorden === 0 || stilte >= banen);

  async function bezorg(een: Aflevering): Promise<boolean> {
    onderweg.add(een);
    try {
      const fout = await verzend(een);
      if (fout !== undefined) laatste = fout;
      if (fout === undefined || isOverBericht(fout)) {
        antwoorden += 1;
        stilte = 0;
      } else stilte += 1;
      await (fout === undefined ? isAfgeleverd(een) : isMislukt(een, fout, !stil()));
      return fout === undefined;
    } finally {
      onderweg.delete(een);
    }
  }
  async function baan(): Promise<void> {
    for (let rij = rijen.shift(); rij && !mis; rij = rijen.shift()) {
      for (const een of rij.afleveringen) if (stil() || !(await magDoor()) || !(await bezorg(een))) break;
      bezig.delete(rij.hoofdobject);
      meld();
    }
  }
  function meld(): void {
    const wie = wachtenden;
    wachtenden = [];
    for (const een of wie) een();
  }
  const klaar = (): Promise<void> =>
    new Promise((resolve) => {
      wachtenden.push(resolve);
    });
  /** @throws what went wrong in a lane */
  async function wachtTot(goed: () => boolean): Promise<void> {
    while (!mis && !goed()) await klaar();
    if (mis) throw mis.error;
  }

  return {
    neem(batch) {
      for (const rij of perHoofdobject(batch)) {
        rijen.push(rij);
        bezig.add(rij.hoofdobject);
      }
      while (open < banen && rijen.length > 0) {
        open += 1;
        void baan()
          .catch((error: unknown) => {
            mis ??= { error };
          })
          .finally(() => {
            open -= 1;
            meld();
          });
      }
    },
    bezig: () => [...bezig],
    klaar,
    ruimte: () => wachtTot(() => open === 0 || (rijen.length === 0 && open < banen)),
    af: () => wachtTot(() => open === 0),
    onderweg: () => [...onderweg],
    stil,
    beantwoord: () => antwoorden > 0,
    fout: () => laatste,
  };
}

interface Rij {
  hoofdobject: string;
  afleveringen: Aflevering[];
}

function perHoofdobject(batch: readonly Aflevering[]): Rij[] {
  const rijen = new Map<string, Rij>();
  for (const een of batch) {
    const rij = rijen.get(een.hoofdobject);
    if (rij) rij.afleveringen.push(een);
    else rijen.set(een.hoofdobject, { hoofdobject: een.hoofdobject, afleveringen: [een] });
  }
  return [...rijen.values()];
}
