import type { Documentopslag } from '../../domein/kanaaladapter.ts';
import type { Config } from '../../platform/config.ts';
import type { Db } from '../../platform/database.ts';
import type { Logger } from '../../platform/logging.ts';
import type { Processen } from './weergave.ts';

/** What the pages and API of the medewerker need. */
export interface Medewerkeromgeving {
  config: Config;
  db: Db;
  processen: Processen;
  documenten: Documentopslag;
  log: Logger;
  nu: () => Date;
  /** Folder with the built front end (web/medewerker/build.ts). */
  webFolder: string;
}
