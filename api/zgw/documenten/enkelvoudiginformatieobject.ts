import { sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven, bijVerwijderen } from '../../../registers/kader/alleen-bij.ts';
import { tegelijk } from '../../../registers/kader/tegelijk.ts';
import { drc001 } from '../../../registers/zgw/documenten/drc-001.ts';
import { drc005 } from '../../../registers/zgw/documenten/drc-005.ts';
import { drc006 } from '../../../registers/zgw/documenten/drc-006.ts';
import { drc008, nietGelockt } from '../../../registers/zgw/documenten/drc-008.ts';
import { drc009 } from '../../../registers/zgw/documenten/drc-009.ts';
import { documentIdentificatie } from '../../../registers/zgw/documenten/identificatie.ts';
import type { Inhoudopslag } from '../../../registers/zgw/documenten/inhoud.ts';
import { integriteitKlopt } from '../../../registers/zgw/documenten/integriteit.ts';
import { omvangKlopt, omvangVan } from '../../../registers/zgw/documenten/omvang.ts';
import { maakDelen, nieuweVersie, wachtOpDelen } from '../../../registers/zgw/documenten/versie.ts';
import { niveauVan, rangVan, vertrouwelijkheden } from '../../../registers/zgw/vertrouwelijkheid.ts';
import { drc007 } from '../../../registers/zgw/vertrouwelijkheid-van-type.ts';
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
import { rsin } from '../nummers.ts';
import { documentFilters, documentOrdening } from './filters.ts';
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
] as const;
const ondertekening = z.object({ soort: z.enum(['analoog', 'digitaal', 'pki']), datum: datumSchema });
const integriteit = z.object({
  algoritme: z.enum(algoritmen),
  waarde: z.string().min(1).max(128),
  datum: datumSchema,
});
const statussen = ['in_bewerking', 'ter_vaststelling', 'definitief', 'gearchiveerd'];
const delen = sql`SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', d.uuid, 'volgnummer', d.volgnummer, 'omvang', d.omvang, 'voltooid', d.sha256 IS NOT NULL) ORDER BY d.volgnummer), '[]') FROM bestandsdeel d WHERE d.informatieobject = t.uuid`;

/** A document: what is known of it, and its content by SHA-256. */
export const enkelvoudiginformatieobject = (inhoud: Inhoudopslag, maximum: number): Resource =>
  resource({
    naam: 'enkelvoudiginformatieobject',
    pad: 'enkelvoudiginformatieobjecten',
    tabel: 'enkelvoudiginformatieobject',
    velden: {
      identificatie: tekst({ max: 40, in: 'identificatie', onveranderlijk: true }),
      bronorganisatie: rsin({ verplicht: true, in: 'bronorganisatie' }),
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
      informatieobjecttype: naar('informatieobjecttype', { max: 200, verplicht: true }),
      lock: veld(z.string().max(100), { kolom: { naam: 'lock', type: 'text' }, alleenSchrijven: true }),
      locked: afgeleideWaarde(sql`SELECT t.lock IS NOT NULL`, z.boolean()),
      bestandsdelen: {
        ...afgeleideWaarde(delen, z.array(z.unknown())),
        beeld: z.array(bestandsdeelBeeld),
      },
      trefwoorden: lijstVan(z.string().max(100), { in: 'trefwoorden' }),
    },
    filters: documentFilters,
    ordening: documentOrdening,
    volgorde: sql`t.uuid DESC`,
    toegang: {
      soort: 'type',
      type: 'informatieobjecttype',
      rang: 'vertrouwelijkheid',
      vrijgave: 'gereed_voor_publicatie',
    },
    scopes: documentScopes,
    vooraf: async (body, tx, { uuid, deels }) => {
      const bekend = deels && uuid ? await omvangVan(tx, uuid) : undefined;
      return { body: await bergInhoudOp(inhoud, body, maximum, bekend), adressen: [] };
    },
    regels: [
      drc009,
      ...bijVerwijderen(drc008, nietGelockt),
      ...bijSchrijven(
        integriteitKlopt,
        omvangKlopt,
        tegelijk(drc001, documentIdentificatie, drc005, drc006, drc007),
        nieuweVersie,
        wachtOpDelen,
      ),
    ],
    gevolgen: [maakDelen],
    vorm: (beeld, rij) => toonDocument(beeld, rij),
    vormNieuw: metSlot,
    audit: 'zelf',
    audittrail: true,
    notificatie: { kanaal: 'documenten' },
    weergave: (waarden) => `${waarden.bronorganisatie} - ${waarden.identificatie}`,
    etag: true,
    zoek: ['uuid__in'],
    eenParameters: { versie: z.int().min(1).max(999_999_999), registratieOp: momentSchema },
  });

type Deelbeeld = { uuid: string; lock: string };

function toonDocument(beeld: Record<string, unknown>, rij: Record<string, unknown>): Record<string, unknown> {
  const url = beeld.url as string;
  const basis = url.slice(0, url.indexOf('/enkelvoudiginformatieobjecten/'));
  const onderdelen = (beeld.bestandsdelen as Deelbeeld[] | undefined) ?? [];
  // Nothing to download: no content, or one that is still to come. An empty file is one.
  const leeg = !rij.inhoud && rij.bestandsomvang !== 0;
  return {
    ...beeld,
    inhoud: leeg ? null : `${url}/download?versie=${rij.versie}`,
    ondertekening: gevuld(beeld.ondertekening, 'soort'),
    integriteit: gevuld(beeld.integriteit, 'algoritme'),
    // The lock is for whoever holds it, not for every reader.
    bestandsdelen: onderdelen.map(({ uuid, ...deel }) => ({
      url: `${basis}/bestandsdelen/${uuid}`,
      ...deel,
      lock: '',
    })),
  };
}

/** Older rows say by empty texts that there is no such group. */
const gevuld = (groep: unknown, veld: string): unknown =>
  (groep as Record<string, unknown> | null)?.[veld] ? groep : null;

/** Whoever announces a content in parts needs the lock to send them: GZAC takes it from the parts. */
function metSlot(beeld: Record<string, unknown>, rij: Record<string, unknown>): Record<string, unknown> {
  const lock = (rij.lock as string | null) ?? '';
  const bestandsdelen = (beeld.bestandsdelen as Deelbeeld[]).map((deel) => ({ ...deel, lock }));
  return { ...beeld, bestandsdelen, lock };
}
