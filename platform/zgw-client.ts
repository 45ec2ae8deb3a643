import { readFile } from 'node:fs/promises';
import { Command, InvalidArgumentError } from 'commander';
import { readCommandConfig } from './commando.ts';

// `npm run zgw-client`: makes, shows and ends the clients of the register APIs. Works while the rest is down.

// The same secrets as the system has, before anything that seals is loaded.
const config = readCommandConfig();
Object.assign(process.env, {
  SCHAKEL_SLEUTELS: config.SCHAKEL_SLEUTELS,
  SCHAKEL_GEHEIM: config.SCHAKEL_GEHEIM,
});
const { openClientbeheer } = await import('../api/zgw/clientbeheer.ts');

const program = new Command('zgw-client').description('Clients van de register-API’s (docs/integrator.md)');

program
  .command('maak')
  .description('maakt een client en toont het geheim, één keer; met ZGW_CLIENT_GEHEIM krijgt hij dat geheim')
  .argument('<client-id>', 'naam waaronder de client zich meldt', clientId)
  .option('--alles', 'geeft alle rechten')
  .option('--applicatie <bestand>', 'geeft de rechten uit dit JSON-bestand, zoals POST /applicaties ze neemt')
  .option('--label <label>', 'naam van de applicatie')
  .action((naam: string, opties: { alles?: true; applicatie?: string; label?: string }) =>
    metBeheer(async (beheer) => {
      if (opties.alles && opties.applicatie) throw new Error('kies --alles of --applicatie, niet beide.');
      const applicatie = opties.applicatie ? await leesJson(opties.applicatie) : undefined;
      const { geheim } = await beheer.maak(naam, process.env.ZGW_CLIENT_GEHEIM || undefined, {
        ...(opties.label ? { label: opties.label } : {}),
        ...(opties.alles ? { heeftAlleAutorisaties: true } : applicatie),
      });
      console.log(`Client-ID: ${naam}`);
      console.log(`Geheim:    ${geheim}`);
      console.log('Bewaar dit goed: het geheim is hierna niet meer te zien.');
      if (!opties.alles && !applicatie)
        console.log('Deze client heeft nog geen rechten: geef ze met de Autorisaties-API.');
    }),
  );

program
  .command('geheim')
  .description('geeft een client een nieuw geheim en toont het, één keer; het oude geldt dan niet meer')
  .argument('<client-id>', '', clientId)
  .action((naam: string) =>
    metBeheer(async (beheer) =>
      console.log(`Geheim:    ${await beheer.vernieuw(naam, process.env.ZGW_CLIENT_GEHEIM || undefined)}`),
    ),
  );

program
  .command('token')
  .description('toont een JWT dat een uur geldt, om mee te proberen')
  .argument('<client-id>', '', clientId)
  .option('--gebruiker <id>', 'voor wie de client zegt te werken', '')
  .action((naam: string, { gebruiker }: { gebruiker: string }) =>
    metBeheer(async (beheer) => console.log(await beheer.token(naam, gebruiker))),
  );

program
  .command('lijst')
  .description('toont de clients: naam, applicatie, rechten')
  .action(() =>
    metBeheer(async (beheer) => {
      for (const { clientId: naam, label, rechten } of await beheer.lijst())
        console.log(`${naam}\t${label}\t${rechten}`);
    }),
  );

program
  .command('verwijder')
  .description('laat een client niet meer toe; zijn applicatie blijft')
  .argument('<client-id>', '', clientId)
  .action((naam: string) =>
    metBeheer(async (beheer) => {
      await beheer.verwijder(naam);
      console.log(`Client ${naam} heeft geen toegang meer.`);
    }),
  );

function clientId(tekst: string): string {
  if (!/^[\w.-]{1,50}$/.test(tekst))
    throw new InvalidArgumentError('Een client-ID is 1 tot 50 letters, cijfers, punten, _ of - lang.');
  return tekst;
}

async function leesJson(bestand: string): Promise<Record<string, unknown>> {
  const tekst = await readFile(bestand, 'utf8');
  try {
    const inhoud: unknown = JSON.parse(tekst);
    if (typeof inhoud === 'object' && inhoud !== null && !Array.isArray(inhoud))
      return inhoud as Record<string, unknown>;
  } catch {
    // Falls through to the same complaint.
  }
  throw new Error(`${bestand}: dit is geen JSON-object.`);
}

async function metBeheer(
  work: (beheer: Awaited<ReturnType<typeof openClientbeheer>>) => Promise<void>,
): Promise<void> {
  const beheer = await openClientbeheer(config);
  try {
    await work(beheer);
  } finally {
    await beheer.stop();
  }
}

try {
  await program.parseAsync();
} catch (error) {
  console.error(`zgw-client: ${(error as Error).message || (error as { code?: string }).code}`);
  process.exitCode = 1;
}
