import { z } from 'zod';
import { Geheugen } from '../../platform/geheugen.ts';
import { dagVan } from '../kader/dag.ts';
import { Zaakweigering } from './poort.ts';
import { leesAlle, leesAls, type Verbinding } from './verbinding.ts';

/** A catalogus changes seldom; a new version is seen this much later. */
const keepMs = 60_000;

const zaaktypeSchema = z.object({ url: z.string(), catalogus: z.string(), beginGeldigheid: z.string() });
const statustypeSchema = z.object({ url: z.string(), omschrijving: z.string(), volgnummer: z.number() });
const resultaattypeSchema = z.object({ url: z.string(), omschrijving: z.string() });
const roltypeSchema = z.object({ url: z.string(), omschrijvingGeneriek: z.string() });
const besluittypeSchema = z.object({ url: z.string(), omschrijving: z.string() });
const relatieSchema = z.object({ informatieobjecttype: z.string(), richting: z.string() });
const informatieobjecttypeSchema = z.object({ url: z.string(), omschrijving: z.string() });

type Statustype = z.infer<typeof statustypeSchema>;

/** Names are compared as people read them: `niet-voor-ons` is *Niet voor ons*. */
export const gelijkeNaam = (a: string, b: string): boolean => kaal(a) === kaal(b);
const kaal = (naam: string): string =>
  naam
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Types of the catalogus by name, remembered for a short time. */
export class Typen {
  readonly #bewaard = new Geheugen<Promise<unknown>>(keepMs);

  /** Address of the published version of a zaaktype that is valid on a day. */
  async zaaktype(zgw: Verbinding, identificatie: string, op: Date): Promise<string> {
    const dag = dagVan(op);
    return this.#onthoud(`zaaktype ${identificatie} ${dag}`, async () => {
      const rijen = await zgw.lijst('catalogi', 'zaaktypen', {
        identificatie,
        datumGeldigheid: dag,
        status: 'definitief',
      });
      const versies = leesAlle(zaaktypeSchema, rijen, 'zaaktype');
      if (new Set(versies.map(({ catalogus }) => catalogus)).size > 1)
        throw new Zaakweigering('zaaktype', 'niet-eenduidig', `"${identificatie}" staat in meer catalogi.`);
      const [nieuwste] = versies.sort((a, b) => b.beginGeldigheid.localeCompare(a.beginGeldigheid));
      if (!nieuwste)
        throw new Zaakweigering(
          'zaaktype',
          'onbekend',
          `Geen gepubliceerd zaaktype met identificatie "${identificatie}" is geldig op ${dag}.`,
        );
      return nieuwste.url;
    });
  }

  /** Statustypen in their order: the first opens a zaak, the last ends it. */
  async statustypen(zgw: Verbinding, zaaktype: string): Promise<[Statustype, ...Statustype[]]> {
    const typen = await this.#vanZaaktype(zgw, zaaktype, 'statustypen', statustypeSchema);
    const [eerste, ...rest] = typen.sort((a, b) => a.volgnummer - b.volgnummer);
    if (!eerste) throw new Zaakweigering('statustype', 'onbekend', 'Het zaaktype heeft geen statustypen.');
    return [eerste, ...rest];
  }

  async statustype(zgw: Verbinding, zaaktype: string, naam: string): Promise<Statustype> {
    return kies('statustype', await this.statustypen(zgw, zaaktype), naam);
  }

  async resultaattype(zgw: Verbinding, zaaktype: string, naam: string) {
    return kies(
      'resultaattype',
      await this.#vanZaaktype(zgw, zaaktype, 'resultaattypen', resultaattypeSchema),
      naam,
    );
  }

  /** Name of a resultaattype, by its address. */
  async resultaattypeVan(zgw: Verbinding, zaaktype: string, url: string): Promise<string | undefined> {
    const typen = await this.#vanZaaktype(zgw, zaaktype, 'resultaattypen', resultaattypeSchema);
    return typen.find((type) => type.url === url)?.omschrijving;
  }

  async roltypeInitiator(zgw: Verbinding, zaaktype: string): Promise<string> {
    const typen = await this.#vanZaaktype(zgw, zaaktype, 'roltypen', roltypeSchema);
    const initiator = typen.find(({ omschrijvingGeneriek }) => omschrijvingGeneriek === 'initiator');
    if (!initiator)
      throw new Zaakweigering('roltype', 'onbekend', 'Het zaaktype heeft geen roltype voor de initiator.');
    return initiator.url;
  }

  async besluittype(zgw: Verbinding, zaaktype: string, naam: string) {
    const typen = await this.#onthoud(`besluittypen ${zaaktype}`, async () =>
      leesAlle(
        besluittypeSchema,
        await zgw.lijst('catalogi', 'besluittypen', { zaaktypen: zaaktype }),
        'besluittype',
      ),
    );
    return kies('besluittype', typen, naam);
  }

  /** @param naam the first incoming kind of document of the zaaktype unless told */
  async informatieobjecttype(zgw: Verbinding, zaaktype: string, naam?: string): Promise<string> {
    const relaties = await this.#vanZaaktype(zgw, zaaktype, 'zaaktype-informatieobjecttypen', relatieSchema);
    const typen = await this.#onthoud(`documenten ${zaaktype}`, async () => {
      const gelezen = [];
      // One after another: inside a transaction there is one connection.
      for (const { informatieobjecttype: url, richting } of relaties) {
        const type = leesAls(informatieobjecttypeSchema, await zgw.lees(url), 'informatieobjecttype');
        gelezen.push({ ...type, richting });
      }
      return gelezen;
    });
    if (naam) return kies('informatieobjecttype', typen, naam).url;
    const inkomend = typen.find(({ richting }) => richting === 'inkomend');
    if (!inkomend)
      throw new Zaakweigering(
        'informatieobjecttype',
        'onbekend',
        'Het zaaktype kent geen inkomend informatieobjecttype.',
      );
    return inkomend.url;
  }

  #vanZaaktype<T>(zgw: Verbinding, zaaktype: string, pad: string, schema: z.ZodType<T>): Promise<T[]> {
    return this.#onthoud(`${pad} ${zaaktype}`, async () =>
      leesAlle(schema, await zgw.lijst('catalogi', pad, { zaaktype }), pad),
    );
  }

  /** What failed is not remembered: it may be mended by now. */
  async #onthoud<T>(sleutel: string, haal: () => Promise<T>): Promise<T> {
    const bewaard = this.#bewaard.lees(sleutel);
    if (bewaard) return bewaard as Promise<T>;
    const waarde = haal();
    this.#bewaard.bewaar(sleutel, waarde);
    waarde.catch(() => this.#bewaard.vergeet(sleutel));
    return waarde;
  }
}

function kies<T extends { omschrijving: string }>(soort: string, typen: readonly T[], naam: string): T {
  const type = typen.find(({ omschrijving }) => gelijkeNaam(omschrijving, naam));
  if (type) return type;
  const namen = typen.map(({ omschrijving }) => omschrijving).join(', ');
  throw new Zaakweigering(soort, 'onbekend', `Het zaaktype heeft geen ${soort} "${naam}"; wel: ${namen}.`);
}
