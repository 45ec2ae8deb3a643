import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven, bijVerwijderen } from '../../../registers/kader/alleen-bij.ts';
import { drc001, drc007 } from '../../../registers/zgw/documenten/drc-001.ts';
import { drc005 } from '../../../registers/zgw/documenten/drc-005.ts';
import { drc006 } from '../../../registers/zgw/documenten/drc-006.ts';
import { drc008 } from '../../../registers/zgw/documenten/drc-008.ts';
import { drc009 } from '../../../registers/zgw/documenten/drc-009.ts';
import { documentIdentificatie } from '../../../registers/zgw/documenten/identificatie.ts';
import type { Inhoudopslag } from '../../../registers/zgw/documenten/inhoud.ts';
import { integriteitKlopt } from '../../../registers/zgw/documenten/integriteit.ts';
import { maakDelen, nieuweVersie, wachtOpDelen } from '../../../registers/zgw/documenten/versie.ts';
import { niveauVan, rangVan, vertrouwelijkheden } from '../../../registers/zgw/vertrouwelijkheid.ts';
import {
  opBevatGegeven,
  opEenVan,
  opElementen,
  opMaat,
  opReeks,
  opTekst,
  opVerwijzing,
  opWaar,
} from '../../kit/filter.ts';
import { type Resource, resource } from '../../kit/resource.ts';
import {
  adres,
  afgeleideWaarde,
  datum,
  geheel,
  groep,
  jaNee,
  keuze,
  lijstVan,
  moment,
  naar,
  tekst,
  veld,
} from '../../kit/veld.ts';
import { datumSchema, momentSchema, webadres } from '../../kit/waarde.ts';
import { documentScopes } from './gemeen.ts';
import { bergInhoudOp } from './inhoud.ts';

/** A part of a content as a client sees it. */
export const bestandsdeelBeeld = z
  .object({
    url: webadres(),
    volgnummer: z.int(),
    omvang: z.int(),
    voltooid: z.boolean(),
    lock: z.string(),
  })
  .meta({ id: 'BestandsDeel' });

const algoritmen = [
  'crc_16',
  'crc_32',
  'crc_64',
  'fletcher_4',
  'fletcher_8',
  'fletcher_16',
  'fletcher_32',
  'hmac',
  'md5',
  'sha_1',
  'sha_256',
  'sha_512',
  'sha_3',
  '',
] as const;
const ondertekening = z.object({
  soort: z.enum(['analoog', 'digitaal', 'pki', '']),
  datum: datumSchema.nullable(),
});
const integriteit = z.object({
  algoritme: z.enum(algoritmen),
  waarde: z.string().max(128),
  datum: datumSchema.nullable(),
});
const statussen = ['in_bewerking', 'ter_vaststelling', 'definitief', 'gearchiveerd'];
const delen = sql`SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', d.uuid, 'volgnummer', d.volgnummer, 'omvang', d.omvang, 'voltooid', d.sha256 IS NOT NULL) ORDER BY d.volgnummer), '[]') FROM bestandsdeel d WHERE d.informatieobject = t.uuid`;
const gegeven = (naam: string): RawBuilder<unknown> => sql`t.gegevens->>${sql.lit(naam)}`;
const adresVan = (kolom: string) => (waarde: unknown) =>
  sql`EXISTS (SELECT 1 FROM objectinformatieobject o WHERE o.informatieobject = t.uuid AND ${sql.ref(`o.${kolom}`)} = ${kolom === 'object' ? String(waarde).replace(/^https?:\/\/[^/]+/, '~') : waarde})`;

/** A document: what is known of it, and its content by SHA-256. */
export const enkelvoudiginformatieobject = (inhoud: Inhoudopslag, maximum: number): Resource =>
  resource({
    naam: 'enkelvoudiginformatieobject',
    pad: 'enkelvoudiginformatieobjecten',
    tabel: 'enkelvoudiginformatieobject',
    velden: {
      identificatie: tekst({ max: 40, in: 'identificatie', onveranderlijk: true }),
      bronorganisatie: tekst({ max: 9, verplicht: true, in: 'bronorganisatie' }),
      creatiedatum: datum({ verplicht: true }),
      titel: tekst({ max: 200, verplicht: true }),
      vertrouwelijkheidaanduiding: veld(z.union([z.enum(vertrouwelijkheden), z.literal('')]), {
        standaard: '',
        kolom: { naam: 'vertrouwelijkheid', type: 'smallint' },
        bewaar: rangVan,
        toon: niveauVan,
      }),
      isGereedVoorPublicatie: jaNee({ in: 'gereed_voor_publicatie' }),
      tonenAanInitiator: jaNee({ standaard: false, nietLeeg: true }),
      auteur: tekst({ max: 200, verplicht: true }),
      status: keuze(statussen, { in: 'status' }),
      inhoudIsVervallen: jaNee(),
      formaat: tekst({ max: 255 }),
      taal: tekst({ min: 3, max: 3, verplicht: true }),
      versie: geheel({ in: 'versie', alleenLezen: true }),
      beginRegistratie: moment({ in: 'begin_registratie', alleenLezen: true }),
      bestandsnaam: tekst({ max: 255 }),
      inhoud: veld(z.string().nullable().meta({ description: 'Base64.' }), {
        kolom: { naam: 'inhoud_sha256', type: 'text' },
        beeld: webadres().nullable(),
      }),
      bestandsomvang: veld(z.number().int().min(0).nullable(), {
        kolom: { naam: 'bestandsomvang', type: 'bigint' },
      }),
      link: adres({ max: 200 }),
      beschrijving: tekst({ max: 1_000 }),
      ontvangstdatum: datum(),
      verzenddatum: datum(),
      indicatieGebruiksrecht: jaNee({ in: 'indicatie_gebruiksrecht' }),
      verschijningsvorm: tekst(),
      ondertekening: groep(ondertekening),
      integriteit: groep(integriteit),
      informatieobjecttype: naar('informatieobjecttype', { verplicht: true }),
      lock: veld(z.string().max(100), { kolom: { naam: 'lock', type: 'text' }, alleenSchrijven: true }),
      locked: afgeleideWaarde(sql`SELECT t.lock IS NOT NULL`, z.boolean()),
      bestandsdelen: {
        ...afgeleideWaarde(delen, z.array(z.unknown())),
        beeld: z.array(bestandsdeelBeeld),
      },
      trefwoorden: lijstVan(z.string().max(100), { in: 'trefwoorden' }),
    },
    filters: {
      identificatie: opTekst('identificatie'),
      bronorganisatie: opTekst('bronorganisatie'),
      trefwoorden: opElementen('trefwoorden'),
      // Of Open Zaak, with which GZAC searches the documents of a case.
      trefwoorden__overlap: opEenVan('trefwoorden'),
      titel: opBevatGegeven('titel'),
      auteur: opBevatGegeven('auteur'),
      beschrijving: opBevatGegeven('beschrijving'),
      creatiedatum__gte: opMaat(datumSchema, (waarde) => sql`${gegeven('creatiedatum')} >= ${waarde}`),
      creatiedatum__lte: opMaat(datumSchema, (waarde) => sql`${gegeven('creatiedatum')} <= ${waarde}`),
      informatieobjecttype: opVerwijzing('informatieobjecttype'),
      vertrouwelijkheidaanduiding: opMaat(
        z.enum(vertrouwelijkheden),
        (waarde) => sql`t.vertrouwelijkheid = ${rangVan(waarde)}`,
      ),
      locked: opWaar(sql`t.lock IS NOT NULL`),
      objectinformatieobjecten_object: opMaat(webadres(), adresVan('object')),
      objectinformatieobjecten__object: opMaat(webadres(), adresVan('object')),
      objectinformatieobjecten_objectType: opMaat(z.string(), adresVan('object_type')),
      objectinformatieobjecten__objectType: opMaat(z.string(), adresVan('object_type')),
      uuid__in: opReeks(z.guid(), (waarde) => sql`t.uuid = ANY(${waarde}::uuid[])`, 10_000),
    },
    ordening: {
      versie: 'versie',
      beginRegistratie: 'begin_registratie',
      bestandsomvang: 'bestandsomvang',
      status: 'status',
      vertrouwelijkheidaanduiding: 'vertrouwelijkheid',
      ...Object.fromEntries(
        ['auteur', 'creatiedatum', 'formaat', 'titel'].map((naam) => [naam, gegeven(naam)]),
      ),
    },
    volgorde: sql`t.uuid DESC`,
    toegang: {
      soort: 'type',
      type: 'informatieobjecttype',
      rang: 'vertrouwelijkheid',
      vrijgave: 'gereed_voor_publicatie',
    },
    scopes: documentScopes,
    vooraf: async (body) => ({ body: await bergInhoudOp(inhoud, body, maximum), adressen: [] }),
    regels: [
      drc009,
      ...bijVerwijderen(drc008),
      ...bijSchrijven(
        integriteitKlopt,
        drc001,
        documentIdentificatie,
        drc005,
        drc006,
        drc007,
        nieuweVersie,
        wachtOpDelen,
      ),
    ],
    gevolgen: [maakDelen],
    vorm: (beeld, rij) => toonDocument(beeld, rij),
    // Whoever announces a content in parts needs the lock to send them; clients read it at the document or at a part.
    vormNieuw: (beeld, rij) => {
      const lock = rij.lock ?? '';
      const bestandsdelen = (beeld.bestandsdelen as object[]).map((deel) => ({ ...deel, lock }));
      return { ...beeld, bestandsdelen, lock };
    },
    audit: 'zelf',
    audittrail: true,
    notificatie: { kanaal: 'documenten' },
    weergave: (waarden) => `${waarden.bronorganisatie} - ${waarden.identificatie}`,
    etag: true,
    zoek: true,
    eenParameters: { versie: z.int().min(1).max(999_999_999), registratieOp: momentSchema },
  });

function toonDocument(beeld: Record<string, unknown>, rij: Record<string, unknown>): Record<string, unknown> {
  const url = beeld.url as string;
  const basis = url.slice(0, url.indexOf('/enkelvoudiginformatieobjecten/'));
  const onderdelen = (beeld.bestandsdelen as { uuid: string }[] | undefined) ?? [];
  return {
    ...beeld,
    // While parts are awaited there is nothing to download yet.
    inhoud: rij.inhoud
      ? `${url}/download?versie=${rij.versie}`
      : onderdelen.length > 0
        ? null
        : `${url}/download?versie=${rij.versie}`,
    ondertekening: alsGegeven(beeld.ondertekening),
    integriteit: alsGegeven(beeld.integriteit),
    bestandsdelen: onderdelen.map(({ uuid, ...deel }) => ({
      url: `${basis}/bestandsdelen/${uuid}`,
      ...deel,
      lock: '',
    })),
  };
}

/** A group in which nothing was filled in is no group: its codes have no empty one (`Ondertekening`, `Integriteit`). */
const alsGegeven = (groep: unknown): unknown => (Object.values(groep ?? {}).some(Boolean) ? groep : null);
