import { type RawBuilder, sql } from 'kysely';
import type { Vraagbaak, Waarden } from '../../registers/kader/vraagbaak.ts';
import type { Omgeving, Oproep } from './omgeving.ts';
import type { Plek } from './resource.ts';
import { heeftRecht, type Sleutel, sleutelSql, veldAchter } from './toegang.ts';

/** Field behind the column that decides on access. */
function sleutelveld({ resource }: Plek): string {
  const { toegang } = resource;
  if (toegang.soort === 'scope') return '';
  return veldAchter(resource, toegang.soort === 'type' ? toegang.type : toegang.kolom)?.[0] ?? '';
}

/** The key of a row as it is now; undefined for one that is not there. */
async function leesSleutel(
  { kaart }: Omgeving,
  tx: Vraagbaak,
  plek: Plek,
  uuid: string,
  slot: RawBuilder<unknown> = sql``,
): Promise<{ sleutel: Sleutel } | undefined> {
  return tx.een<{ sleutel: Sleutel }>(
    sql`SELECT ${sleutelSql(kaart, plek)} AS sleutel FROM ${sql.table(plek.resource.tabel)} t WHERE t.uuid = ${uuid}::uuid ${slot}`,
  );
}

/** True when a row gets another type, or hangs on another row, than it did. */
export function verhuist(plek: Plek, oud: Waarden, nieuw: Waarden): boolean {
  const veld = sleutelveld(plek);
  return veld !== '' && oud[veld] !== nieuw[veld];
}

/** The key of a row that is not there yet, or not there yet where it goes: from its own values, or from the row that it hangs on. */
export async function sleutelVanNieuw(
  omgeving: Omgeving,
  tx: Vraagbaak,
  plek: Plek,
  waarden: Waarden,
): Promise<Sleutel> {
  const { toegang } = plek.resource;
  if (toegang.soort === 'scope') return null;
  const uuid = waarden[sleutelveld(plek)];
  if (typeof uuid !== 'string' || uuid.includes('/')) return [null, 0];
  // The rank may still follow from the type; it is judged again on the written row.
  if (toegang.soort === 'type') return [uuid, 0];
  const ouder = omgeving.kaart.vind(toegang.resource);
  const rij = await leesSleutel(omgeving, tx, ouder, uuid, sql`FOR KEY SHARE`);
  return rij ? rij.sleutel : [null, 0];
}

/** True when the caller may write where the row with this key goes. */
export function mag(oproep: Oproep, plek: Plek, scopes: readonly string[], sleutel: Sleutel): boolean {
  // A reference that leads nowhere is answered as such, not as a matter of rights.
  if (sleutel !== null && sleutel[0] === null) return true;
  return heeftRecht(oproep.aanroeper, plek, scopes, sleutel);
}

/** True when the caller holds one of these scopes for another row, that a rule comes upon. */
export async function magElders(
  omgeving: Omgeving,
  { aanroeper }: Oproep,
  tx: Vraagbaak,
  naam: string,
  uuid: string,
  scopes: readonly string[],
): Promise<boolean> {
  const plek = omgeving.kaart.vind(naam);
  const rij = await leesSleutel(omgeving, tx, plek, uuid);
  return rij !== undefined && heeftRecht(aanroeper, plek, scopes, rij.sleutel);
}
