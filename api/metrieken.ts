import { createServer } from 'node:http';
import { Gauge, Registry } from 'prom-client';
import { describeError, type Logger } from '../platform/logging.ts';
import type { Vraagbaak } from '../registers/kader/vraagbaak.ts';
import { leesStanden, leesUitbak } from '../registers/zgw/notificaties/standen.ts';

/** Figures for Prometheus. */
export interface Metrieken {
  contentType: string;
  lees(): Promise<string>;
}

/** Read from the database when they are asked for: every api process tells the same, and all figures one moment. */
export function createMetrieken(opslag: Vraagbaak, nu: () => Date): Metrieken {
  const registry = new Registry();
  const meter = <T extends string>(name: string, help: string, ...labelNames: T[]): Gauge<T> =>
    new Gauge({ name: `schakel_notificaties_${name}`, help, labelNames, registers: [registry] });
  const uitbak = meter('uitbak', 'Notificaties die nog niet over de abonnementen zijn verdeeld.');
  const wachtend = meter('wachtend', 'Notificaties die nog bezorgd moeten worden.', 'abonnement');
  const geweigerd = meter(
    'geweigerd',
    'Wachtende notificaties die minstens eens zijn geweigerd.',
    'abonnement',
  );
  const opgegeven = meter('opgegeven', 'Opgegeven notificaties: een beheerder is nodig.', 'abonnement');
  const oudste = meter('oudste_seconden', 'Leeftijd van de oudste wachtende notificatie.', 'abonnement');
  return {
    contentType: registry.contentType,
    async lees() {
      const [standen, onverdeeld] = [await leesStanden(opslag, nu()), await leesUitbak(opslag)];
      for (const een of [wachtend, geweigerd, opgegeven, oudste]) een.reset();
      for (const stand of standen) {
        const { abonnement } = stand;
        wachtend.set({ abonnement }, stand.wachtend);
        geweigerd.set({ abonnement }, stand.geweigerd);
        opgegeven.set({ abonnement }, stand.opgegeven);
        oudste.set({ abonnement }, stand.oudste);
      }
      uitbak.set(onverdeeld);
      return registry.metrics();
    },
  };
}

/** Serves `/metrics` on a port of its own, which only the monitoring needs to reach. */
export async function startMetrieken(
  metrieken: Metrieken,
  { port, host, log }: { port: number; host: string; log: Logger },
): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer(async (req, res) => {
    if (req.method !== 'GET' || req.url !== '/metrics') return void res.writeHead(404).end();
    try {
      const tekst = await metrieken.lees();
      res.writeHead(200, { 'content-type': metrieken.contentType }).end(tekst);
    } catch (error) {
      log.warn({ err: describeError(error) }, 'metrics could not be read');
      res.writeHead(503).end();
    }
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return {
    port: (server.address() as { port: number }).port,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
