import { sql } from 'kysely';
import type { Wijziging } from '../../kader/regel.ts';

const eigen = /^~\/zaken\/api\/v1\/zaken\/([0-9a-f-]{36})$/;

/** The uuid in a kept address, when it is one of a case of ours. */
export const eigenZaak = (url: string): string | undefined => eigen.exec(url)?.[1];

/** True when the address leads to a case, ours or another's. */
export async function zaakBestaat({ tx, extern }: Wijziging, url: string): Promise<boolean> {
  const uuid = eigenZaak(url);
  if (!uuid) return extern.get(url)?.status === 200;
  return (await tx.een(sql`SELECT 1 FROM zaak WHERE uuid = ${uuid}::uuid`)) !== undefined;
}
