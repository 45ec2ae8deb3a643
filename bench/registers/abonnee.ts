import { createServer } from 'node:http';
import { type Figure, percentile } from '../prestatie/figures.ts';
import { runOpenLoop } from '../prestatie/open-loop.ts';
import type { Registerklant } from './klant.ts';
import { meetLus } from './lus.ts';
import { type Wereld, zaakBody } from './wereld.ts';

const wachtMs = 60_000;

interface Abonnees {
  /** Per case the moments at which each of them heard of it. */
  gehoord: Map<string, number[]>;
  stop(): Promise<void>;
}

/** Subscribers of ours, which note when they hear of which case; those that do not answer keep every message waiting. */
async function startAbonnees(klant: Registerklant, aantal = 1, antwoordt = true): Promise<Abonnees> {
  const gehoord = new Map<string, number[]>();
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const { kanaal, hoofdObject = '' } = JSON.parse(Buffer.concat(chunks).toString()) as {
        kanaal: string;
        hoofdObject?: string;
      };
      if (kanaal === 'zaken')
        gehoord.set(hoofdObject, [...(gehoord.get(hoofdObject) ?? []), performance.now()]);
      // The try at registration is about no case, and is answered by all.
      if (antwoordt || kanaal !== 'zaken') res.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const abonnementen: string[] = [];
  for (let n = 0; n < aantal; n += 1)
    abonnementen.push(
      (
        await klant.maak('/notificaties/api/v1/abonnement', {
          callbackUrl: `http://127.0.0.1:${port}/${n}`,
          auth: 'Bearer bench',
          kanalen: [{ naam: 'zaken', filters: {} }],
        })
      ).url,
    );
  return {
    gehoord,
    async stop() {
      for (const url of abonnementen) await klant.vraag('DELETE', url);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Calls that make one case a second; how long after each answer a hundred subscribers had heard of it. */
async function meetHonderd(
  klant: Registerklant,
  wereld: Wereld,
  levend: Abonnees,
  seconden: number,
): Promise<number[]> {
  const af = new Map<string, number>();
  const maak = async (n: number): Promise<void> => {
    const { url } = await klant.maak(
      '/zaken/api/v1/zaken',
      zaakBody(wereld.zaaktypen[0]!.url, `Stilte ${n}`),
    );
    af.set(url, performance.now());
  };
  const allen = (): boolean => [...af.keys()].every((url) => levend.gehoord.get(url)?.length === honderd);
  // Starts the workflows, and is not counted.
  await maak(0);
  await wachtTot(allen);
  af.clear();
  const { errors } = await runOpenLoop(1, seconden, maak);
  if (errors.length > 0) throw new Error(`${errors.length} errors, first: ${errors[0]}`);
  await wachtTot(allen);
  return [...af].flatMap(([url, klaar]) => levend.gehoord.get(url)!.map((op) => Math.max(0, op - klaar)));
}
const honderd = 100;

/** What it costs a hundred subscribers that a hundred others never answer. */
export async function meetStilte(klant: Registerklant, wereld: Wereld, duurMs: number): Promise<Figure[]> {
  const seconden = Math.max(10, Math.round((duurMs * 3) / 1_000));
  const levend = await startAbonnees(klant, honderd);
  try {
    const alleen = await meetHonderd(klant, wereld, levend, seconden);
    const stil = await startAbonnees(klant, honderd, false);
    try {
      const naast = await meetHonderd(klant, wereld, levend, seconden);
      return [0.5, 0.95].map((deel) => ({
        naam: `100 subscribers beside 100 that never answer, and alone: p${deel * 100}`,
        waarde: percentile(naast, deel),
        eenheid: 'ms',
        nullijn: percentile(alleen, deel),
      }));
    } finally {
      await stil.stop();
    }
  } finally {
    await levend.stop();
  }
}

/** With a subscriber beside it: how many cases a second, and how long after the answer it has heard. */
export async function meetAbonnee(klant: Registerklant, wereld: Wereld, duurMs: number): Promise<Figure[]> {
  const abonnee = await startAbonnees(klant);
  const type = wereld.zaaktypen[0]!.url;
  try {
    const af = new Map<string, number>();
    const maak = async (n: number): Promise<void> => {
      const { url } = await klant.maak('/zaken/api/v1/zaken', zaakBody(type, `Melding ${n}`));
      af.set(url, performance.now());
    };
    const rustig = await runOpenLoop(100, Math.round(duurMs / 10), maak);
    await wachtTot(() => [...af.keys()].every((url) => abonnee.gehoord.has(url)));
    const vertraging = [...af].map(([url, klaar]) => Math.max(0, abonnee.gehoord.get(url)![0]! - klaar));
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
