import type { Kysely } from 'kysely';
import type { Kanaal } from '../../domein/kanaal.ts';
import type { Bereik } from '../../domein/kanaalselectie.ts';
import type { Verwerking } from '../../domein/verwerking.ts';
import type { Database } from '../database.ts';
import { logVerwerking } from '../verwerkingen/log.ts';

export interface Bereikbaarheid {
  bereik: Bereik[];
  voorkeur?: Kanaal;
}

/**
 * Every way to reach the klant of these interacties and this partij: conversations that were used, then known addresses.
 * Reads addresses, so it takes a Verwerking and logs.
 */
export async function readBereik(
  db: Kysely<Database>,
  over: { interactieIds: string[]; partijId: string | null; voorkeur: Kanaal | null; onderwerpId: string },
  verwerking: Verwerking,
): Promise<Bereikbaarheid> {
  const conversaties = over.interactieIds.length
    ? await db
        .selectFrom('conversatie')
        .select(['kanaal', 'conversatie', 'adres', 'aanwezig', 'laatst_gebruikt_op'])
        .where('interactie_id', 'in', over.interactieIds)
        .execute()
    : [];
  const adressen = over.partijId
    ? await db
        .selectFrom('digitaaladres')
        .select(['soort_digitaal_adres', 'adres'])
        .where('partij_id', '=', over.partijId)
        .execute()
    : [];
  await logVerwerking(db, verwerking, [over.partijId ?? over.onderwerpId], 'adressen');

  const bereik: Bereik[] = conversaties.map((row) => ({
    kanaal: row.kanaal,
    conversatie: row.conversatie,
    ...(row.adres ? { adres: row.adres } : {}),
    aanwezig: row.aanwezig,
    laatstGebruikt: row.laatst_gebruikt_op.getTime(),
  }));
  for (const { soort_digitaal_adres: soort, adres } of adressen) {
    const kanaal: Kanaal | undefined =
      soort === 'email' ? 'email' : soort === 'telefoonnummer' ? 'sms' : undefined;
    if (kanaal && !bereik.some((way) => way.kanaal === kanaal && way.adres === adres)) {
      bereik.push({ kanaal, adres, aanwezig: false, laatstGebruikt: 0 });
    }
  }
  return { bereik, ...(over.voorkeur ? { voorkeur: over.voorkeur } : {}) };
}
