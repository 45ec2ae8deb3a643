import { randomUUID } from 'node:crypto';
import type { Figure } from '../prestatie/figures.ts';
import { startHelper } from '../prestatie/process.ts';
import type { Registerklant } from './klant.ts';
import { meetLus } from './lus.ts';
import { zaakBody } from './wereld.ts';

/** What the machine does at the moment of the run, without anything of ours: requests per second. */
export interface Nullijn {
  lezen: number;
  schrijven: number;
}

/** A bare Express handler with one SELECT, or one INSERT, on the same PostgreSQL, called as the register APIs are. */
export async function meetNullijn(
  databaseUrl: string,
  open: (basis: string) => Promise<Registerklant>,
  naast: number,
  duurMs: number,
): Promise<{ nullijn: Nullijn; figures: Figure[] }> {
  const { helper, hello } = await startHelper<{ port: number }>('bare-express.ts', {
    DATABASE_URL: databaseUrl,
  });
  const klant = await open(`http://127.0.0.1:${hello.port}`);
  try {
    const body = zaakBody(`urn:uuid:${randomUUID()}`, 'Nullijn');
    const ids: string[] = [];
    const schrijven = await meetLus(naast, duurMs, async () => {
      ids.push((await klant.maak<{ id: string }>('/', body)).id);
    });
    const lezen = await meetLus(naast, duurMs, (n) => klant.vraag('GET', `/${ids[n % ids.length]}`));
    const [fout] = [...schrijven.fouten, ...lezen.fouten];
    if (fout) throw new Error(`the baseline: ${fout}`);
    const nullijn = { lezen: lezen.perSeconde, schrijven: schrijven.perSeconde };
    return {
      nullijn,
      figures: [
        { naam: 'bare Express, one SELECT by key', waarde: nullijn.lezen, eenheid: '/s' },
        { naam: 'bare Express, one INSERT', waarde: nullijn.schrijven, eenheid: '/s' },
      ],
    };
  } finally {
    klant.close();
    await helper.stop();
  }
}
