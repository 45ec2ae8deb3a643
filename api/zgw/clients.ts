import { sql } from 'kysely';
import { Geheugen } from '../../platform/geheugen.ts';
import { openNationalNumber, sealNationalNumber } from '../../platform/nationaal-nummer.ts';
import type { Vraagbaak } from '../../registers/kader/vraagbaak.ts';
import { rangVan } from '../../registers/zgw/vertrouwelijkheid.ts';
import type { Clientbron, Recht } from '../kit/aanroeper.ts';
import { isUuid } from '../kit/kaart.ts';
import { hoogsteRang } from '../kit/toegang.ts';

interface Autorisatie {
  component: string;
  scopes: string[];
  zaaktype?: string;
  informatieobjecttype?: string;
  besluittype?: string;
  maxVertrouwelijkheidaanduiding?: string;
}

interface Rij {
  geheim_verzegeld: string;
  uuid: string | null;
  alles: boolean | null;
  gegevens: { label: string; alleenIsGereedVoorPublicatie?: boolean; autorisaties?: Autorisatie[] } | null;
}

/** The type to which the rights of a component are limited. */
const typeVeld: Record<string, 'zaaktype' | 'informatieobjecttype' | 'besluittype'> = {
  zrc: 'zaaktype',
  drc: 'informatieobjecttype',
  brc: 'besluittype',
};
/** The type of an address that leads to none of ours: no row has it. */
const geenType = '00000000-0000-0000-0000-000000000000';

/** @returns undefined without an address: then the right is not limited to a type */
function typeVan(url: string | undefined): string | undefined {
  if (!url) return undefined;
  const uuid = url.replace(/\/+$/, '').split('/').at(-1);
  return isUuid(uuid) ? uuid.toLowerCase() : geenType;
}

function rechtVan(autorisatie: Autorisatie): Recht {
  const { component, scopes, maxVertrouwelijkheidaanduiding } = autorisatie;
  const veld = typeVeld[component];
  const type = veld && typeVan(autorisatie[veld]);
  return {
    component,
    scopes: new Set(scopes),
    maxRang: rangVan(maxVertrouwelijkheidaanduiding) ?? hoogsteRang,
    ...(type ? { type } : {}),
  };
}

/** Clients and their rights in our own tables; looked up at every request, so that a withdrawn right is gone at once. */
export function openClients(opslag: Vraagbaak): Clientbron {
  // Opening a seal costs more than comparing one.
  const geopend = new Geheugen<string>();
  return {
    async vind(clientId) {
      const rij = await opslag.een<Rij>(sql`
        SELECT c.geheim_verzegeld, a.uuid, a.alles, a.gegevens FROM zgw_client c
        LEFT JOIN applicatie a ON a.client_ids @> ARRAY[c.client_id] WHERE c.client_id = ${clientId} LIMIT 1`);
      if (!rij) return undefined;
      const zegel = rij.geheim_verzegeld;
      const geheim = geopend.lees(zegel) ?? geopend.bewaar(zegel, openNationalNumber(zegel));
      if (!rij.uuid) return { geheim };
      const rechten = (rij.gegevens?.autorisaties ?? []).map(rechtVan);
      return {
        geheim,
        applicatie: {
          applicatie: rij.uuid,
          label: rij.gegevens?.label ?? '',
          alles: rij.alles === true,
          alleenVrijgegeven: rij.gegevens?.alleenIsGereedVoorPublicatie === true,
          rechten,
        },
      };
    },
  };
}

/** Makes a client, or gives it another secret. */
export async function bewaarClient(opslag: Vraagbaak, clientId: string, geheim: string): Promise<void> {
  const zegel = sealNationalNumber(geheim);
  await opslag.doe(sql`
    INSERT INTO zgw_client (client_id, geheim_verzegeld) VALUES (${clientId}, ${zegel})
    ON CONFLICT (client_id) DO UPDATE SET geheim_verzegeld = excluded.geheim_verzegeld`);
}

/** Gives a client all rights, through an application of its own, unless it has one already. */
export async function geefAlles(opslag: Vraagbaak, clientId: string, label: string): Promise<void> {
  await opslag.doe(sql`
    INSERT INTO applicatie (client_ids, alles, gegevens)
    SELECT ARRAY[${clientId}::text], true, ${JSON.stringify({ label })}::jsonb
    WHERE NOT EXISTS (SELECT 1 FROM applicatie WHERE client_ids @> ARRAY[${clientId}::text])`);
}
