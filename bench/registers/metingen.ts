import { randomBytes } from 'node:crypto';
import type { Figure } from '../prestatie/figures.ts';
import { bsnVan } from './generator.ts';
import type { Registerklant } from './klant.ts';
import { meetLus, type Uitslag } from './lus.ts';
import type { Nullijn } from './nullijn.ts';
import { documentBody, rolBody, statusBody, type Wereld, zaakBody } from './wereld.ts';

const zaken = '/zaken/api/v1';
const documenten = '/documenten/api/v1';
/** Callers side by side, as in the measurement of Open Zaak in docs/developer.md. */
export const naast = 8;

interface Lijst {
  count: number;
  next: string | null;
  results: { url: string }[];
}

export interface Meting {
  klant: Registerklant;
  wereld: Wereld;
  /** Cases that were generated. */
  aantal: number;
  duurMs: number;
  /** Who calls, for the names of the figures. */
  wie: string;
  /** Whether each read is logged. */
  gelogd: boolean;
  nullijn: Nullijn;
}

const eis = (uitslag: Uitslag, naam: string): Uitslag => {
  if (uitslag.fouten.length > 0)
    throw new Error(`${naam}: ${uitslag.fouten.length} errors, first: ${uitslag.fouten[0]}`);
  return uitslag;
};

async function tempo(
  naam: string,
  minstens: number,
  nullijn: number,
  duurMs: number,
  roep: (n: number) => Promise<unknown>,
): Promise<Figure[]> {
  const uitslag = eis(await meetLus(naast, duurMs, roep), naam);
  return [
    {
      naam,
      waarde: uitslag.perSeconde,
      eenheid: '/s',
      nullijn,
      norm: { soort: 'hoog', grens: minstens },
    },
    { naam: `${naam}: p95`, waarde: uitslag.p95, eenheid: 'ms' },
  ];
}

async function lijst(
  naam: string,
  duurMs: number,
  roep: (n: number) => Promise<unknown>,
  norm: { p50?: number; p95: number },
): Promise<Figure[]> {
  // One at a time: how long somebody waits for a page, not how many pages fit in a second.
  const uitslag = eis(await meetLus(1, duurMs, roep), naam);
  return [
    {
      naam: `${naam}: p50`,
      waarde: uitslag.p50,
      eenheid: 'ms',
      ...(norm.p50 === undefined ? {} : { norm: { soort: 'laag', grens: norm.p50 } as const }),
    },
    { naam: `${naam}: p95`, waarde: uitslag.p95, eenheid: 'ms', norm: { soort: 'laag', grens: norm.p95 } },
  ];
}

/** Pages of cases as clients ask for them. */
export async function meetLijsten({ klant, wereld, aantal, duurMs, wie }: Meting): Promise<Figure[]> {
  const norm = { p50: 40, p95: 100 };
  const blad = (vraag: string): Promise<string> => klant.vraag('GET', `${zaken}/zaken?${vraag}`);
  const eerste = JSON.parse(await blad('page=1')) as Lijst;
  const laatste = await zoekLaatste(blad, eerste.count);
  const personen = Math.max(1, Math.ceil(aantal / 10));
  const bsn = (n: number): string => bsnVan((n * 31) % personen);
  const type = (n: number): string => encodeURIComponent(wereld.zaaktypen[n % 3]!.url);
  return [
    ...(await lijst(`zaken, page of 100 (${wie})`, duurMs, () => blad('page=1'), norm)),
    ...(await lijst(
      `zaken by BSN of a rol (${wie})`,
      duurMs,
      (n) => blad(`rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn=${bsn(n)}`),
      norm,
    )),
    ...(await lijst(
      `zaken by zaaktype, open (${wie})`,
      duurMs,
      (n) => blad(`zaaktype=${type(n)}&einddatum__isnull=true`),
      norm,
    )),
    ...(await lijst(`zaken, last page ${laatste} (${wie})`, duurMs, () => blad(`page=${laatste}`), {
      p95: 600,
    })),
  ];
}

/** The last page that has cases; `count` may be an estimate. */
async function zoekLaatste(blad: (vraag: string) => Promise<string>, count: number): Promise<number> {
  const bestaat = async (pagina: number): Promise<boolean> => {
    try {
      await blad(`page=${pagina}`);
      return true;
    } catch {
      return false;
    }
  };
  let laag = 1;
  let hoog = Math.ceil(count / 100) + 1;
  while (await bestaat(hoog)) hoog *= 2;
  while (hoog - laag > 1) {
    const midden = Math.floor((laag + hoog) / 2);
    if (await bestaat(midden)) laag = midden;
    else hoog = midden;
  }
  return laag;
}

/** Addresses of cases that this caller sees, of zaaktypen that are open. */
async function eigenZaken(
  klant: Registerklant,
  wereld: Wereld,
): Promise<{ url: string; zaaktype: string }[]> {
  const vraag = `zaaktype=${encodeURIComponent(wereld.zaaktypen[0]!.url)}&einddatum__isnull=true&pageSize=500`;
  const { results } = JSON.parse(await klant.vraag('GET', `${zaken}/zaken?${vraag}`)) as {
    results: { url: string; zaaktype: string }[];
  };
  return results;
}

/** One case at a time, read and written. */
export async function meetEnkele({ klant, wereld, duurMs, wie, gelogd, nullijn }: Meting): Promise<Figure[]> {
  const bestaand = await eigenZaken(klant, wereld);
  const zaak = (n: number): string => bestaand[n % bestaand.length]!.url;
  const [type] = wereld.zaaktypen;
  const inhoud = randomBytes(10_240);
  const begonnen = Date.now();
  return [
    ...(await tempo(
      `one zaak, read ${gelogd ? '' : 'not '}logged (${wie})`,
      gelogd ? 1_000 : 1_500,
      nullijn.lezen,
      duurMs,
      (n) => klant.vraag('GET', zaak(n)),
    )),
    ...(await tempo(`POST zaak (${wie})`, 400, nullijn.schrijven, duurMs, (n) =>
      klant.maak(`${zaken}/zaken`, zaakBody(type!.url, `Meting ${n}`)),
    )),
    ...(await tempo(`POST rol (${wie})`, 300, nullijn.schrijven, duurMs, (n) =>
      klant.maak(`${zaken}/rollen`, rolBody(zaak(n), type!.roltype, bsnVan(n))),
    )),
    ...(await tempo(`POST status (${wie})`, 300, nullijn.schrijven, duurMs, (n) =>
      klant.maak(
        `${zaken}/statussen`,
        statusBody(zaak(n), type!.statustypen[0]!, new Date(begonnen - 86_400_000 + n)),
      ),
    )),
    ...(await tempo(`POST document of 10 kB (${wie})`, 200, nullijn.schrijven, duurMs, (n) => {
      inhoud.writeUInt32BE(n);
      return klant.maak(
        `${documenten}/enkelvoudiginformatieobjecten`,
        documentBody(wereld.informatieobjecttype, `Meting ${n}`, inhoud),
      );
    })),
  ];
}
