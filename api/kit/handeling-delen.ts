import { sql } from 'kysely';
import type { InvalidParam } from '../../platform/problem.ts';
import type { Vraagbaak, Waarden } from '../../registers/kader/vraagbaak.ts';
import { validatieFout, veldFout } from './fout.ts';
import { isUuid } from './kaart.ts';
import type { Handeling, Handelingsdeel, Plek } from './resource.ts';
import type { Opdracht } from './schrijf.ts';

/** One row that an act makes or changes. */
export interface Deelopdracht extends Opdracht {
  deel: Handelingsdeel;
  /** Where it stands in the body: `rollen.0`. */
  naam: string;
  body: Waarden;
}

const isObject = (waarde: unknown): waarde is Waarden =>
  typeof waarde === 'object' && waarde !== null && !Array.isArray(waarde);

/**
 * Takes the body of an act apart.
 * @param hoofd the row in the path, when there is one
 * @returns what to do, and which parts the body named: an empty list is one, too
 * @throws Problem 400 for a part that is missing or has the wrong shape
 */
export function leesDelen(
  { delen }: Handeling,
  body: unknown,
  hoofd: string | undefined,
  hoofdUrl: string | undefined,
): { opdrachten: Deelopdracht[]; genoemd: Set<string> } {
  if (!isObject(body)) throw veldFout('nonFieldErrors', 'invalid', 'De inhoud moet een JSON-object zijn.');
  const fouten: InvalidParam[] = [];
  const opdrachten: Deelopdracht[] = [];
  const genoemd = new Set<string>();
  for (const deel of delen) {
    const waarde = body[deel.naam];
    if (waarde === undefined) {
      if (deel.verplicht) fouten.push({ name: deel.naam, code: 'required', reason: 'Dit veld is vereist.' });
      continue;
    }
    genoemd.add(deel.naam);
    if (deel.lijst && !Array.isArray(waarde)) {
      fouten.push({ name: deel.naam, code: 'not_a_list', reason: 'Dit moet een lijst zijn.' });
      continue;
    }
    for (const [index, een] of (deel.lijst ? (waarde as unknown[]) : [waarde]).entries()) {
      const naam = deel.lijst ? `${deel.naam}.${index}` : deel.naam;
      if (!isObject(een)) fouten.push({ name: naam, code: 'invalid', reason: 'Dit moet een object zijn.' });
      else if (deel.alleen?.some((veld) => een[veld] === undefined))
        fouten.push({ name: `${naam}.${deel.alleen[0]}`, code: 'required', reason: 'Dit veld is vereist.' });
      else opdrachten.push(opdrachtVan(deel, naam, een, hoofd, hoofdUrl));
    }
  }
  if (fouten.length > 0) throw validatieFout(fouten);
  return { opdrachten, genoemd };
}

function opdrachtVan(
  deel: Handelingsdeel,
  naam: string,
  waarde: Waarden,
  hoofd: string | undefined,
  hoofdUrl: string | undefined,
): Deelopdracht {
  const velden = Object.entries(waarde).filter(([veld]) => !deel.alleen || deel.alleen.includes(veld));
  const body = { ...Object.fromEntries(velden), ...(deel.veld && hoofdUrl ? { [deel.veld]: hoofdUrl } : {}) };
  if (!deel.veld && hoofd) return { deel, naam, body, actie: 'partial_update', uuid: hoofd };
  if (deel.vervangt && waarde.uuid !== undefined)
    return { deel, naam, body, actie: 'update', uuid: String(waarde.uuid).toLowerCase() };
  return { deel, naam, body, actie: 'create' };
}

/**
 * Rows of the main row that the list does not name, so that they go.
 * @throws Problem 400 for a uuid that is named twice or is none of them
 */
export async function wieVerdwijnen(
  tx: Vraagbaak,
  { resource }: Plek,
  deel: Handelingsdeel,
  hoofd: string,
  opdrachten: Deelopdracht[],
): Promise<string[]> {
  const kolom = resource.velden[deel.veld ?? '']?.kolom?.naam ?? '';
  const rijen = await tx.alle<{ uuid: string }>(
    sql`SELECT t.uuid FROM ${sql.table(resource.tabel)} t WHERE ${sql.ref(`t.${kolom}`)} = ${hoofd}::uuid ORDER BY t.uuid`,
  );
  const over = new Set(rijen.map((rij) => rij.uuid));
  const gezien = new Set<string>();
  const fouten: InvalidParam[] = [];
  for (const { naam, uuid } of opdrachten) {
    if (uuid === undefined) continue;
    const fout = (code: string, reason: string) => fouten.push({ name: `${naam}.uuid`, code, reason });
    if (gezien.has(uuid)) fout('duplicate', 'Dit uuid staat er twee keer.');
    else if (!over.delete(uuid)) {
      const elders =
        isUuid(uuid) &&
        (await tx.een(sql`SELECT 1 FROM ${sql.table(resource.tabel)} WHERE uuid = ${uuid}::uuid`));
      if (elders) fout('missing-relation', 'Dit uuid hoort niet bij dit object.');
      else fout('does-not-exist', 'Dit uuid bestaat niet.');
    }
    gezien.add(uuid);
  }
  if (fouten.length > 0) throw validatieFout(fouten);
  return [...over];
}
