import { sql } from 'kysely';
import type { InvalidParam } from '../../../platform/problem.ts';
import type { Vraagbaak, Waarden } from '../../../registers/kader/vraagbaak.ts';
import { publiceer } from '../../../registers/zgw/catalogi/publiceren.ts';
import { validatieFout } from '../../kit/fout.ts';
import type { Omgeving } from '../../kit/omgeving.ts';
import { voerUit } from '../../kit/schrijf.ts';
import { binnen, eigenOproep } from '../toegang.ts';
import { klassen, procestypen, type Zaaktypezaad, zaaktypen } from './zaaktypen.ts';

/** Before everything that may be opened today; types of a class of 2020 are no older than it. */
const beginGeldigheid = '2020-01-01';
const vertrouwelijkheidaanduiding = 'zaakvertrouwelijk';
const domein = 'SCHAK';

interface Organisatie {
  rsin: string;
  naam: string;
}

/** Makes and publishes the zaaktypen that are not there yet, under any catalogus. A second time changes nothing. */
export async function zorgVoorZaaktypen(omgeving: Omgeving, organisatie: Organisatie): Promise<void> {
  await omgeving.opslag.transactie(async (tx) => {
    // Several api processes may start at once.
    await tx.een(sql`SELECT pg_advisory_xact_lock(hashtextextended('zorg-voor-zaaktypen', 0))`);
    const schrijver = schrijverOp(omgeving, tx);
    for (const zaad of zaaktypen) {
      const bestaat = await tx.een(
        sql`SELECT 1 FROM zaaktype WHERE identificatie = ${zaad.identificatie} LIMIT 1`,
      );
      if (!bestaat) await maakZaaktype(schrijver, await zorgVoorCatalogus(tx, schrijver, organisatie), zaad);
    }
  });
}

interface Schrijver {
  maak(naam: string, body: Waarden): Promise<string>;
  publiceer(naam: 'zaaktype' | 'besluittype' | 'informatieobjecttype', url: string): Promise<void>;
  urlVan(naam: string, uuid: string): string;
}

/** Writes through the kit, so all rules hold. */
function schrijverOp(omgeving: Omgeving, tx: Vraagbaak): Schrijver {
  const basis = omgeving.basissen[0] ?? '';
  const oproep = eigenOproep(omgeving, 'Bij de start van Schakel');
  const inTransactie = { ...omgeving, opslag: binnen(tx) };
  return {
    async maak(naam, body) {
      const plek = omgeving.kaart.vind(naam);
      const beeld = await voerUit(inTransactie, oproep, plek, { actie: 'create', body });
      return beeld.url as string;
    },
    async publiceer(naam, url) {
      const fouten: InvalidParam[] = [];
      const uuid = url.split('/').at(-1) ?? '';
      await publiceer(tx, naam, uuid, (name, code, reason) => fouten.push({ name, code, reason }));
      if (fouten.length > 0) throw validatieFout(fouten);
    },
    urlVan: (naam, uuid) => omgeving.kaart.urlVan(basis, naam, uuid),
  };
}

async function zorgVoorCatalogus(
  tx: Vraagbaak,
  schrijver: Schrijver,
  { rsin, naam }: Organisatie,
): Promise<string> {
  const eerder = await tx.een<{ uuid: string }>(
    sql`SELECT uuid FROM catalogus WHERE domein = ${domein} AND rsin = ${rsin}`,
  );
  if (eerder) return schrijver.urlVan('catalogus', eerder.uuid);
  return schrijver.maak('catalogus', {
    domein,
    rsin,
    naam: `${naam}, processen van Schakel`,
    contactpersoonBeheerNaam: 'Functioneel beheer',
  });
}

async function maakZaaktype(
  { maak, publiceer: maakDefinitief }: Schrijver,
  catalogus: string,
  zaad: Zaaktypezaad,
): Promise<void> {
  const informatieobjecttype = await maak('informatieobjecttype', {
    catalogus,
    omschrijving: zaad.informatieobjecttype,
    informatieobjectcategorie: 'Bijlage',
    vertrouwelijkheidaanduiding,
    beginGeldigheid,
  });
  const besluittypen = [];
  for (const omschrijving of zaad.besluittypen)
    besluittypen.push(
      await maak('besluittype', {
        catalogus,
        omschrijving,
        publicatieIndicatie: false,
        informatieobjecttypen: [informatieobjecttype],
        beginGeldigheid,
      }),
    );
  const { identificatie, omschrijving, doel, aanleiding, onderwerp, handelingInitiator, doorlooptijd } = zaad;
  const zaaktype = await maak('zaaktype', {
    catalogus,
    identificatie,
    omschrijving,
    doel,
    aanleiding,
    onderwerp,
    handelingInitiator,
    doorlooptijd,
    vertrouwelijkheidaanduiding,
    indicatieInternOfExtern: 'extern',
    handelingBehandelaar: 'Behandelen',
    opschortingEnAanhoudingMogelijk: false,
    verlengingMogelijk: false,
    publicatieIndicatie: false,
    productenOfDiensten: [],
    selectielijstProcestype: procestypen[zaad.procestype],
    referentieproces: { naam: omschrijving },
    verantwoordelijke: 'Functioneel beheer',
    besluittypen,
    gerelateerdeZaaktypen: [],
    beginGeldigheid,
    versiedatum: beginGeldigheid,
  });
  await maakDelen(maak, zaaktype, informatieobjecttype, zaad);
  // A zaaktype is published after everything that it refers to (ztc-012).
  await maakDefinitief('informatieobjecttype', informatieobjecttype);
  for (const besluittype of besluittypen) await maakDefinitief('besluittype', besluittype);
  await maakDefinitief('zaaktype', zaaktype);
}

async function maakDelen(
  maak: Schrijver['maak'],
  zaaktype: string,
  informatieobjecttype: string,
  zaad: Zaaktypezaad,
): Promise<void> {
  for (const [index, statustype] of zaad.statustypen.entries())
    await maak('statustype', { zaaktype, volgnummer: index + 1, ...statustype });
  for (const { omschrijving, klasse } of zaad.resultaattypen)
    await maak('resultaattype', {
      zaaktype,
      omschrijving,
      resultaattypeomschrijving: klassen[klasse].omschrijving,
      selectielijstklasse: klassen[klasse].url,
      brondatumArchiefprocedure: { afleidingswijze: 'afgehandeld' },
    });
  await maak('roltype', { zaaktype, omschrijving: zaad.initiator, omschrijvingGeneriek: 'initiator' });
  await maak('roltype', { zaaktype, omschrijving: 'Behandelaar', omschrijvingGeneriek: 'behandelaar' });
  await maak('zaaktypeinformatieobjecttype', {
    zaaktype,
    informatieobjecttype,
    volgnummer: 1,
    richting: 'inkomend',
  });
}
