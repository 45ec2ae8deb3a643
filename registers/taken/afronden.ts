import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import { acceptAanleiding } from '../aanname/aanleiding.ts';
import type { Database } from '../database.ts';
import { recordHandeling } from './handeling.ts';
import { lockTaak, type Uitslag } from './neem.ts';
import { findWerk } from './werk.ts';

/**
 * Finishes work: outcome, line in the timeline and the word to the workflow in one transaction.
 * The same outcome by the same medewerker again changes nothing. A lease that ran out does not matter as long as nobody
 * else took the work: what was typed must not be lost.
 * @param resultaat checked answers of the form of the task
 */
export async function complete(
  db: Kysely<Database>,
  id: string,
  medewerker: string,
  resultaat: Record<string, unknown>,
  nu: Date,
): Promise<Uitslag> {
  return db.transaction().execute(async (trx) => {
    const row = await lockTaak(trx, id);
    if (!row) return { ok: false, reden: 'onbekend' };
    if (row.status === 'vervallen') return { ok: false, reden: 'gesloten' };
    if (row.status === 'klaar') {
      if (row.medewerker !== medewerker || !isDeepStrictEqual(row.resultaat, resultaat))
        return { ok: false, reden: 'gesloten' };
      return { ok: true, werk: (await findWerk(trx, id, nu))! };
    }
    if (row.medewerker !== medewerker) return { ok: false, reden: 'bezet' };
    await trx
      .updateTable('taak')
      .set({
        status: 'klaar',
        resultaat: JSON.stringify(resultaat),
        afgerond_op: nu,
        geclaimd_tot: null,
      })
      .where('id', '=', id)
      .execute();
    await recordHandeling(trx, row, 'taak-afgerond', medewerker, nu);
    const werk = (await findWerk(trx, id, nu))!;
    await acceptAanleiding(trx, {
      stroom: werk.interactieId,
      doel: werk.verzoekId ? { verzoek: werk.kenmerk } : { interactie: werk.kenmerk },
      naam: 'taak-afgerond',
      verwijzing: { taakSleutel: werk.sleutel },
    });
    return { ok: true, werk };
  });
}
