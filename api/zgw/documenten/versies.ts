import { sql } from 'kysely';
import type { Vraagbaak, Waarden } from '../../../registers/kader/vraagbaak.ts';
import { nietGevonden, veldFout } from '../../kit/fout.ts';
import type { Resource } from '../../kit/resource.ts';
import { leesRij } from '../../kit/rij.ts';
import { momentSchema, naarUtc } from '../../kit/waarde.ts';

interface Rij {
  rij: Waarden;
}

/**
 * A document as it was in one version, or at one moment.
 * @throws Problem 400 for a parameter that is no number or moment, 404 when there was no such version
 */
export async function leesVersie(
  bron: Vraagbaak,
  resource: Resource,
  huidig: Waarden,
  versie: unknown,
  registratieOp: unknown,
): Promise<Waarden> {
  if (versie !== undefined) {
    if (!/^\d{1,9}$/.test(String(versie)))
      throw veldFout('versie', 'invalid', 'Dit moet een geheel getal zijn.');
    if (Number(versie) === huidig.versie) return huidig;
    const oud = await bron.een<Rij>(
      sql`SELECT rij FROM eio_versie WHERE informatieobject = ${huidig.uuid}::uuid AND versie = ${Number(versie)}`,
    );
    if (!oud) throw nietGevonden();
    return uitRij(resource, oud.rij, huidig);
  }
  if (!momentSchema.safeParse(registratieOp).success)
    throw veldFout('registratieOp', 'invalid', 'Dit moet een datum en tijd zijn.');
  const moment = new Date(naarUtc(String(registratieOp)));
  if (new Date(huidig.beginRegistratie as string) <= moment) return huidig;
  const oud = await bron.een<Rij>(
    sql`SELECT rij FROM eio_versie WHERE informatieobject = ${huidig.uuid}::uuid AND begin_registratie <= ${moment} ORDER BY versie DESC LIMIT 1`,
  );
  if (!oud) throw nietGevonden();
  return uitRij(resource, oud.rij, huidig);
}

/** From columns to fields; what follows from other tables is as it is now. */
function uitRij(resource: Resource, kolommen: Waarden, huidig: Waarden): Waarden {
  const rij: Waarden = { uuid: kolommen.uuid, ':gegevens': kolommen.gegevens };
  for (const [naam, veld] of Object.entries(resource.velden))
    rij[naam] = veld.kolom ? kolommen[veld.kolom.naam] : huidig[naam];
  return {
    ...leesRij(resource, rij),
    bestandsdelen: [],
    beginRegistratie: new Date(kolommen.begin_registratie as string).toISOString().replace('.000Z', 'Z'),
  };
}
