import type { Client } from '@temporalio/client';
import type { Bewijs, Documentopslag, Kanaalinstellingen, Verzender } from '../domein/kanaaladapter.ts';
import type { AnyProces } from '../domein/proces.ts';
import type { Db } from '../platform/database.ts';
import type { Logger } from '../platform/logging.ts';
import type { Archiefuitvoering } from '../registers/archief/uitvoering.ts';
import type { Opruiming } from '../registers/documenten/opruiming.ts';
import type { Zaakregister } from '../registers/zaakregister/poort.ts';

/** What activities work with; made once per worker. */
export interface Omgeving {
  db: Db;
  processen: ReadonlyMap<string, AnyProces>;
  bewijs: Bewijs;
  instellingen: Kanaalinstellingen;
  bronorganisatie: string;
  /** Where zaken stand: our own tables, or an Open Zaak. */
  zaakregister: Zaakregister;
  /** Contents of what klanten sent. */
  documenten: Pick<Documentopslag, 'open'>;
  /** The sender of a kanaal: its own folder, or an app that serves it; undefined when nobody does. */
  findVerzender(kanaal: string): Promise<Verzender | undefined>;
  archief: Archiefuitvoering;
  opruiming: Opruiming;
  /** To start `bericht` workflows. */
  client: Client;
  taskQueue: string;
  log: Logger;
  /** The clock; tests move it. */
  nu(): Date;
}
