import type { Readable } from 'node:stream';
import type { Kysely } from 'kysely';
import type { Documentopslag } from '../../domein/kanaaladapter.ts';
import type { Verwerking } from '../../domein/verwerking.ts';
import type { Database } from '../database.ts';
import { logVerwerking } from '../verwerkingen/log.ts';
import { listBetrokkenen } from './betrokkenen.ts';

export interface GeopendeBijlage {
  naam: string;
  mediatype: string;
  /** Bytes. */
  grootte: number;
  inhoud: Readable;
}

/** Opens a file of a klant; the read is logged. @returns undefined when there is no such file */
export async function openBijlage(
  db: Kysely<Database>,
  documenten: Documentopslag,
  id: string,
  verwerking: Verwerking,
): Promise<GeopendeBijlage | undefined> {
  const row = await db
    .selectFrom('bijlage')
    .innerJoin('bericht', 'bericht.id', 'bijlage.bericht_id')
    .select([
      'bijlage.sha256',
      'bijlage.naam',
      'bijlage.mediatype',
      'bijlage.grootte',
      'bericht.interactie_id',
    ])
    .where('bijlage.id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const inhoud = await documenten.open(row.sha256);
  try {
    const betrokkenen = await listBetrokkenen(db, { interactieId: row.interactie_id });
    await logVerwerking(db, verwerking, betrokkenen, 'bijlage');
  } catch (error) {
    inhoud.destroy();
    throw error;
  }
  return { naam: row.naam, mediatype: row.mediatype, grootte: row.grootte, inhoud };
}
