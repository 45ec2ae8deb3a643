import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Actie } from '../../registers/kader/regel.ts';
import type { Vraagbaak, Waarden } from '../../registers/kader/vraagbaak.ts';
import type { Oproep } from './omgeving.ts';
import type { Plek, Resource } from './resource.ts';
import { metBasis, zonderBasis } from './toon.ts';
import { webadres } from './waarde.ts';

/** Marks a value in an audit line that is kept in its stored (sealed) form. */
const merk = ':bewaard';

/** One change, for the trail of its main object. */
export interface Auditregel {
  actie: Actie;
  resultaat: number;
  hoofd: string;
  /** Main object in the kit's own terms, so that the trail dies with it. */
  url: string;
  weergave: string;
  oud: Waarden | null;
  nieuw: Waarden | null;
}

/** What an answer shows, with personal fields in the form in which the row keeps them. */
function voorAudit(resource: Resource, beeld: Waarden | null, basissen: readonly string[]): Waarden | null {
  if (!beeld) return null;
  const kopie = zonderBasis(beeld, basissen) as Waarden;
  for (const [naam, veld] of Object.entries(resource.velden)) {
    if (veld.geheim && kopie[naam] !== null && kopie[naam] !== undefined)
      kopie[naam] = { [merk]: veld.bewaar ? veld.bewaar(kopie[naam]) : null };
  }
  return kopie;
}

/** SQL that writes the line; part of the transaction of the change. */
export async function schrijfAudit(
  tx: Vraagbaak,
  oproep: Oproep,
  plek: Plek,
  regel: Auditregel,
): Promise<void> {
  const { aanroeper } = oproep;
  const wijzigingen = JSON.stringify({
    oud: voorAudit(plek.resource, regel.oud, oproep.basissen),
    nieuw: voorAudit(plek.resource, regel.nieuw, oproep.basissen),
  });
  await tx.doe(sql`
    INSERT INTO zgw_audit (hoofdobject, bron, applicatie_id, applicatie_weergave, gebruikers_id, gebruikers_weergave, actie, resultaat,
      resource, resource_url, resource_weergave, toelichting, wijzigingen, aanmaakdatum)
    VALUES (${regel.hoofd}::uuid, ${plek.api.component}, ${aanroeper.clientId}, ${aanroeper.label}, ${aanroeper.gebruikersId},
      ${aanroeper.gebruikersWeergave}, ${regel.actie}, ${regel.resultaat}, ${plek.resource.naam},
      ${zonderBasis(regel.url, oproep.basissen)}, ${regel.weergave.slice(0, 200)}, ${oproep.toelichting}, ${wijzigingen}::jsonb, ${oproep.nu})`);
}

/** The trail goes when its object goes (zrc-023, drc-008, brc-009). */
export const wisAudit = (tx: Vraagbaak, hoofd: string): Promise<number> =>
  tx.doe(sql`DELETE FROM zgw_audit WHERE hoofdobject = ${hoofd}::uuid`);

const actieNamen: Record<Actie, string> = {
  create: 'Object aangemaakt',
  update: 'Object bijgewerkt',
  partial_update: 'Object deels bijgewerkt',
  destroy: 'Object verwijderd',
};

/** Trail of a main object, oldest first. */
export const leesAudit = (hoofd: string): RawBuilder<Waarden> => sql<Waarden>`
  SELECT * FROM zgw_audit WHERE hoofdobject = ${hoofd}::uuid ORDER BY uuid`;

/** One line as the standard has it, for the OpenAPI document. */
export const auditBeeld = z
  .object({
    uuid: z.guid(),
    bron: z.string(),
    applicatieId: z.string(),
    applicatieWeergave: z.string(),
    gebruikersId: z.string(),
    gebruikersWeergave: z.string(),
    actie: z.enum(['create', 'update', 'partial_update', 'destroy']),
    actieWeergave: z.string(),
    resultaat: z.int(),
    hoofdObject: webadres(),
    resource: z.string(),
    resourceUrl: webadres(),
    toelichting: z.string(),
    resourceWeergave: z.string(),
    aanmaakdatum: z.iso.datetime(),
    wijzigingen: z.object({
      oud: z.record(z.string(), z.unknown()).nullable(),
      nieuw: z.record(z.string(), z.unknown()).nullable(),
    }),
  })
  .meta({ id: 'AuditTrail' });

/** One line as the standard has it. */
export function toonAudit(
  rij: Waarden,
  basis: string,
  hoofdUrl: string,
  resourceVan: (naam: string) => Resource,
): Waarden {
  const resource = resourceVan(rij.resource as string);
  const { oud, nieuw } = rij.wijzigingen as { oud: Waarden | null; nieuw: Waarden | null };
  return {
    uuid: rij.uuid,
    bron: rij.bron,
    applicatieId: rij.applicatie_id,
    applicatieWeergave: rij.applicatie_weergave,
    gebruikersId: rij.gebruikers_id,
    gebruikersWeergave: rij.gebruikers_weergave,
    actie: rij.actie,
    actieWeergave: actieNamen[rij.actie as Actie],
    resultaat: rij.resultaat,
    hoofdObject: hoofdUrl,
    resource: rij.resource,
    resourceUrl: metBasis(rij.resource_url, basis),
    toelichting: rij.toelichting,
    resourceWeergave: rij.resource_weergave,
    aanmaakdatum: rij.aanmaakdatum,
    wijzigingen: { oud: metBasis(open(resource, oud), basis), nieuw: metBasis(open(resource, nieuw), basis) },
  };
}

function open(resource: Resource, beeld: Waarden | null): Waarden | null {
  if (!beeld) return null;
  const kopie = { ...beeld };
  for (const [naam, veld] of Object.entries(resource.velden)) {
    const waarde = kopie[naam];
    if (veld.geheim && typeof waarde === 'object' && waarde !== null && merk in waarde)
      kopie[naam] = veld.toon ? veld.toon((waarde as Waarden)[merk]) : null;
  }
  return kopie;
}
