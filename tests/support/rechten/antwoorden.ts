import type { Wie } from './bellers.ts';

/**
 * Who gets through, and with which status; everybody else is refused with 403. Written by hand from the `security` of
 * the operations in the VNG documents (Zaken 1.5.1, Documenten 1.5.0, Besluiten 1.1, Catalogi 1.3, Autorisaties 1.0,
 * Notificaties 1.0), and for what Open Zaak adds from its documentation. An audit trail holds what the object holds, so it
 * asks the scope to read that as well.
 */
export interface Antwoord {
  status: number;
  /** With an object of zaaktype a that is openbaar, or where no object decides. */
  openbaar: readonly Wie[];
  /** With one that is geheim; absent where no vertrouwelijkheid plays. */
  geheim?: readonly Wie[];
}

const iedereen = 'iedereen';
type Rij = [openbaar: string, geheim: string | undefined, status?: number];

const leest: Rij = [
  'everything; reads a; a, openbaar; a, zeer geheim; released only',
  'everything; reads a; a, zeer geheim; released only',
];
const somt: Rij = [
  'everything; reads a; a, openbaar; a, zeer geheim; b, zeer geheim; released only',
  undefined,
];
const wijzigt: Rij = [
  'everything; a, openbaar; a, zeer geheim; changes a',
  'everything; a, zeer geheim; changes a',
];
const maakt: Rij = [
  'everything; a, openbaar; a, zeer geheim; makes a',
  'everything; a, zeer geheim; makes a',
];
const verwijdert: Rij = [
  'everything; a, openbaar; a, zeer geheim; removes a',
  'everything; a, zeer geheim; removes a',
];
const maaktOfWijzigt: Rij = [
  'everything; a, openbaar; a, zeer geheim; makes a; changes a',
  'everything; a, zeer geheim; makes a; changes a',
];
const verwijdertOfWijzigt: Rij = [
  'everything; a, openbaar; a, zeer geheim; removes a; changes a',
  'everything; a, zeer geheim; removes a; changes a',
];
const alsEerste: Rij = ['everything; a, openbaar; a, zeer geheim', 'everything; a, zeer geheim'];
// A document that is not released is not there for who gets only what is.
const leestDocument: Rij = [
  'everything; reads a; a, openbaar; a, zeer geheim',
  'everything; reads a; a, zeer geheim',
];
const zonderNiveau = ([openbaar, , status]: Rij): Rij => [openbaar, undefined, status];
const met = (status: number, [openbaar, geheim]: Rij): Rij => [openbaar, geheim, status];

const leestTypen: Rij = [
  'everything; reads a; a, openbaar; a, zeer geheim; b, zeer geheim; released only; writes types; reads types',
  undefined,
];
const schrijftTypen: Rij = ['everything; writes types', undefined];
const alleenAutorisaties: Rij = ['everything; autorisaties', undefined];
const notificeert: Rij = ['everything; subscribes; publishes', undefined];
const abonneert: Rij = ['everything; subscribes', undefined];
const alleenAlles: Rij = ['everything', undefined];
const publiceert: Rij = ['everything; publishes', undefined];

interface Rechten {
  somt: Rij;
  leest: Rij;
  maakt?: Rij;
  wijzigt?: Rij;
  verwijdert?: Rij;
}

const rijen: Record<string, Rij> = {};
const zet = (api: string, operaties: Record<string, Rij>): void => {
  for (const [operatie, rij] of Object.entries(operaties))
    rijen[operatie.replace(' /', ` /${api}/api/v1/`)] = rij;
};
/** @param methoden what can be done with one object: G, U (PUT), P (PATCH), D */
const bron = (api: string, pad: string, methoden: string, rechten: Rechten): void => {
  const kan = (letter: string) => methoden.includes(letter);
  zet(api, {
    [`GET /${pad}`]: rechten.somt,
    [`GET /${pad}/{uuid}`]: rechten.leest,
    [`HEAD /${pad}/{uuid}`]: rechten.leest,
    ...(rechten.maakt && { [`POST /${pad}`]: met(201, rechten.maakt) }),
    ...(rechten.wijzigt && kan('U') && { [`PUT /${pad}/{uuid}`]: rechten.wijzigt }),
    ...(rechten.wijzigt && kan('P') && { [`PATCH /${pad}/{uuid}`]: rechten.wijzigt }),
    ...(rechten.verwijdert && kan('D') && { [`DELETE /${pad}/{uuid}`]: met(204, rechten.verwijdert) }),
  });
};

const bijZaak: Rechten = { somt, leest, maakt: wijzigt, wijzigt, verwijdert: wijzigt };
const ruimBijZaak: Rechten = { ...bijZaak, maakt: maaktOfWijzigt, verwijdert: verwijdertOfWijzigt };
bron('zaken', 'zaken', 'GUPD', { somt, leest, maakt, wijzigt, verwijdert });
// zrc-008: the second status asks more than zaken.aanmaken.
bron('zaken', 'statussen', 'G', { somt, leest, maakt: alsEerste });
bron('zaken', 'substatussen', 'G', { somt, leest, maakt });
bron('zaken', 'klantcontacten', 'G', bijZaak);
bron('zaken', 'resultaten', 'GUPD', bijZaak);
bron('zaken', 'rollen', 'GUD', bijZaak);
bron('zaken', 'zaakcontactmomenten', 'GD', bijZaak);
bron('zaken', 'zaakverzoeken', 'GD', bijZaak);
bron('zaken', 'zaaknotities', 'GUPD', bijZaak);
bron('zaken', 'zaakinformatieobjecten', 'GUPD', ruimBijZaak);
bron('zaken', 'zaakobjecten', 'GUPD', ruimBijZaak);
bron('zaken', 'zaken/{ouder}/besluiten', 'GD', { ...bijZaak, somt: leest });
bron('zaken', 'zaken/{ouder}/zaakeigenschappen', 'GUPD', { ...bijZaak, somt: leest });
zet('zaken', {
  'POST /zaken/_zoek': somt,
  'GET /zaken/{uuid}/audittrail': leest,
  'GET /zaken/{uuid}/audittrail/{regel}': leest,
  // Open Zaak: registering takes the rights of all its parts, also the second status and the rollen.
  'POST /zaak_registreren': met(201, alsEerste),
  'POST /zaak_opschorten/{uuid}': alsEerste,
  'POST /zaak_verlengen/{uuid}': alsEerste,
  'POST /zaak_bijwerken/{uuid}': alsEerste,
  'POST /zaak_afsluiten/{uuid}': alsEerste,
  'POST /zaaknummer_reserveren': [
    'everything; a, openbaar; a, zeer geheim; b, zeer geheim; makes a',
    undefined,
    201,
  ],
  'POST /reserveer_zaaknummer': [
    'everything; a, openbaar; a, zeer geheim; b, zeer geheim; makes a',
    undefined,
    201,
  ],
});

for (const pad of [
  'besluittypen',
  'catalogussen',
  'eigenschappen',
  'informatieobjecttypen',
  'resultaattypen',
  'roltypen',
  'statustypen',
  'zaakobjecttypen',
  'zaaktypen',
  'zaaktype-informatieobjecttypen',
])
  bron('catalogi', pad, 'GUPD', {
    somt: leestTypen,
    leest: leestTypen,
    maakt: schrijftTypen,
    wijzigt: schrijftTypen,
    verwijdert: schrijftTypen,
  });
zet('catalogi', {
  'POST /zaaktypen/{uuid}/publish': schrijftTypen,
  'POST /besluittypen/{uuid}/publish': schrijftTypen,
  'POST /informatieobjecttypen/{uuid}/publish': schrijftTypen,
});

const document: Rechten = { somt, leest: leestDocument, maakt, wijzigt, verwijdert };
bron('documenten', 'enkelvoudiginformatieobjecten', 'GUPD', document);
bron('documenten', 'gebruiksrechten', 'GUPD', document);
bron('documenten', 'objectinformatieobjecten', 'GD', document);
bron('documenten', 'verzendingen', 'GUPD', document);
zet('documenten', {
  'POST /enkelvoudiginformatieobjecten/_zoek': somt,
  'GET /enkelvoudiginformatieobjecten/{uuid}/audittrail': leestDocument,
  'GET /enkelvoudiginformatieobjecten/{uuid}/audittrail/{regel}': leestDocument,
  'GET /enkelvoudiginformatieobjecten/{uuid}/download': leestDocument,
  'POST /enkelvoudiginformatieobjecten/{uuid}/lock': wijzigt,
  'POST /enkelvoudiginformatieobjecten/{uuid}/unlock': met(204, wijzigt),
  'PUT /bestandsdelen/{uuid}': wijzigt,
  // documenten.aanmaken, and one of zaken.aanmaken, zaken.bijwerken, zaken.geforceerd-bijwerken
  'POST /document_registreren': met(201, maakt),
  'POST /documentnummer_reserveren': [
    'everything; a, openbaar; a, zeer geheim; b, zeer geheim; makes a',
    undefined,
    201,
  ],
});

const besluit: Rechten = {
  somt,
  leest: zonderNiveau(leest),
  maakt: zonderNiveau(maakt),
  wijzigt: zonderNiveau(wijzigt),
  verwijdert: zonderNiveau(verwijdert),
};
bron('besluiten', 'besluiten', 'GUPD', besluit);
bron('besluiten', 'besluitinformatieobjecten', 'GD', { ...besluit, maakt: zonderNiveau(maaktOfWijzigt) });
zet('besluiten', {
  'GET /besluiten/{uuid}/audittrail': zonderNiveau(leest),
  'GET /besluiten/{uuid}/audittrail/{regel}': zonderNiveau(leest),
  'POST /besluit_verwerken': met(201, zonderNiveau(maakt)),
});

bron('autorisaties', 'applicaties', 'GUPD', {
  somt: alleenAutorisaties,
  leest: alleenAutorisaties,
  maakt: alleenAutorisaties,
  wijzigt: alleenAutorisaties,
  verwijdert: alleenAutorisaties,
});
zet('autorisaties', { 'GET /applicaties/consumer': alleenAutorisaties });

bron('notificaties', 'abonnement', 'GUPD', {
  somt: notificeert,
  leest: notificeert,
  maakt: abonneert,
  // Of a client with all rights: another one changes and removes only its own (Open Notificaties).
  wijzigt: alleenAlles,
  verwijdert: alleenAlles,
});
bron('notificaties', 'kanaal', 'GUP', {
  somt: notificeert,
  leest: notificeert,
  maakt: publiceert,
  wijzigt: publiceert,
});
zet('notificaties', {
  'POST /notificaties': met(201, publiceert),
  'POST /cloudevents': met(201, publiceert),
});

for (const api of ['zaken', 'catalogi', 'documenten', 'besluiten', 'autorisaties', 'notificaties'])
  zet(api, { 'GET /openapi.json': [iedereen, undefined] });

/** @param allen every kind of caller */
export const antwoorden = (allen: readonly Wie[]): Map<string, Antwoord> => {
  const wie = (tekst: string): readonly Wie[] => (tekst === iedereen ? allen : (tekst.split('; ') as Wie[]));
  return new Map(
    Object.entries(rijen).map(([operatie, [openbaar, geheim, status = 200]]) => [
      operatie,
      { status, openbaar: wie(openbaar), ...(geheim === undefined ? {} : { geheim: wie(geheim) }) },
    ]),
  );
};
