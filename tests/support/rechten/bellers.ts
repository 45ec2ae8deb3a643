import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { bewaarClient } from '../../../api/zgw/clients.ts';
import type { Json, Registers } from '../zgw.ts';
import type { Inrichting } from '../zgw-catalogus.ts';

export const geheim = 'een-lang-genoeg-geheim-voor-hs256';

/** A token of this client. @param ouderdom seconds since it was made */
export const teken = (clientId: string, sleutel = geheim, ouderdom = 0): Promise<string> =>
  new SignJWT({ client_id: clientId })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(clientId)
    .setIssuedAt(Math.floor(Date.now() / 1_000) - ouderdom)
    .sign(new TextEncoder().encode(sleutel));

const zrc = {
  lezen: ['zaken.lezen', 'audittrails.lezen'],
  aanmaken: ['zaken.aanmaken'],
  bijwerken: ['zaken.bijwerken'],
  verwijderen: ['zaken.verwijderen'],
  overig: ['zaken.geforceerd-bijwerken', 'zaken.statussen.toevoegen', 'zaken.heropenen'],
};
const drc = {
  lezen: ['documenten.lezen', 'audittrails.lezen'],
  aanmaken: ['documenten.aanmaken'],
  bijwerken: ['documenten.bijwerken', 'documenten.lock'],
  verwijderen: ['documenten.verwijderen'],
  overig: ['documenten.geforceerd-bijwerken', 'documenten.geforceerd-unlock'],
};
const brc = {
  lezen: ['besluiten.lezen', 'audittrails.lezen'],
  aanmaken: ['besluiten.aanmaken'],
  bijwerken: ['besluiten.bijwerken'],
  verwijderen: ['besluiten.verwijderen'],
  overig: [],
};
type Soort = keyof typeof zrc;
const elk: Soort[] = ['lezen', 'aanmaken', 'bijwerken', 'verwijderen', 'overig'];

const rechtenOp = (inrichting: Inrichting, max: string, ...soorten: Soort[]): Json[] => [
  {
    component: 'zrc',
    scopes: soorten.flatMap((soort) => zrc[soort]),
    zaaktype: inrichting.zaaktype,
    maxVertrouwelijkheidaanduiding: max,
  },
  {
    component: 'drc',
    scopes: soorten.flatMap((soort) => drc[soort]),
    informatieobjecttype: inrichting.informatieobjecttype,
    maxVertrouwelijkheidaanduiding: max,
  },
  {
    component: 'brc',
    scopes: soorten.flatMap((soort) => brc[soort]),
    besluittype: inrichting.besluittype,
  },
];

/** The kinds of caller; type a is what all objects are of. */
export const soortenBellers = [
  'no token',
  'no JWT',
  'unknown client',
  'wrong secret',
  'old token',
  'no applicatie',
  'everything',
  'reads a',
  'a, openbaar',
  'a, zeer geheim',
  'b, zeer geheim',
  'makes a',
  'changes a',
  'removes a',
  'audit only',
  'released only',
  'writes types',
  'reads types',
  'autorisaties',
  'subscribes',
  'publishes',
] as const;
export type Wie = (typeof soortenBellers)[number];

/** Makes all kinds of caller. @returns their tokens; none for who sends none */
export async function maakBellers(
  registers: Registers,
  a: Inrichting,
  b: Inrichting,
): Promise<Record<Wie, string | undefined>> {
  const met = async (rechten: Json[], applicatie: Json = {}): Promise<string> =>
    (await registers.beller(rechten, applicatie)).token();
  const lezer = await registers.beller(rechtenOp(a, 'zeer_geheim', 'lezen'));
  const los = `los-${randomUUID()}`.slice(0, 30);
  await bewaarClient(registers.omgeving.opslag, los, geheim);
  const audit = ['zrc', 'drc', 'brc'].map((component, plaats) => ({
    ...rechtenOp(a, 'zeer_geheim')[plaats],
    component,
    scopes: ['audittrails.lezen'],
  }));
  return {
    'no token': undefined,
    'no JWT': 'geen.jwt.hier',
    'unknown client': await teken('niemand'),
    'wrong secret': await teken(lezer.clientId, 'een-ander-geheim-van-genoeg-tekens'),
    'old token': await teken(lezer.clientId, geheim, 3_700),
    'no applicatie': await teken(los),
    everything: await registers.alles.token(),
    'reads a': await lezer.token(),
    'a, openbaar': await met(rechtenOp(a, 'openbaar', ...elk)),
    'a, zeer geheim': await met(rechtenOp(a, 'zeer_geheim', ...elk)),
    'b, zeer geheim': await met(rechtenOp(b, 'zeer_geheim', ...elk)),
    'makes a': await met(rechtenOp(a, 'zeer_geheim', 'aanmaken')),
    'changes a': await met(rechtenOp(a, 'zeer_geheim', 'bijwerken')),
    'removes a': await met(rechtenOp(a, 'zeer_geheim', 'verwijderen')),
    'audit only': await met(audit),
    'released only': await met(rechtenOp(a, 'zeer_geheim', 'lezen'), { alleenIsGereedVoorPublicatie: true }),
    'writes types': await met([{ component: 'ztc', scopes: ['catalogi.lezen', 'catalogi.schrijven'] }]),
    'reads types': await met([{ component: 'ztc', scopes: ['catalogi.lezen'] }]),
    autorisaties: await met([{ component: 'ac', scopes: ['autorisaties.lezen', 'autorisaties.bijwerken'] }]),
    subscribes: await met([{ component: 'nrc', scopes: ['notificaties.consumeren'] }]),
    publishes: await met([{ component: 'nrc', scopes: ['notificaties.publiceren'] }]),
  };
}
