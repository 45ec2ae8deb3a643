import type { Vraagbaak } from '../../kader/vraagbaak.ts';
import { vreemdeBronnen } from './brondatum.ts';

/** Foreign addresses of the case that a new status may close: the derivation of its archive date may ask for them. */
export async function bepaalVreemde(zaak: unknown, tx: Vraagbaak): Promise<string[]> {
  const uuid = /\/([0-9a-f-]{36})$/i.exec(String(zaak))?.[1];
  return uuid ? (await tx.alle(vreemdeBronnen(uuid))).map((rij) => rij.adres).slice(0, 50) : [];
}
