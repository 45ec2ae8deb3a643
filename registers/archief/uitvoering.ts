import type { ArchieflijstStart } from '../../domein/opdracht.ts';

/** What a worker does for the archive, on whatever keeps the zaken. All of it may run again at any line. */
export interface Archiefuitvoering {
  /** Proposes what may go, of both kinds. @returns the lists that were made */
  stelVoor(nu: Date): Promise<ArchieflijstStart[]>;
  leesStatus(lijst: string): Promise<string>;
  /** Handles at most `aantal` zaken of an approved list. @returns how many are left */
  voerUit(lijst: string, aantal: number): Promise<number>;
  /** @returns how many contents must wait */
  wisSporen(lijst: string): Promise<number>;
  rondAf(lijst: string, nu: Date): Promise<void>;
}
