import { sql } from 'kysely';
import { Geweigerd, type Regel } from '../../kader/regel.ts';
import { herleidAfhankelijken } from './archief.ts';
import { isEindstatus } from './statussen.ts';

/** Which scopes a new status needs: to begin, to go on, or (zrc-008) to open a closed case again. */
export const magStatus: Regel = async ({ tx, nieuw, heeftScope }) => {
  const zaak = await tx.een<{ einddatum: string | null; begonnen: boolean }>(sql`
    SELECT einddatum, EXISTS (SELECT 1 FROM status s WHERE s.zaak = z.uuid) AS begonnen FROM zaak z WHERE uuid = ${nieuw.zaak}::uuid FOR NO KEY UPDATE OF z`);
  if (!zaak) return;
  const mag = !zaak.begonnen
    ? heeftScope('zaken.aanmaken', 'zaken.statussen.toevoegen', 'zaken.geforceerd-bijwerken')
    : !zaak.einddatum
      ? heeftScope('zaken.statussen.toevoegen', 'zaken.geforceerd-bijwerken')
      : (await isEindstatus(tx, nieuw.statustype))
        ? heeftScope('zaken.geforceerd-bijwerken')
        : heeftScope('zaken.heropenen') || heeftScope('zaken.geforceerd-bijwerken');
  if (!mag) throw new Geweigerd(403, 'permission_denied', 'Voor deze status is een andere scope nodig.');
};

/** zrc-008: a case that gets another status than an end is open again. */
export const zrc008: Regel = async (wijziging) => {
  const { tx, nieuw } = wijziging;
  if (await isEindstatus(tx, nieuw.statustype)) return;
  const heropend = await tx.doe(sql`
    UPDATE zaak SET einddatum = NULL, archiefactiedatum = NULL, archiefnominatie = NULL, brondatum = NULL, gegevens = gegevens - 'startdatumBewaartermijn'
    WHERE uuid = ${nieuw.zaak}::uuid AND einddatum IS NOT NULL`);
  if (heropend > 0) await herleidAfhankelijken(wijziging, nieuw.zaak as string);
};
