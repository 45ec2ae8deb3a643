import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Omgeving } from '../../activities/omgeving.ts';
import type { UitgaandBericht, Verzendresultaat } from '../../domein/bericht.ts';
import type { Kanaal } from '../../domein/kanaal.ts';
import { createBewijs } from '../../platform/bewijs.ts';
import { createLogger } from '../../platform/logging.ts';
import { loadProcessen } from '../../platform/processen.ts';
import type { Zaakregister } from '../../registers/zaakregister/poort.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** Real registers and texts; media and Temporal are recorded. */
export interface Testomgeving extends Omgeving {
  database: TestDatabase;
  klok: { nu: Date };
  /** Everything that was handed to a medium, also when it refused. */
  verzonden: UitgaandBericht[];
  /** What each kanaal does with a message; a kanaal that is not here is served by nobody. */
  media: Partial<Record<Kanaal, (bericht: UitgaandBericht) => Promise<Verzendresultaat>>>;
  /** Ids of the workflows that were started, each time. An id starts once, as REJECT_DUPLICATE has it. */
  gestart: string[];
  /** While set, Temporal is away. */
  temporalWeg: boolean;
}

export const accepts = async ({ id }: UitgaandBericht): Promise<Verzendresultaat> => ({
  status: 'verzonden',
  externId: `<${id}@test>`,
});
export const refuses = async (): Promise<Verzendresultaat> => ({
  status: 'geweigerd',
  reden: 'adres-onbekend',
});
export const isAway = async (): Promise<Verzendresultaat> => {
  throw new Error('connection refused');
};

export async function openTestomgeving(): Promise<Testomgeving> {
  const database = await testDatabase();
  const klok = { nu: new Date('2026-11-23T09:00:00Z') };
  const verzonden: UitgaandBericht[] = [];
  const media: Testomgeving['media'] = {};
  const gestart: string[] = [];
  const workflow = {
    async start(type: string, { workflowId }: { workflowId: string }) {
      if (omgeving.temporalWeg) throw new Error('14 UNAVAILABLE');
      if (gestart.includes(workflowId))
        throw new WorkflowExecutionAlreadyStartedError('started', workflowId, type);
      gestart.push(workflowId);
    },
  };
  const omgeving: Testomgeving = {
    database,
    klok,
    verzonden,
    media,
    gestart,
    temporalWeg: false,
    db: database.db,
    processen: await loadProcessen(),
    bewijs: createBewijs('een-geheim-voor-de-tests-van-activiteiten'),
    instellingen: {
      gemeenteNaam: 'Voorbeeldstad',
      gemeenteMail: 'gemeente@voorbeeldstad.test',
      url: 'https://voorbeeldstad.test',
      smtpPort: 0,
      smtpUrl: '',
      host: '127.0.0.1',
    },
    bronorganisatie: '002564440',
    async findVerzender(kanaal) {
      const medium = media[kanaal as Kanaal];
      return (
        medium &&
        ((bericht) => {
          verzonden.push(bericht);
          return medium(bericht);
        })
      );
    },
    // Lists of zaken have tests of their own, with the registers that they are about.
    archief: undefined as never,
    opruiming: undefined as never,
    zaakregister: new Proxy({} as Zaakregister, {
      get: () => () => Promise.reject(new Error('No zaakregister in this test.')),
    }),
    documenten: { open: () => Promise.reject(new Error('No documents in this test.')) },
    client: { workflow } as unknown as Client,
    taskQueue: 'proef',
    log: createLogger('test', 'silent'),
    nu: () => klok.nu,
  };
  return omgeving;
}
