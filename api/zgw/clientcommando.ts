import { readFile } from 'node:fs/promises';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { Clientbeheer } from './clientbeheer.ts';

/** What the command works with: a terminal, and the clients of one database. */
export interface Clientterminal {
  open(): Promise<Clientbeheer>;
  /** `ZGW_CLIENT_GEHEIM`: a secret that the other side has already. */
  geheim?: string | undefined;
  zeg(regel: string): void;
  klaag(regel: string): void;
}

/**
 * `npm run zgw-client`: makes, shows and ends the clients of the register APIs.
 * @returns the exit code; 1 after a complaint
 */
export async function voerClientcommandoUit(args: string[], terminal: Clientterminal): Promise<number> {
  try {
    await programma(terminal).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // Has been said already, or is no error: help was asked for.
    if (error instanceof CommanderError) return error.exitCode;
    terminal.klaag(`zgw-client: ${(error as Error).message || (error as { code?: string }).code}`);
    return 1;
  }
}

function programma({ open, geheim: geheimVooraf, zeg, klaag }: Clientterminal): Command {
  async function metBeheer(work: (beheer: Clientbeheer) => Promise<void>): Promise<void> {
    const beheer = await open();
    try {
      await work(beheer);
    } finally {
      await beheer.stop();
    }
  }
  const program = new Command('zgw-client')
    .description('Clients van de register-API’s (docs/integrator.md)')
    .exitOverride()
    .configureOutput({
      writeOut: (tekst) => zeg(tekst.trimEnd()),
      writeErr: (tekst) => klaag(tekst.trimEnd()),
    });

  program
    .command('maak')
    .description(
      'maakt een client en toont het geheim, één keer; met ZGW_CLIENT_GEHEIM krijgt hij dat geheim',
    )
    .argument('<client-id>', 'naam waaronder de client zich meldt', clientId)
    .option('--alles', 'geeft alle rechten')
    .option(
      '--applicatie <bestand>',
      'geeft de rechten uit dit JSON-bestand, zoals POST /applicaties ze neemt',
    )
    .option('--label <label>', 'naam van de applicatie')
    .action((naam: string, opties: { alles?: true; applicatie?: string; label?: string }) =>
      metBeheer(async (beheer) => {
        if (opties.alles && opties.applicatie) throw new Error('kies --alles of --applicatie, niet beide.');
        const applicatie = opties.applicatie ? await leesJson(opties.applicatie) : undefined;
        const { geheim } = await beheer.maak(naam, geheimVooraf, {
          ...(opties.label ? { label: opties.label } : {}),
          ...(opties.alles ? { heeftAlleAutorisaties: true } : applicatie),
        });
        zeg(`Client-ID: ${naam}`);
        zeg(`Geheim:    ${geheim}`);
        zeg('Bewaar dit goed: het geheim is hierna niet meer te zien.');
        if (!opties.alles && !applicatie)
          zeg('Deze client heeft nog geen rechten: geef ze met de Autorisaties-API.');
      }),
    );

  program
    .command('geheim')
    .description('geeft een client een nieuw geheim en toont het, één keer; het oude geldt dan niet meer')
    .argument('<client-id>', '', clientId)
    .action((naam: string) =>
      metBeheer(async (beheer) => zeg(`Geheim:    ${await beheer.vernieuw(naam, geheimVooraf)}`)),
    );

  program
    .command('token')
    .description('toont een JWT dat een uur geldt, om mee te proberen')
    .argument('<client-id>', '', clientId)
    .option('--gebruiker <id>', 'voor wie de client zegt te werken', '')
    .action((naam: string, { gebruiker }: { gebruiker: string }) =>
      metBeheer(async (beheer) => zeg(await beheer.token(naam, gebruiker))),
    );

  program
    .command('lijst')
    .description('toont de clients: naam, applicatie, rechten')
    .action(() =>
      metBeheer(async (beheer) => {
        for (const { clientId: naam, label, rechten } of await beheer.lijst())
          zeg(`${naam}\t${label}\t${rechten}`);
      }),
    );

  program
    .command('verwijder')
    .description('laat een client niet meer toe; zijn applicatie blijft')
    .argument('<client-id>', '', clientId)
    .action((naam: string) =>
      metBeheer(async (beheer) => {
        await beheer.verwijder(naam);
        zeg(`Client ${naam} heeft geen toegang meer.`);
      }),
    );
  return program;
}

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
