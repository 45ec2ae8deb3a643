import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import { createWebsiteRouter } from '../../api/website/router.tsx';
import { type InkomendBericht, inkomendBerichtSchema, type Ontvangstbewijs } from '../../domein/bericht.ts';
import { type Kanaalinstellingen, type Kanaalpoort, Weigering } from '../../domein/kanaaladapter.ts';
import { makeKenmerk } from '../../domein/kenmerk.ts';
import type { AnyProces } from '../../domein/proces.ts';
import { validateAntwoorden } from '../../domein/vraag.ts';
import { ontvang } from '../../kanalen/webformulier/ontvang.ts';
import { createBewijs } from '../../platform/bewijs.ts';
import { openDocumentenmap } from '../../registers/documenten/map.ts';
import type { EigenPagina } from '../../registers/verzoeken/eigen-pagina.ts';

/** Keeps the promises of aanname in memory: one bericht per externId, answers checked against the process. */
export class Geheugenpoort {
  readonly berichten = new Map<string, { bericht: InkomendBericht; bewijs: Ontvangstbewijs }>();
  /** While set, accepting fails as it does without a database. */
  storing = false;
  /** While set, reading fails with this message. */
  leesfout: string | undefined;
  readonly #processen: ReadonlyMap<string, AnyProces>;

  constructor(processen: ReadonlyMap<string, AnyProces>) {
    this.#processen = processen;
  }

  acceptBericht: Kanaalpoort['acceptBericht'] = async (input) => {
    if (this.storing) throw new Error('no database');
    const bericht = inkomendBerichtSchema.parse(input);
    const known = this.berichten.get(bericht.externId);
    if (known) return { ...known.bewijs, dubbel: true };
    const proces = bericht.product === undefined ? undefined : this.#processen.get(bericht.product);
    if (bericht.product !== undefined && !proces)
      throw new Weigering('product', 'onbekend-product', 'Dit product kennen wij niet.');
    const checked = proces && validateAntwoorden(proces.gegevens, bericht.inhoud.gegevens ?? {});
    if (checked && !checked.ok)
      throw new Weigering(
        `inhoud.gegevens.${checked.fouten[0]?.veld}`,
        'invalid',
        checked.fouten[0]?.tekst ?? '',
      );
    const kenmerk = bericht.bewezen[0] ?? makeKenmerk(crypto.getRandomValues(new Uint8Array(8)));
    const bewijs = {
      berichtId: crypto.randomUUID(),
      kenmerk,
      interactieId: crypto.randomUUID(),
      dubbel: false,
    };
    this.berichten.set(bericht.externId, { bericht, bewijs });
    return bewijs;
  };

  /** Messages of one verzoek in order of arrival. */
  of(kenmerk: string): InkomendBericht[] {
    return [...this.berichten.values()]
      .filter(({ bewijs }) => bewijs.kenmerk === kenmerk)
      .map(({ bericht }) => bericht);
  }

  /** What the register would show. */
  readEigenPagina = async (kenmerk: string): Promise<EigenPagina | undefined> => {
    if (this.leesfout) throw new Error(this.leesfout);
    const berichten = this.of(kenmerk);
    const eerste = berichten[0];
    if (!eerste) return undefined;
    const ingetrokken = berichten.some(({ bedoeling }) => bedoeling === 'intrekken');
    return {
      kenmerk,
      ...(eerste.product
        ? {
            verzoek: {
              product: eerste.product,
              status: ingetrokken ? ('ingetrokken' as const) : ('in_behandeling' as const),
              fase: 'wacht-op-klant',
              uiterlijk: new Date('2026-12-11T22:59:59Z'),
              registratiedatum: new Date(eerste.ontvangenOp),
              afgesloten: ingetrokken,
              resultaat: null,
              voorganger: null,
              zaak: { zaaknummer: kenmerk, status: 'In behandeling' },
            },
          }
        : {}),
      tijdlijn: berichten.map((bericht) => ({
        id: bericht.externId,
        op: new Date(bericht.ontvangenOp),
        van: 'klant',
        kanaal: bericht.kanaal,
        soort: bericht.bedoeling === 'intrekken' ? 'intrekken' : 'bericht',
        onderwerp: null,
        tekst: bericht.inhoud.tekst ?? '',
        gegevens: bericht.inhoud.gegevens ?? null,
        bijlagen: bericht.bijlagen.map(({ naam, grootte }) => ({ naam, grootte })),
        mislukt: false,
      })),
    };
  };
}

export interface Testwebsite {
  url: string;
  poort: Geheugenpoort;
  bewijs: ReturnType<typeof createBewijs>;
  /** Folder of the document store. */
  documentenmap: string;
  /** Lines that the pages logged. */
  log: object[];
  stop(): Promise<void>;
}

/**
 * The website and its forms on a free port, with a real document store and everything behind the port in memory.
 * @param assets folder with the script of the chat
 */
export async function startWebsite(
  processen: ReadonlyMap<string, AnyProces>,
  assets?: string,
): Promise<Testwebsite> {
  const documentenmap = await mkdtemp(path.join(tmpdir(), 'schakel-website-'));
  const documenten = await openDocumentenmap(documentenmap);
  const bewijs = createBewijs('een-geheim-voor-de-tests-van-de-website');
  const poort = new Geheugenpoort(processen);
  const app = express();
  app.disable('x-powered-by');
  if (assets) app.use('/assets', express.static(assets));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const instellingen: Kanaalinstellingen = {
    gemeenteNaam: 'Voorbeeldstad',
    gemeenteMail: 'gemeente@voorbeeldstad.test',
    url,
    smtpPort: 0,
    smtpUrl: '',
    host: '127.0.0.1',
  };
  const lines: object[] = [];
  const add = (fields: object, message: string): void => void lines.push({ ...fields, message });
  const log = { info: add, warn: add, error: add };
  const website = await createWebsiteRouter({
    readEigenPagina: poort.readEigenPagina,
    poort,
    documenten,
    bewijs,
    processen,
    instellingen,
    log,
  });
  app.use(website.router);
  const absent = async (): Promise<never> => {
    throw new Error('Forms need no conversation.');
  };
  const ontvanger = await ontvang({
    poort: {
      acceptBericht: poort.acceptBericht,
      acceptGebeurtenis: absent,
      reportAflevering: absent,
      readGesprek: absent,
      watchGesprek: () => () => undefined,
      findKenmerken: absent,
    },
    documenten,
    bewijs,
    instellingen,
    processen,
    router: app,
    onUpgrade: () => undefined,
    server,
    log,
  });
  app.use(website.notFound);
  app.use(website.onError);
  return {
    url,
    poort,
    bewijs,
    documentenmap,
    log: lines,
    async stop() {
      await ontvanger.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(documentenmap, { recursive: true, force: true });
    },
  };
}

/** The inputs of a page as a browser would send them: hidden ones, and what stands in the others. Radio buttons only when chosen. */
export function fieldsOf(html: string): Record<string, string[]> {
  const fields: Record<string, string[]> = {};
  for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
    const read = (name: string): string | undefined => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
    const naam = read('name');
    const type = read('type');
    if (!naam || type === 'file' || ((type === 'radio' || type === 'checkbox') && !tag.includes(' checked')))
      continue;
    fields[naam] = [...(fields[naam] ?? []), unescapeHtml(read('value') ?? '')];
  }
  for (const [, naam = '', waarde = ''] of html.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>([^<]*)/g))
    fields[naam] = [unescapeHtml(waarde)];
  return fields;
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#x27': "'" };
const unescapeHtml = (text: string): string =>
  text.replace(/&(\w+|#x27);/g, (whole, name: string) => entities[name] ?? whole);

type Waarde = string | File | readonly (string | File)[] | undefined;

/** Posts a form as a browser does, files last within their field, without following the answer. */
export function post(
  url: string,
  fields: Record<string, Waarde>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const body = new FormData();
  for (const [naam, waarde] of Object.entries(fields))
    for (const value of Array.isArray(waarde) ? waarde : [waarde])
      if (value !== undefined) body.append(naam, value);
  return fetch(url, { method: 'POST', body, headers, redirect: 'manual' });
}
