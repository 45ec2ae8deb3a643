import type { Bewijs, Documentopslag, Kanaalpoort } from '../../domein/kanaaladapter.ts';
import type { AnyProces } from '../../domein/proces.ts';
import type { Config } from '../../platform/config.ts';
import type { Db } from '../../platform/database.ts';
import type { Logger } from '../../platform/logging.ts';
import type { Limieten } from './auth.ts';

/** What the API for channel apps works with. */
export interface KanalenOmgeving {
  db: Db;
  poort: Kanaalpoort;
  documenten: Documentopslag;
  bewijs: Bewijs;
  processen: ReadonlyMap<string, AnyProces>;
  config: Pick<Config, 'SCHAKEL_GEHEIM' | 'SCHAKEL_URL' | 'NODE_ENV' | 'GEMEENTE_NAAM' | 'GEMEENTE_MAIL'>;
  log: Logger;
  /** The clock; tests move it. */
  nu?: () => Date;
  limieten?: Limieten;
}

/** The same, with what was left out filled in. */
export type Werkomgeving = KanalenOmgeving & { nu: () => Date };
