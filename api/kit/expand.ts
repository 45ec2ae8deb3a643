import { sql } from 'kysely';
import type { Waarden } from '../../registers/kader/vraagbaak.ts';
import { nietGevonden, veldFout } from './fout.ts';
import { peildagVan } from './lees.ts';
import { noteerLezing } from './leeslog.ts';
import type { Omgeving, Oproep } from './omgeving.ts';
import type { Plek, Resource } from './resource.ts';
import { kolommenVan, leesRij, metPeildag } from './rij.ts';
import { rijConditie } from './toegang.ts';
import { toonRij } from './toon.ts';

/** Rows that one request may pull in beside those it asked for. */
const maximumRijen = 20_000;
const maximumDiepte = 10;

type Boom = Map<string, Boom>;

function boomVan(paden: readonly string[]): Boom {
  const boom: Boom = new Map();
  for (const pad of paden) {
    let tak = boom;
    const stappen = pad.split('.');
    if (stappen.length > maximumDiepte)
      throw veldFout('expand', 'invalid', `Een pad gaat ten hoogste ${maximumDiepte} stappen diep.`);
    for (const stap of stappen) {
      let volgende = tak.get(stap);
      if (!volgende) {
        volgende = new Map();
        tak.set(stap, volgende);
      }
      tak = volgende;
    }
  }
  return boom;
}

/**
 * Puts what the paths lead to under `_expand`. Rows that the caller may not see are left out, decided in SQL.
 * @throws Problem 404 for a path that is no reference of the resource (zrc-027)
 */
export async function klapUit(
  omgeving: Omgeving,
  oproep: Oproep,
  resource: Resource,
  beelden: Waarden[],
  paden: readonly string[],
): Promise<void> {
  if (paden.length > 0)
    await klapTak(omgeving, oproep, resource, beelden, boomVan(paden), { over: maximumRijen });
}

async function klapTak(
  omgeving: Omgeving,
  oproep: Oproep,
  resource: Resource,
  beelden: Waarden[],
  boom: Boom,
  budget: { over: number },
): Promise<void> {
  for (const [naam, dieper] of boom) {
    const veld = Object.hasOwn(resource.velden, naam) ? resource.velden[naam] : undefined;
    if (!veld || !(veld.naar || veld.haal || veld.uitklapbaar) || veld.alleenSchrijven)
      throw nietGevonden(`${naam.slice(0, 60)} kan bij ${resource.naam} niet uitgeklapt worden.`);
    const adressen = [...new Set(beelden.flatMap((beeld) => adressenIn(beeld[naam])))];
    // A field that may lead anywhere can lead to several resources of ours, too.
    const perSoort = veld.naar ? new Map([[veld.naar, adressen]]) : perResource(omgeving, oproep, adressen);
    const gevonden = new Map<string, Waarden>();
    for (const [soort, eigen] of perSoort) {
      if (soort === elders) continue;
      const plek = omgeving.kaart.vind(soort);
      const rijen = await haalEigen(omgeving, oproep, plek, eigen, budget);
      for (const [adres, beeld] of rijen) gevonden.set(adres, beeld);
      if (dieper.size > 0)
        await klapTak(omgeving, oproep, plek.resource, [...rijen.values()], dieper, budget);
    }
    const vreemd = perSoort.get(elders) ?? [];
    if (vreemd.length > 0 && dieper.size > 0)
      throw nietGevonden(`Onder ${naam.slice(0, 60)} kan niet verder uitgeklapt worden.`);
    for (const [adres, beeld] of await haalAndere(omgeving, vreemd, naam)) gevonden.set(adres, beeld);
    for (const beeld of beelden) hang(beeld, naam, gevonden);
  }
}

/** Key of addresses that are none of ours. */
const elders = '';

function perResource({ kaart }: Omgeving, { basissen }: Oproep, adressen: string[]): Map<string, string[]> {
  const soorten = new Map<string, string[]>();
  for (const adres of adressen) {
    const gevonden = kaart.ontleed(adres, basissen);
    const soort = gevonden.soort === 'eigen' ? gevonden.naam : elders;
    soorten.set(soort, [...(soorten.get(soort) ?? []), adres]);
  }
  return soorten;
}

/** Addresses in a reference, a list of them, or a list of groups that each hold one (`relevanteAndereZaken`). */
function adressenIn(waarde: unknown): string[] {
  if (typeof waarde === 'string') return waarde ? [waarde] : [];
  if (Array.isArray(waarde)) return waarde.flatMap(adressenIn);
  if (typeof waarde !== 'object' || waarde === null) return [];
  const { url, zaaktype } = waarde as { url?: unknown; zaaktype?: unknown };
  return adressenIn(url ?? zaaktype);
}

function hang(beeld: Waarden, naam: string, gevonden: Map<string, Waarden>): void {
  const waarde = beeld[naam];
  const delen = adressenIn(waarde).flatMap((adres) => gevonden.get(adres) ?? []);
  const plek = (beeld._expand ?? {}) as Waarden;
  beeld._expand = plek;
  if (Array.isArray(waarde)) plek[naam] = delen;
  else if (delen[0]) plek[naam] = delen[0];
  // What the standard has for a reference that is empty (`EmptyObject`, Zaken 1.7.0).
  else if ((waarde ?? '') === '') plek[naam] = {};
}

async function haalEigen(
  omgeving: Omgeving,
  oproep: Oproep,
  plek: Plek,
  adressen: string[],
  budget: { over: number },
): Promise<Map<string, Waarden>> {
  const { kaart, opslag } = omgeving;
  const { resource } = plek;
  const uuids = adressen.flatMap((adres) => {
    const gevonden = kaart.ontleed(adres, oproep.basissen);
    return gevonden.soort === 'eigen' && gevonden.naam === resource.naam ? [gevonden.uuid] : [];
  });
  budget.over -= uuids.length;
  if (budget.over < 0)
    throw veldFout(
      'expand',
      'invalid',
      'Dit klapt te veel objecten uit; vraag een kleinere bladzijde of minder paden.',
    );
  const recht = rijConditie(kaart, oproep.aanroeper, plek, resource.scopes.lezen);
  if (uuids.length === 0 || recht === 'niets') return new Map();
  const rijen = await opslag.alle<Waarden>(sql`
    SELECT ${kolommenVan(resource)} FROM ${metPeildag(peildagVan(oproep))} CROSS JOIN ${sql.table(resource.tabel)} t WHERE t.uuid = ANY(${uuids}::uuid[]) ${recht === 'alles' ? sql`` : sql`AND ${recht}`}`);
  const waarden = rijen.map((rij) => leesRij(resource, rij));
  await noteerLezing(omgeving, oproep, resource, waarden);
  return new Map(
    waarden.map((rij) => {
      const beeld = toonRij(kaart, oproep.basis, resource, rij);
      return [beeld.url as string, beeld];
    }),
  );
}

/** @throws Problem 404 when an address gives no object (zrc-028) */
async function haalAndere(
  { externen }: Omgeving,
  adressen: string[],
  naam: string,
): Promise<Map<string, Waarden>> {
  const paren = await Promise.all(
    adressen.map(async (adres) => [adres, await externen.haal(adres)] as const),
  );
  if (paren.some(([, { status, json }]) => status !== 200 || typeof json !== 'object' || json === null))
    throw nietGevonden(`Niet alles onder ${naam.slice(0, 60)} kon opgehaald worden.`);
  return new Map(paren.map(([adres, { json }]) => [adres, json as Waarden]));
}
