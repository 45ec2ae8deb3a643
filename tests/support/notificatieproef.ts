import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import { verdeel } from '../../registers/zgw/notificaties/verdeling.ts';
import { type Afnemer, startAfnemer } from './afnemer.ts';
import { type Json, type Registers, startRegisters } from './zgw.ts';

/** The Notificaties API with a subscriber, and nobody who delivers: see who would get what. One set of registers per test file. */
export const nrc = '/notificaties/api/v1';
export let registers: Registers;
export let afnemer: Afnemer;

export function metNotificaties(): void {
  beforeAll(async () => {
    registers = await startRegisters();
    afnemer = await startAfnemer();
  }, 60_000);
  afterAll(async () => {
    await afnemer.stop();
    await registers.stop();
  });
}

export const maakKanaal = async (filters: string[] = []): Promise<string> =>
  (await registers.alles.maak(`${nrc}/kanaal`, { naam: `k-${randomUUID()}`, filters })).naam;
export const abonneer = (body: Json): Promise<Json> =>
  registers.alles.maak(`${nrc}/abonnement`, {
    callbackUrl: afnemer.url,
    auth: 'Bearer geheim',
    kanalen: [],
    ...body,
  });
export const uuidOf = ({ url }: Json): string => String(url).split('/').at(-1) ?? '';

/** Distributes what is in the outbox. @returns who gets how many of it */
export async function verdeeld(): Promise<Map<string, Json[]>> {
  const { opslag } = registers.omgeving;
  await opslag.transactie((tx) => verdeel(tx, new Date()));
  const rijen = await opslag.alle<{ abonnement: string; bericht: Json }>(
    sql`DELETE FROM zgw_aflevering RETURNING abonnement, bericht`,
  );
  const per = new Map<string, Json[]>();
  for (const { abonnement, bericht } of rijen) per.set(abonnement, [...(per.get(abonnement) ?? []), bericht]);
  return per;
}
export const fouten = (body: Json): [string, string][] =>
  body.invalidParams?.map(({ name, code }: Json) => [name, code]);
