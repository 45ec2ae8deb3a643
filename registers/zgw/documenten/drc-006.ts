import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';

/** drc-006: rights of use are said to apply only when they are there. */
export const drc006: Regel = async ({ tx, actie, nieuw, uuid, gegeven, fout }) => {
  if (!gegeven.has('indicatieGebruiksrecht')) return;
  const rechten =
    actie === 'create'
      ? undefined
      : await tx.een(sql`SELECT 1 FROM gebruiksrecht WHERE informatieobject = ${uuid}::uuid LIMIT 1`);
  if (nieuw.indicatieGebruiksrecht === true && !rechten)
    fout('indicatieGebruiksrecht', 'missing-gebruiksrechten', 'Maak eerst de gebruiksrechten.');
  if (nieuw.indicatieGebruiksrecht !== true && rechten)
    fout(
      'indicatieGebruiksrecht',
      'existing-gebruiksrechten',
      'Er zijn gebruiksrechten; verwijder die eerst.',
    );
};

/** drc-006: making rights of use sets the indication, removing the last one clears it. */
export const houdIndicatieBij: Regel = async ({ tx, oud, nieuw }) => {
  const document = oud?.informatieobject ?? nieuw.informatieobject;
  // Only who has the document sees all rights of use: one that comes while another one goes is counted.
  await tx.een(
    sql`SELECT 1 FROM enkelvoudiginformatieobject WHERE uuid = ${document}::uuid FOR NO KEY UPDATE`,
  );
  await tx.doe(sql`
    UPDATE enkelvoudiginformatieobject SET indicatie_gebruiksrecht = (SELECT true FROM gebruiksrecht WHERE informatieobject = ${document}::uuid LIMIT 1)
    WHERE uuid = ${document}::uuid`);
};
