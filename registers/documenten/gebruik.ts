import { sql } from 'kysely';
import type { Vraagbaak } from '../kader/vraagbaak.ts';

/** Every column that names a content; a test holds this list against the database. */
export const inhoudkolommen = [
  'bestandsdeel.sha256',
  'bijlage.sha256',
  'eio_versie.inhoud_sha256',
  'enkelvoudiginformatieobject.inhoud_sha256',
] as const;

/** Those of the contents that no document, version, part or attachment has. */
export async function leesOngebruikt(tx: Vraagbaak, inhouden: readonly string[]): Promise<string[]> {
  const gebruikt = inhoudkolommen.map((naam) => {
    const [tabel = ''] = naam.split('.');
    return sql`EXISTS (SELECT 1 FROM ${sql.table(tabel)} WHERE ${sql.ref(naam)} = w.sha256)`;
  });
  const rijen = await tx.alle<{ sha256: string }>(sql`
    SELECT w.sha256 FROM unnest(${[...inhouden]}::text[]) AS w (sha256) WHERE NOT (${sql.join(gebruikt, sql` OR `)})`);
  return rijen.map(({ sha256 }) => sha256);
}
