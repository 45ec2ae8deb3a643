import { Command, InvalidArgumentError } from 'commander';
import { openOpslag } from '../api/kit/opslag.ts';
import type { Opslag } from '../registers/kader/vraagbaak.ts';
import { laatVallen, leesOpgegeven, stuurOpnieuw } from '../registers/zgw/notificaties/opgegeven.ts';
import { leesStanden } from '../registers/zgw/notificaties/standen.ts';
import { readCommandConfig } from './commando.ts';

// `npm run afleveringen`: shows notifications that stick, sends again or drops what was laid aside. Works while Temporal is away.

const program = new Command('afleveringen').description('Notificaties die niet aankomen (docs/beheerder.md)');

program
  .command('stand')
  .description('toont per abonnement wat er wacht')
  .action(() =>
    withOpslag(async (opslag) => {
      for (const { abonnement, wachtend, geweigerd, opgegeven, oudste } of await leesStanden(
        opslag,
        new Date(),
      ))
        console.log(
          `${abonnement}\t${wachtend} wachtend\t${geweigerd} geweigerd\t${opgegeven} opgegeven\toudste ${oudste} s`,
        );
    }),
  );

program
  .command('lijst')
  .description(
    'toont wat is opgegeven: abonnement, nummer, soort, pogingen, laatste weigering, sinds wanneer',
  )
  .argument('[abonnement]', 'uuid', uuid)
  .action((abonnement?: string) =>
    withOpslag(async (opslag) => {
      for (const een of await leesOpgegeven(opslag, abonnement))
        console.log(
          [een.abonnement, een.id, een.soort, een.pogingen, een.laatste_fout, een.opgegeven_op].join('\t'),
        );
    }),
  );

program
  .command('opnieuw')
  .description('stuurt opnieuw wat is opgegeven; wat op zijn tijd wacht ook')
  .argument('<abonnement>', 'uuid', uuid)
  .argument('[nummer]', 'een uit `lijst`; zonder dit alles', nummer)
  .action((abonnement: string, id?: number) =>
    withOpslag(async (opslag) => {
      const aantal = await opslag.transactie((tx) => stuurOpnieuw(tx, keuze(abonnement, id), new Date()));
      console.log(`Opnieuw onderweg: ${aantal}.`);
    }),
  );

program
  .command('verwijder')
  .description('laat vallen wat is opgegeven, voorgoed')
  .argument('<abonnement>', 'uuid', uuid)
  .argument('[nummer]', 'een uit `lijst`; zonder dit alles', nummer)
  .action((abonnement: string, id?: number) =>
    withOpslag(async (opslag) => {
      const aantal = await opslag.transactie((tx) => laatVallen(tx, keuze(abonnement, id)));
      console.log(`Verwijderd: ${aantal}.`);
    }),
  );

const keuze = (abonnement: string, id?: number) => ({ abonnement, ...(id === undefined ? {} : { id }) });

function uuid(tekst: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tekst))
    throw new InvalidArgumentError('Dit is geen uuid.');
  return tekst;
}

function nummer(tekst: string): number {
  if (!/^[1-9]\d{0,14}$/.test(tekst)) throw new InvalidArgumentError('Dit is geen nummer.');
  return Number(tekst);
}

async function withOpslag(work: (opslag: Opslag) => Promise<void>): Promise<void> {
  const opslag = openOpslag(readCommandConfig().DATABASE_URL, 1);
  try {
    await work(opslag);
  } finally {
    await opslag.stop();
  }
}

try {
  await program.parseAsync();
} catch (error) {
  console.error(`afleveringen: ${(error as Error).message || (error as { code?: string }).code}`);
  process.exitCode = 1;
}
