import { randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { sql } from 'kysely';
import type { Config } from '../../platform/config.ts';
import { createLogger } from '../../platform/logging.ts';
import { Problem } from '../../platform/problem.ts';
import type { Waarden } from '../../registers/kader/vraagbaak.ts';
import { voerUit } from '../kit/schrijf.ts';
import { bewaarClient, openClients } from './clients.ts';
import { binnen, eigenOproep } from './toegang.ts';
import { openZgw } from './zgw.ts';

/** A shorter secret of HS256 is found by trying; only who tries out clients with secrets of their own may have one. */
const kortsteGeheim = 16;

/** A client as its manager sees it. */
export interface Clientregel {
  clientId: string;
  /** Label of its applicatie; empty without one. */
  label: string;
  /** In words: all, how many autorisaties, or none. */
  rechten: string;
}

/** The clients of the register APIs: who may sign a JWT, and with what rights to begin with. */
export interface Clientbeheer {
  /**
   * Makes a client, with an applicatie when `applicatie` says more than a label.
   * @param geheim the secret that it has elsewhere already; without it one is made
   * @param applicatie body of `POST /applicaties`, without `clientIds`
   * @throws Error for a client that exists, a short secret, or rights that the Autorisaties API refuses; then nothing is made
   */
  maak(clientId: string, geheim: string | undefined, applicatie: Waarden): Promise<{ geheim: string }>;
  /** Gives another secret. @returns it @throws Error for an unknown client */
  vernieuw(clientId: string, geheim?: string): Promise<string>;
  /** A JWT of now, which holds for an hour. @throws Error for an unknown client */
  token(clientId: string, gebruiker: string): Promise<string>;
  lijst(): Promise<Clientregel[]>;
  /** @throws Error for an unknown client */
  verwijder(clientId: string): Promise<void>;
  stop(): Promise<void>;
}

export async function openClientbeheer(config: Config): Promise<Clientbeheer> {
  const { omgeving, stop } = await openZgw({
    config,
    log: createLogger('zgw-client', 'silent'),
    nu: () => new Date(),
    leeslog: false,
  });
  const { opslag } = omgeving;
  const kortst = config.NODE_ENV === 'development' ? 1 : kortsteGeheim;
  const bron = openClients(opslag);
  const eis = async (clientId: string): Promise<string> => {
    const client = await bron.vind(clientId);
    if (!client) throw new Error(`client-id: er is geen client ${clientId}.`);
    return client.geheim;
  };

  return {
    async maak(clientId, gegeven, applicatie) {
      const geheim = kies(gegeven, kortst);
      await opslag.transactie(async (tx) => {
        // Two who make the same client at once: the second waits, and then finds it.
        await tx.een(sql`SELECT pg_advisory_xact_lock(hashtext(${`zgw-client ${clientId}`}))`);
        if (await tx.een(sql`SELECT 1 FROM zgw_client WHERE client_id = ${clientId}`))
          throw new Error(
            `client-id: ${clientId} bestaat al; een nieuw geheim geeft \`geheim ${clientId}\`.`,
          );
        await bewaarClient(tx, clientId, geheim);
        const { label = clientId, ...rechten } = applicatie;
        if (Object.keys(rechten).length === 0) return;
        const op = { ...omgeving, opslag: binnen(tx) };
        const body = { ...rechten, label, clientIds: [clientId] };
        const opdracht = { actie: 'create' as const, body };
        const plek = omgeving.kaart.vind('applicatie');
        await inWoorden(() => voerUit(op, eigenOproep(omgeving, 'npm run zgw-client'), plek, opdracht));
      });
      return { geheim };
    },
    async vernieuw(clientId, gegeven) {
      const geheim = kies(gegeven, kortst);
      await eis(clientId);
      await bewaarClient(opslag, clientId, geheim);
      return geheim;
    },
    async token(clientId, gebruiker) {
      const geheim = new TextEncoder().encode(await eis(clientId));
      return new SignJWT({ client_id: clientId, user_id: gebruiker, user_representation: gebruiker })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(clientId)
        .setIssuedAt()
        .sign(geheim);
    },
    lijst: () =>
      opslag.alle<Clientregel>(sql`
        SELECT c.client_id AS "clientId", coalesce(a.gegevens->>'label', '') AS label,
          CASE WHEN a.uuid IS NULL THEN 'geen rechten' WHEN a.alles THEN 'alle rechten'
            ELSE jsonb_array_length(coalesce(a.gegevens->'autorisaties', '[]')) || ' autorisaties' END AS rechten
        FROM zgw_client c LEFT JOIN applicatie a ON a.client_ids @> ARRAY[c.client_id] ORDER BY c.client_id`),
    async verwijder(clientId) {
      const aantal = await opslag.doe(sql`DELETE FROM zgw_client WHERE client_id = ${clientId}`);
      if (aantal === 0) throw new Error(`client-id: er is geen client ${clientId}.`);
    },
    stop,
  };
}

function kies(gegeven: string | undefined, kortst: number): string {
  if (gegeven === undefined) return randomBytes(32).toString('base64url');
  if (gegeven.length < kortst)
    throw new Error(`ZGW_CLIENT_GEHEIM: een geheim is ten minste ${kortst} tekens lang.`);
  return gegeven;
}

/** A refusal of the API as text: every complaint with its field. */
async function inWoorden<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const klachten = error.invalidParams.map(({ name, reason }) => `${name}: ${reason}`);
    throw new Error(klachten.join('\n') || error.detail);
  }
}
