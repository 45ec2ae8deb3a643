import { Command } from 'commander';
import { eigenschappenOf, kanaalSchema } from '../domein/kanaal.ts';
import { Appfout, createKanaalapp, listKanaalapps, revokeKanaalapp } from '../registers/kanaalapps/apps.ts';
import { readCommandConfig } from './commando.ts';
import type { Config } from './config.ts';
import { type Db, openDatabase } from './database.ts';

// `npm run kanaalapp`: makes, shows and ends the apps that serve a kanaal over HTTP.

const program = new Command('kanaalapp').description('Apps die een kanaal bedienen (docs/kanaalbouwer.md)');

program
  .command('maak')
  .description('maakt een app en toont het token, één keer')
  .requiredOption('--naam <naam>', 'kleine letters, cijfers en streepjes')
  .requiredOption('--kanaal <kanaal>', 'code van het kanaal')
  .option('--webhook <url>', 'adres dat berichten krijgt; zonder dit haalt de app ze op')
  .action((options: { naam: string; kanaal: string; webhook?: string }) =>
    withDatabase(async (db, config) => {
      const kanaal = kanaalSchema.safeParse(options.kanaal);
      if (!kanaal.success)
        throw new Appfout(`kanaal: unknown; known are ${kanaalSchema.options.join(', ')}.`);
      const { naam, webhook } = options;
      const app = await createKanaalapp(
        db,
        rulesOf(config),
        { naam, kanaal: kanaal.data, ...(webhook === undefined ? {} : { webhookUrl: webhook }) },
        new Date(),
      );
      console.log(`App ${app.naam} bedient nu ${eigenschappenOf(app.kanaal).naam}.`);
      console.log(`Token:           ${app.token}`);
      if (app.webhook) console.log(`Webhook-geheim:  ${app.webhook.geheim}`);
      console.log('Bewaar dit goed: het token is hierna niet meer te zien.');
    }),
  );

program
  .command('lijst')
  .description('toont de apps')
  .action(() =>
    withDatabase(async (db, config) => {
      for (const { naam, kanaal, webhook } of await listKanaalapps(db, rulesOf(config)))
        console.log(`${naam}\t${kanaal}\t${webhook ? `webhook ${webhook.url}` : 'haalt zelf op'}`);
    }),
  );

program
  .command('verwijder')
  .description('trekt het token van een app in')
  .argument('<naam>')
  .action((naam: string) =>
    withDatabase(async (db) => {
      if (!(await revokeKanaalapp(db, naam))) throw new Appfout(`naam: there is no app ${naam}.`);
      console.log(`App ${naam} heeft geen toegang meer.`);
    }),
  );

function rulesOf(config: Config) {
  return { geheim: config.SCHAKEL_GEHEIM, ontwikkel: config.NODE_ENV !== 'production' };
}

async function withDatabase(work: (db: Db, config: Config) => Promise<void>): Promise<void> {
  const config = readCommandConfig();
  const db = openDatabase(config.DATABASE_URL, 1);
  try {
    await work(db, config);
  } finally {
    await db.destroy();
  }
}

try {
  await program.parseAsync();
} catch (error) {
  console.error(`kanaalapp: ${(error as Error).message || (error as { code?: string }).code}`);
  process.exitCode = 1;
}
