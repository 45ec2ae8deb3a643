import { writeFileSync } from 'node:fs';
import type { Json } from '../support/zgw.ts';

/** How often the fuzzer takes an address that exists instead of one that it makes up. */
const kans = 0.7;

/** Numbers of organisations and persons that pass the elfproef, which a schema cannot ask. */
const nummers = ['517439943', '002564440', '111222333'];

interface Lijsten {
  /** Addresses of what exists, by resource. */
  adressen: Map<string, string[]>;
}

/** What lists of all APIs show, by the path of the resource. */
export async function verzamel(basis: string, token: string, paden: readonly string[]): Promise<Lijsten> {
  const adressen = new Map<string, string[]>();
  for (const pad of paden) {
    const document = await haal(`${basis}${pad}/openapi.json`, token);
    for (const [onder, operaties] of Object.entries<Json>(document.paths)) {
      const naam = /^(.+)_list$/.exec(operaties.get?.operationId ?? '')?.[1];
      if (!naam || onder.includes('{')) continue;
      // Concepts are left out unless asked for.
      const alles = JSON.stringify(operaties.get.parameters ?? []).includes('"alles"') ? '?status=alles' : '';
      const lijst = await haal(`${basis}${pad}${onder}${alles}`, token);
      const urls = (Array.isArray(lijst) ? lijst : (lijst.results ?? [])).flatMap(
        (rij: Json) => rij.url ?? [],
      );
      if (urls.length > 0) adressen.set(naam, urls.slice(0, 20));
    }
  }
  return { adressen };
}

async function haal(url: string, token: string): Promise<Json> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  // Some lists want to be asked for something; they name no objects then.
  return response.ok ? response.json() : [];
}

/**
 * Writes the settings of a run over one document: those that hold for all, and per operation where each reference finds
 * objects that exist.
 */
export async function schrijfInstellingen(
  bestand: string,
  algemeen: string,
  document: Json,
  { adressen }: Lijsten,
): Promise<void> {
  const regels = [algemeen, `[dictionaries."elfproef"]`, `values = ${JSON.stringify(nummers)}`];
  for (const [naam, urls] of adressen) {
    regels.push(`[dictionaries."${naam}"]`, `values = ${JSON.stringify(urls)}`);
    const uuids = urls.map((url) => url.split('/').at(-1));
    regels.push(`[dictionaries."${naam}-uuid"]`, `values = ${JSON.stringify(uuids)}`);
  }
  for (const [methode, operatie] of Object.values<Json>(document.paths).flatMap((pad) =>
    Object.entries<Json>(pad),
  )) {
    const gebonden = bindingen(document, operatie).filter(
      ([, naam]) => naam === 'elfproef' || adressen.has(naam.replace(/-uuid$/, '')),
    );
    const schrijft = !['get', 'head'].includes(methode);
    const metDeel = operatie.responses?.['416'];
    if (!schrijft && !metDeel && gebonden.length === 0) continue;
    regels.push('[[operations]]', `include-operation-id = "${operatie.operationId}"`);
    // Whether a part exists is known only to who has the content.
    if (metDeel) regels.push('checks.positive_data_acceptance.expected-statuses = ["2xx", "404", "416"]');
    if (schrijft) regels.push(`checks.positive_data_acceptance.expected-statuses = ${geweigerd}`);
    for (const [plek, naam] of gebonden)
      regels.push(`parameters."${plek}" = { dictionary = "${naam}", probability = ${kans} }`);
  }
  writeFileSync(bestand, `${regels.join('\n')}\n`);
}

/** Answers to a body that is well formed: rules of the standard look further than a schema can (docs/developer.md). */
const geweigerd = '["2xx", "400", "403", "404", "409", "412", "422"]';

function bindingen(document: Json, operatie: Json): [string, string][] {
  const lijst: [string, string][] = [];
  const zelf =
    /^([a-z]+)_(?:read|headers|update|partial_update|destroy|download|lock|unlock|publish|audittrail_list)$/.exec(
      operatie.operationId,
    )?.[1];
  for (const parameter of operatie.parameters ?? []) {
    if (parameter.in === 'path' && parameter.name === 'uuid' && zelf)
      lijst.push(['path.uuid', `${zelf}-uuid`]);
    if (parameter.in === 'path' && parameter.name === 'ouder') lijst.push(['path.ouder', 'zaak-uuid']);
    const doel = parameter.schema?.['x-verwijst-naar'];
    if (parameter.in === 'query' && doel) lijst.push([`query.${parameter.name}`, doel]);
  }
  const schema = operatie.requestBody?.content?.['application/json']?.schema;
  for (const [veld, vorm] of Object.entries<Json>(eigenschappen(document, schema))) {
    const doel = vorm.format === 'elfproef' ? vorm.format : vorm['x-verwijst-naar'];
    if (doel) lijst.push([vorm.type === 'array' ? `body.${veld}[*]` : `body.${veld}`, doel]);
  }
  return lijst;
}

function eigenschappen(document: Json, schema: Json | undefined): Json {
  const ref = schema?.$ref as string | undefined;
  const heel = ref ? document.components.schemas[ref.split('/').at(-1) ?? ''] : schema;
  if (heel?.anyOf) return Object.assign({}, ...heel.anyOf.map((deel: Json) => eigenschappen(document, deel)));
  return heel?.properties ?? {};
}
