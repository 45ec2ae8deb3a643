import { randomUUID } from 'node:crypto';
import { bewaarClient, geefAlles } from '../../api/zgw/clients.ts';
import { createZgwRouter } from '../../api/zgw/zgw.ts';
import type { Logger } from '../../platform/logging.ts';
import { fuzzer } from './zaaigoed.ts';

/** Where the suites' own stub answers for the rest of the internet. */
const stub = 'http://127.0.0.1:4010';

/** The register APIs as the suites expect them: one client with all rights, one whose applicatie they make themselves. */
export async function startStelsel(
  url: string,
  folder: string,
  log: Logger,
  meer: readonly string[] = [],
): Promise<Awaited<ReturnType<typeof createZgwRouter>>> {
  const zgw = await createZgwRouter({
    config: {
      DATABASE_URL: url,
      DATABASE_POOL: 8,
      SCHAKEL_URL: 'http://127.0.0.1:3000',
      SCHAKEL_EMBEDDED: true,
      SCHAKEL_DATA: folder,
      NODE_ENV: 'test',
    },
    log,
    nu: () => new Date(),
    toegestaan: [stub, ...meer],
    leeslog: true,
  });
  await bewaarClient(zgw.omgeving.opslag, 'zgw_api_tests', 'secret');
  await bewaarClient(zgw.omgeving.opslag, 'zgw_api_tests_limited', 'secret_limited');
  await geefAlles(zgw.omgeving.opslag, 'zgw_api_tests', 'Conformiteitstoets');
  laatFuzzerToe(zgw.omgeving);
  return zgw;
}

function laatFuzzerToe(omgeving: Awaited<ReturnType<typeof createZgwRouter>>['omgeving']): void {
  const { clients } = omgeving;
  omgeving.clients = {
    vind: async (clientId) =>
      clientId === fuzzer.clientId
        ? {
            geheim: fuzzer.geheim,
            applicatie: {
              applicatie: randomUUID(),
              label: 'Fuzzer',
              alles: true,
              alleenVrijgegeven: false,
              rechten: [],
            },
          }
        : clients.vind(clientId),
  };
}
