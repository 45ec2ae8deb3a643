import { sql } from 'kysely';
import type { Actie } from '../../registers/kader/regel.ts';
import { meldingKanaal } from '../../registers/kader/uitbak.ts';
import type { Vraagbaak, Waarden } from '../../registers/kader/vraagbaak.ts';
import type { Omgeving, Oproep } from './omgeving.ts';
import type { Plek } from './resource.ts';
import { metBasis } from './toon.ts';

/** Puts the notification of a change into the outbox, in the transaction of the change. */
export async function schrijfMelding(
  { kaart }: Omgeving,
  oproep: Oproep,
  tx: Vraagbaak,
  plek: Plek,
  actie: Actie,
  waarden: Waarden,
  url: string,
): Promise<void> {
  const { notificatie } = plek.resource;
  if (!notificatie) return;
  const hoofd = (notificatie.hoofd ? waarden[notificatie.hoofd] : waarden.uuid) as string | null;
  if (!hoofd) return;
  const hoofdNaam = notificatie.hoofd ? plek.resource.velden[notificatie.hoofd]?.naar : plek.resource.naam;
  if (!hoofdNaam) throw new Error(`Field ${notificatie.hoofd} of ${plek.resource.naam} refers to nothing.`);
  const hoofdObject = kaart.urlVan(oproep.basis, hoofdNaam, hoofd);
  const kenmerken =
    (await kaart.vind(hoofdNaam).api.kenmerken?.[notificatie.kanaal]?.(hoofd, tx, oproep.basis)) ?? {};
  const bericht = {
    kanaal: notificatie.kanaal,
    hoofdObject,
    resource: plek.resource.naam,
    resourceUrl: url,
    actie,
    aanmaakdatum: oproep.nu.toISOString(),
    kenmerken: metBasis(kenmerken, oproep.basis),
  };
  await tx.doe(sql`
    WITH bericht AS (
      INSERT INTO zgw_notificatie (kanaal, hoofdobject, bericht, op) VALUES (${notificatie.kanaal}, ${hoofdObject}, ${JSON.stringify(bericht)}::jsonb, ${oproep.nu}) RETURNING 1
    ) SELECT pg_notify(${meldingKanaal}, '') FROM bericht`);
}
