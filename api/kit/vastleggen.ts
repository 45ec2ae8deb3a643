import type { Wijziging } from '../../registers/kader/regel.ts';
import type { Vraagbaak, Waarden } from '../../registers/kader/vraagbaak.ts';
import { schrijfAudit, wisAudit } from './audit.ts';
import { nietToegestaan } from './fout.ts';
import { zoekRij } from './lees.ts';
import type { Omgeving, Oproep } from './omgeving.ts';
import type { Plek, Resource } from './resource.ts';
import { heeftRecht } from './toegang.ts';
import { toonRij } from './toon.ts';

/** A change that has been carried out, with all that followed from it. */
interface Gedaan {
  wijziging: Wijziging;
  /** One of these must hold for the row as it is now, too. */
  scopes: readonly string[];
  url: string;
  /** What clients saw of the row before. */
  oudBeeld: Waarden | undefined;
}

/**
 * Reads the changed row again, and writes the audit line that tells what it was and is.
 * @returns what the client sees of the row; of a removed row what it was
 * @throws Problem 403 when the change leads out of what the caller may do
 */
export async function legVast(
  omgeving: Omgeving,
  oproep: Oproep,
  tx: Vraagbaak,
  plek: Plek,
  { wijziging, scopes, url, oudBeeld }: Gedaan,
): Promise<Waarden> {
  const { resource } = plek;
  const { actie, nieuw, uuid } = wijziging;
  const rij = actie === 'destroy' ? undefined : await zoekRij(omgeving, tx, plek, uuid);
  if (rij && !heeftRecht(oproep.aanroeper, plek, scopes, rij.sleutel)) throw nietToegestaan();
  const beeld = rij ? toonRij(omgeving.kaart, oproep.basis, resource, rij.waarden) : null;
  const hoofd = hoofdVan(resource, nieuw, uuid);
  if (hoofd && actie === 'destroy' && hoofd === uuid) await wisAudit(tx, uuid);
  else if (hoofd)
    await schrijfAudit(tx, oproep, plek, {
      actie,
      resultaat: actie === 'create' ? 201 : actie === 'destroy' ? 204 : 200,
      hoofd,
      url,
      weergave: resource.weergave(nieuw),
      oud: oudBeeld ?? null,
      nieuw: beeld,
    });
  const antwoord = beeld ?? oudBeeld ?? {};
  return actie === 'create' && rij && resource.vormNieuw
    ? resource.vormNieuw(antwoord, rij.waarden)
    : antwoord;
}

/** The main object whose trail tells of the change. */
function hoofdVan(resource: Resource, waarden: Waarden, uuid: string): string | undefined {
  if (!resource.audit) return undefined;
  return resource.audit === 'zelf' ? uuid : ((waarden[resource.audit] as string | null) ?? undefined);
}
