import type { RawBuilder } from 'kysely';

/** Values of one row by the names of the API; a reference to another row of ours is its uuid. */
export type Waarden = Record<string, unknown>;

/** Runs composed SQL, inside a transaction when there is one. */
export interface Vraagbaak {
  alle<T = Waarden>(query: RawBuilder<T>): Promise<T[]>;
  een<T = Waarden>(query: RawBuilder<T>): Promise<T | undefined>;
  /** @returns number of rows that changed */
  doe(query: RawBuilder<unknown>): Promise<number>;
}

/** The database of the register APIs. */
export interface Opslag extends Vraagbaak {
  /** Commits what `work` did, or nothing when it throws. */
  transactie<T>(work: (tx: Vraagbaak) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}
