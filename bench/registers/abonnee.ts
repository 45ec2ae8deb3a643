import { createServer } from 'node:http';
import { type Figure, percentile } from '../prestatie/figures.ts';
import { runOpenLoop } from '../prestatie/open-loop.ts';
import type { Registerklant } from './klant.ts';
import { meetLus } from './lus.ts';
import { type Wereld, zaakBody } from './wereld.ts';

const wachtMs = 60_000;

/** A subscriber of ours: notes when it heard of which case. */
async function startAbonnee(
  klant: Registerklant,
): Promise<{ gehoord: Map<string, number>; stop(): Promise<void> }> {
  const gehoord = new Map<string, number>();
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const { hoofdObject } = JSON.parse(Buffer.concat(chunks).toString()) as { hoofdObject?: string };
      // The try at registration is about no case.
      if (hoofdObject && !gehoord.has(hoofdObject)) gehoord.set(hoofdObject, performance.now());
      res.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const abonnement = await klant.maak('/notificaties/api/v1/abonnement', {
    callbackUrl: `http://127.0.0.1:${port}/`,
    auth: 'Bearer bench',
    kanalen: [{ naam: 'zaken', filters: {} }],
  });
  return {
    gehoord,
    async stop() {
      await klant.vraag('DELETE', abonnement.url);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** With a subscriber beside it: how many cases a second, and how long after the answer it has heard. */
export async function meetAbonnee(klant: Registerklant, wereld: Wereld, duurMs: number): Promise<Figure[]> {
  const abonnee = await startAbonnee(klant);
  const type = wereld.zaaktypen[0]!.url;
  try {
    const af = new Map<string, number>();
    const maak = async (n: number): Promise<void> => {
      const { url } = await klant.maak('/zaken/api/v1/zaken', zaakBody(type, `Melding ${n}`));
      af.set(url, performance.now());
    };
    const rustig = await runOpenLoop(100, Math.round(duurMs / 10), maak);
    await wachtTot(() => [...af.keys()].every((url) => abonnee.gehoord.has(url)));
    const vertraging = [...af].map(([url, klaar]) => Math.max(0, abonnee.gehoord.get(url)! - klaar));
    const vol = await meetLus(8, duurMs, maak);
    const begonnen = performance.now();
    await wachtTot(() => [...af.keys()].every((url) => abonnee.gehoord.has(url)));
    const fouten = [...rustig.errors, ...vol.fouten];
    if (fouten.length > 0) throw new Error(`${fouten.length} errors, first: ${fouten[0]}`);
    return [
      {
        naam: 'from answer to subscriber at 100/s: p95',
        waarde: percentile(vertraging, 0.95),
        eenheid: 'ms',
        norm: { soort: 'laag', grens: 1_000 },
      },
      { naam: 'the same: p50', waarde: percentile(vertraging, 0.5), eenheid: 'ms' },
      {
        naam: 'POST zaak with a subscriber',
        waarde: vol.perSeconde,
        eenheid: '/s',
        norm: { soort: 'hoog', grens: 150 },
      },
      {
        naam: 'time until the subscriber had heard of all',
        waarde: (performance.now() - begonnen) / 1000,
        eenheid: 's',
      },
    ];
  } finally {
    await abonnee.stop();
  }
}

async function wachtTot(klaar: () => boolean): Promise<void> {
  for (const tot = performance.now() + wachtMs; !klaar(); ) {
    if (performance.now() > tot) throw new Error('The subscriber has not heard of all cases.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
