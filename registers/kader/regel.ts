import type { Vraagbaak, Waarden } from './vraagbaak.ts';

export type Actie = 'create' | 'update' | 'partial_update' | 'destroy';

/** Who asks for a change. */
export interface Beller {
  clientId: string;
  /** May do everything. */
  alles: boolean;
}

/** What a business rule sees of one change. Rules read, complain and fill in; they never answer a request. */
export interface Wijziging {
  actie: Actie;
  tx: Vraagbaak;
  /** The row before the change; absent when it is made. */
  oud?: Waarden;
  /** The row after the change; a rule may fill in what follows from the standard. */
  nieuw: Waarden;
  /** Id of the row; at a creation already the one that it gets. */
  uuid: string;
  /** Fields that the client named in the body. */
  gegeven: ReadonlySet<string>;
  nu: Date;
  beller: Beller;
  /** True when the caller holds one of these scopes for this row. */
  heeftScope(...scopes: string[]): boolean;
  /** The same for another row, by the name of its resource; false for one that is not there. */
  heeftScopeOp(resource: string, uuid: string, ...scopes: string[]): Promise<boolean>;
  /** What a foreign address answered, fetched before the transaction; by address. */
  extern: ReadonlyMap<string, ExternAntwoord>;
  /** Makes a complaint about one field (`nonFieldErrors` for several together); all are answered at once with 400. */
  fout(name: string, code: string, reason: string): void;
  /** Tells the client something about a change that stands all the same (header `X-Warning`). */
  waarschuw(reden: string): void;
}

/** Answer of a foreign address from the allow-list. */
export interface ExternAntwoord {
  status: number;
  /** The body when it was JSON, else undefined. */
  json: unknown;
}

/** One rule of the standard, named by its number. */
export type Regel = (wijziging: Wijziging) => Promise<void> | void;

/** Turns a change down with a status of its own instead of a list of fields. */
export class Geweigerd extends Error {
  override name = 'Geweigerd';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
  ) {
    super(code);
  }
}
