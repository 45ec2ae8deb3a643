import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** A name or number is given once among what belongs to one zaaktype, as in Open Zaak. @param kolom of the field */
export function uniekBinnenZaaktype(tabel: string, veld: string, kolom: string = veld): Regel {
  return async ({ tx, oud, nieuw, uuid, fout }) => {
    if (oud && oud[veld] === nieuw[veld] && oud.zaaktype === nieuw.zaaktype) return;
    const ander = await tx.een(sql`
      SELECT 1 FROM ${sql.table(tabel)}
      WHERE zaaktype = ${nieuw.zaaktype}::uuid AND ${sql.ref(kolom)}::text = ${String(nieuw[veld])} AND uuid <> ${uuid}::uuid`);
    if (ander)
      fout(
        'nonFieldErrors',
        'unique',
        `Dit zaaktype heeft al een ${tabel.replaceAll('_', '-')} met deze ${veld}.`,
      );
  };
}
