import { createHmac } from 'node:crypto';
import { errors, jwtVerify } from 'jose';
import { Geheugen } from '../../platform/geheugen.ts';
import { Problem } from '../../platform/problem.ts';

/** A token may be used this long after its `iat`, seconds. */
const geldigSeconden = 3_600;
/** Clocks of clients may run this far ahead, seconds; what lies further ahead would hold for as long as its maker likes. */
const spelingSeconden = 300;

/** What a caller may do within one component, for one type or (without `type`) for everything in it. */
export interface Recht {
  component: string;
  scopes: ReadonlySet<string>;
  type?: string;
  /** Highest rank of vertrouwelijkheid that it covers. */
  maxRang: number;
}

/** The application behind a request, and the person it says to act for. */
export interface Aanroeper {
  clientId: string;
  applicatie: string;
  label: string;
  alles: boolean;
  /** Gets nothing but rows that were released, of resources that know a release. */
  alleenVrijgegeven: boolean;
  rechten: Recht[];
  gebruikersId: string;
  gebruikersWeergave: string;
  /** Who it is in logs: the application, and a pseudonym of the person. */
  actor: string;
}

/** Where clients and their rights are found. */
export interface Clientbron {
  /** @returns undefined for an unknown client; `applicatie` is absent for a client that holds no rights at all */
  vind(clientId: string): Promise<
    | {
        geheim: string;
        applicatie?: Pick<Aanroeper, 'applicatie' | 'label' | 'alles' | 'alleenVrijgegeven' | 'rechten'>;
      }
    | undefined
  >;
}

const weiger = (code: string, detail: string): Problem =>
  new Problem(403, code, 'Authenticatiegegevens zijn niet geldig.', detail);

function decodePayload(token: string): Record<string, unknown> {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    if (typeof payload === 'object' && payload !== null) return payload as Record<string, unknown>;
  } catch {
    // Falls through to the same refusal.
  }
  throw weiger('jwt-decode-error', 'Het JWT kan niet gelezen worden.');
}

/**
 * Finds out who calls: `Authorization: Bearer <JWT>`, HS256 with the secret of the client (ZGW standard, 1.2).
 * @throws Problem 403 with the code that clients of Open Zaak know
 */
export async function herken(
  authorization: string | undefined,
  bron: Clientbron,
  nu: Date,
): Promise<Aanroeper> {
  const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
  if (!token) throw weiger('not_authenticated', 'Authenticatiegegevens zijn niet opgegeven.');
  const payload = decodePayload(token);
  const clientId = payload.client_id ?? payload.iss;
  if (typeof clientId !== 'string' || clientId === '')
    throw weiger('missing-client-identifier', 'In het JWT ontbreekt de claim client_id.');
  // PostgreSQL keeps no NUL, so no client has one in its name.
  const client = clientId.includes('\0') ? undefined : await bron.vind(clientId);
  if (!client) throw weiger('invalid-client-identifier', 'Deze client is onbekend.');
  await verify(token, client.geheim, nu);
  const { iat } = payload;
  if (typeof iat !== 'number') throw weiger('jwt-missing-iat-claim', 'In het JWT ontbreekt de claim iat.');
  const ouderdom = nu.getTime() / 1_000 - iat;
  if (ouderdom > geldigSeconden) throw weiger('jwt-expired', 'Het JWT is verlopen.');
  if (ouderdom < -spelingSeconden)
    throw weiger('jwt-immaturesignatureerror', 'Het JWT is nog niet geldig: iat ligt in de toekomst.');
  if (!client.applicatie)
    throw new Problem(
      403,
      'permission_denied',
      'U heeft geen toestemming voor deze actie.',
      'Deze client hoort bij geen applicatie.',
    );
  const gebruikersId = textOf(payload.user_id);
  return {
    clientId,
    ...client.applicatie,
    actor: `app:${clientId}${gebruikersId && `/${pseudoniemVan(client.geheim, gebruikersId)}`}`,
    gebruikersId,
    gebruikersWeergave: textOf(payload.user_representation),
  };
}

/** Keyed with the secret of the client, so that nobody else can try ids. */
const pseudoniemVan = (geheim: string, gebruikersId: string): string =>
  createHmac('sha256', geheim).update(gebruikersId).digest('hex').slice(0, 16);

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value).replaceAll('\0', '').slice(0, 255)
    : '';

const sleutels = new Geheugen<Promise<CryptoKey>>();

/** Making a key of a secret costs as much as using it. */
function sleutelVan(geheim: string): Promise<CryptoKey> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  return (
    sleutels.lees(geheim) ??
    sleutels.bewaar(
      geheim,
      crypto.subtle.importKey('raw', new TextEncoder().encode(geheim), hmac, false, ['verify']),
    )
  );
}

/** Tokens that were found to be signed with a secret, and when they hold by their own words (`nbf`, `exp`), seconds. */
const ondertekend = new Geheugen<{ geheim: string; vanaf: number; tot: number }>();

async function verify(token: string, geheim: string, nu: Date): Promise<void> {
  const seconde = Math.floor(nu.getTime() / 1_000);
  const bekend = ondertekend.lees(token);
  if (bekend?.geheim === geheim && bekend.vanaf <= seconde && seconde < bekend.tot) return;
  try {
    const { payload } = await jwtVerify(token, await sleutelVan(geheim), {
      algorithms: ['HS256'],
      currentDate: nu,
    });
    ondertekend.bewaar(token, { geheim, vanaf: payload.nbf ?? -Infinity, tot: payload.exp ?? Infinity });
  } catch (error) {
    if (error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed)
      throw weiger('jwt-expired', 'Het JWT is niet (meer) geldig.');
    if (error instanceof errors.JWSSignatureVerificationFailed)
      throw weiger('invalid-jwt-signature', 'De handtekening van het JWT klopt niet.');
    throw weiger('jwt-decode-error', 'Het JWT kan niet gelezen worden.');
  }
}
