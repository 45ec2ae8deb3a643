import { sql } from 'kysely';
import type { Aantallen } from '../../../registers/archief/verklaring.ts';
import { onthoudTeWissen } from '../../../registers/archief/wissen.ts';
import type { Vraagbaak } from '../../../registers/kader/vraagbaak.ts';
import type { Omgeving } from '../../kit/omgeving.ts';
import { type Opdracht, voerUitIn } from '../../kit/schrijf.ts';
import { eigenOproep } from '../toegang.ts';

/** Does to one object what a client could ask, with all rules, notifications and audit lines. */
async function voer(omgeving: Omgeving, tx: Vraagbaak, naam: string, opdracht: Opdracht): Promise<void> {
  const oproep = eigenOproep(omgeving, 'Archivering');
  const vooraf = { body: opdracht.body, antwoorden: new Map() };
  await voerUitIn(omgeving, oproep, tx, omgeving.kaart.vind(naam), opdracht, vooraf);
}

const wis = (omgeving: Omgeving, tx: Vraagbaak, naam: string, uuid: string): Promise<void> =>
  voer(omgeving, tx, naam, { actie: 'destroy', body: undefined, uuid });

const uuids = async (tx: Vraagbaak, query: ReturnType<typeof sql<{ uuid: string }>>): Promise<string[]> =>
  (await tx.alle(query)).map(({ uuid }) => uuid);

/** Marks a zaak as transferred (zrc-022). */
export async function draagOver(omgeving: Omgeving, tx: Vraagbaak, zaak: string): Promise<Aantallen> {
  await voer(omgeving, tx, 'zaak', {
    actie: 'partial_update',
    body: { archiefstatus: 'overgedragen' },
    uuid: zaak,
  });
  return { zaken: 1 };
}

/**
 * Destroys a zaak with all that is its alone (zrc-023): besluiten, documents with every version, trails. What it shares
 * with another zaak stays with that one.
 * @returns how many things of each kind went
 */
export async function vernietig(
  omgeving: Omgeving,
  tx: Vraagbaak,
  lijst: string,
  zaak: string,
): Promise<Aantallen> {
  const aantallen = await tel(tx, zaak);
  await laatGedeeldeBesluiten(tx, zaak);
  const besluiten = await uuids(tx, sql`SELECT uuid FROM besluit WHERE zaak = ${zaak}::uuid`);
  const documenten = await uuids(
    tx,
    sql`SELECT informatieobject AS uuid FROM zaakinformatieobject WHERE zaak = ${zaak}::uuid
      UNION SELECT informatieobject FROM besluitinformatieobject WHERE besluit = ANY(${besluiten}::uuid[])`,
  );
  for (const besluit of besluiten) await wis(omgeving, tx, 'besluit', besluit);
  await tx.doe(
    sql`DELETE FROM zaaknummer_gereserveerd g USING zaak z WHERE z.uuid = ${zaak}::uuid AND g.bronorganisatie = z.bronorganisatie AND g.identificatie = z.identificatie`,
  );
  await wis(omgeving, tx, 'zaak', zaak);

  const losse = await uuids(
    tx,
    sql`SELECT e.uuid FROM enkelvoudiginformatieobject e WHERE e.uuid = ANY(${documenten}::uuid[])
      AND NOT EXISTS (SELECT 1 FROM objectinformatieobject o WHERE o.informatieobject = e.uuid)
      AND NOT EXISTS (SELECT 1 FROM zaakinformatieobject o WHERE o.informatieobject = e.uuid)
      AND NOT EXISTS (SELECT 1 FROM besluitinformatieobject o WHERE o.informatieobject = e.uuid) FOR UPDATE`,
  );
  const inhouden = await tx.alle<{ sha256: string }>(sql`
    SELECT inhoud_sha256 AS sha256 FROM enkelvoudiginformatieobject WHERE uuid = ANY(${losse}::uuid[]) AND inhoud_sha256 IS NOT NULL
    UNION SELECT inhoud_sha256 FROM eio_versie WHERE informatieobject = ANY(${losse}::uuid[]) AND inhoud_sha256 IS NOT NULL
    UNION SELECT sha256 FROM bestandsdeel WHERE informatieobject = ANY(${losse}::uuid[]) AND sha256 IS NOT NULL`);
  for (const document of losse) await wis(omgeving, tx, 'enkelvoudiginformatieobject', document);
  await onthoudTeWissen(
    tx,
    lijst,
    'inhoud',
    inhouden.map(({ sha256 }) => sha256),
  );
  await onthoudTeWissen(tx, lijst, 'object', [zaak, ...besluiten, ...losse]);
  return { ...aantallen, zaken: 1, besluiten: besluiten.length, documenten: losse.length };
}

/** A besluit that another zaak names too stays, with that zaak. */
async function laatGedeeldeBesluiten(tx: Vraagbaak, zaak: string): Promise<void> {
  await tx.doe(sql`
    UPDATE besluit b SET zaak = k.zaak FROM zaakbesluit k WHERE b.zaak = ${zaak}::uuid AND k.besluit = b.uuid AND k.zaak <> ${zaak}::uuid`);
}

async function tel(tx: Vraagbaak, zaak: string): Promise<Aantallen> {
  const soorten = {
    statussen: 'status',
    rollen: 'rol',
    zaakobjecten: 'zaakobject',
    eigenschappen: 'zaakeigenschap',
  };
  const delen = Object.entries(soorten).map(
    ([naam, tabel]) =>
      sql`(SELECT count(*)::int FROM ${sql.table(tabel)} WHERE zaak = ${zaak}::uuid) AS ${sql.ref(naam)}`,
  );
  return (await tx.een<Aantallen>(sql`SELECT ${sql.join(delen)}`)) ?? {};
}
