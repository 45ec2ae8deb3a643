import { sql } from 'kysely';
import { Geweigerd, type Regel, type Wijziging } from '../../kader/regel.ts';
import { isEindstatus } from './statussen.ts';

const weiger = (): never => {
  throw new Geweigerd(
    403,
    'permission_denied',
    'De zaak is afgesloten; wijzigen mag alleen met zaken.geforceerd-bijwerken.',
  );
};
const forceert = (wijziging: Wijziging): boolean => wijziging.heeftScope('zaken.geforceerd-bijwerken');

/** zrc-007: a closed case is changed only by force. */
export const zaakIsOpen: Regel = (wijziging) => {
  if (wijziging.actie !== 'destroy' && wijziging.oud?.einddatum && !forceert(wijziging)) weiger();
};

/**
 * zrc-007: so is what hangs on a closed case, or is hung on it; a besluit has its own API, and asks the scope of the case.
 * Whoever closes it meanwhile goes first.
 */
export const zaakVanDezeIsOpen: Regel = async ({ tx, oud, nieuw, heeftScopeOp }) => {
  const zaken = [oud?.zaak, nieuw.zaak].filter((zaak) => typeof zaak === 'string');
  const rijen = await tx.alle<{ uuid: string; einddatum: string | null }>(
    sql`SELECT uuid, einddatum FROM zaak WHERE uuid = ANY(${zaken}::uuid[]) ORDER BY uuid FOR NO KEY UPDATE`,
  );
  for (const { uuid, einddatum } of rijen)
    if (einddatum && !(await heeftScopeOp('zaak', uuid, 'zaken.geforceerd-bijwerken'))) weiger();
};

/** zrc-007: before a case is closed it has a resultaat, and of each document is known whether rights of use apply. */
export const zrc007: Regel = async ({ tx, nieuw, fout }) => {
  if (!(await isEindstatus(tx, nieuw.statustype))) return;
  const resultaat = await tx.een(sql`SELECT 1 FROM resultaat WHERE zaak = ${nieuw.zaak}::uuid`);
  if (!resultaat) fout('nonFieldErrors', 'resultaat-does-not-exist', 'De zaak heeft nog geen resultaat.');
  const stukken = await tx.een<{ gelockt: boolean | null; onbekend: boolean | null }>(sql`
    SELECT bool_or(i.lock IS NOT NULL) AS gelockt, bool_or(i.indicatie_gebruiksrecht IS NULL) AS onbekend
    FROM zaakinformatieobject r JOIN enkelvoudiginformatieobject i ON i.uuid = r.informatieobject
    WHERE r.zaak = ${nieuw.zaak}::uuid`);
  // Nobody is still writing in them (Open Zaak).
  if (stukken?.gelockt)
    fout('nonFieldErrors', 'informatieobject-locked', 'Er zijn informatieobjecten die nog gelockt zijn.');
  if (stukken?.onbekend)
    fout(
      'nonFieldErrors',
      'indicatiegebruiksrecht-unset',
      'Van een informatieobject is indicatieGebruiksrecht nog niet bekend.',
    );
};
