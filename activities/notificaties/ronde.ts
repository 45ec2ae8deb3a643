import { isOverBericht } from '../../domein/bezorging.ts';
import type { Aflevering } from '../../registers/zgw/notificaties/aflevering.ts';

/** Main objects that are delivered side by side: enough for 100 messages a second at 150 ms each. */
const banen = 16;

export interface Rondewerk {
  /** @returns undefined when it was taken, else why not */
  verzend(een: Aflevering): Promise<string | undefined>;
  isAfgeleverd(een: Aflevering): Promise<void>;
  isMislukt(een: Aflevering, fout: string): Promise<void>;
  /** No new message is begun after this turns false. */
  magDoor(): boolean;
}

/**
 * Delivers one batch: of each main object one after another, and none after a refusal; main objects side by side.
 * When nobody answers, nothing more is begun: every message would wait for the same silence.
 */
export async function bezorgRonde(
  batch: readonly Aflevering[],
  { verzend, isAfgeleverd, isMislukt, magDoor }: Rondewerk,
): Promise<{ gelukt: number; stil: boolean; fout?: string }> {
  const rijen = perHoofdobject(batch);
  let gelukt = 0;
  let zonderAntwoord = 0;
  let overBericht = 0;
  let laatste: string | undefined;
  const stil = (): boolean => zonderAntwoord > 0 && gelukt === 0 && overBericht === 0;

  async function bezorgRij(rij: Aflevering[]): Promise<void> {
    for (const een of rij) {
      if (stil() || !magDoor()) return;
      const fout = await verzend(een);
      if (fout === undefined) {
        gelukt += 1;
        await isAfgeleverd(een);
        continue;
      }
      laatste = fout;
      if (isOverBericht(fout)) overBericht += 1;
      else zonderAntwoord += 1;
      await isMislukt(een, fout);
      return;
    }
  }
  async function baan(): Promise<void> {
    for (let rij = rijen.shift(); rij; rij = rijen.shift()) await bezorgRij(rij);
  }
  await Promise.all(Array.from({ length: Math.min(banen, rijen.length) }, baan));
  return { gelukt, stil: stil(), ...(laatste === undefined ? {} : { fout: laatste }) };
}

function perHoofdobject(batch: readonly Aflevering[]): Aflevering[][] {
  const rijen = new Map<string, Aflevering[]>();
  for (const een of batch) {
    const rij = rijen.get(een.hoofdobject);
    if (rij) rij.push(een);
    else rijen.set(een.hoofdobject, [een]);
  }
  return [...rijen.values()];
}
