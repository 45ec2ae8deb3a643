import { sql } from 'kysely';
import { z } from 'zod';
import { bijAanmaken, bijSchrijven, bijVerwijderen } from '../../../registers/kader/alleen-bij.ts';
import {
  besluitIsGenomen,
  brc001,
  brc002,
  brc005,
  brc006,
  brc006Vast,
  brc007,
  brc008,
  brc009,
} from '../../../registers/zgw/besluiten/brc.ts';
import { zaakGemuteerd } from '../../../registers/zgw/zaken/laatst-gemuteerd.ts';
import { uniek } from '../../../registers/zgw/zaken/uniek.ts';
import { zaakVanDezeIsOpen } from '../../../registers/zgw/zaken/zrc-007.ts';
import { herleidBij } from '../../../registers/zgw/zaken/zrc-021.ts';
import { opTekst, opVerwijzing } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { datum, keuze, naar, tekst } from '../../kit/veld.ts';
import { webadres } from '../../kit/waarde.ts';
import { rsin } from '../nummers.ts';

const vervalredenen: Record<string, string> = {
  tijdelijk: 'Besluit met tijdelijke werking',
  ingetrokken_overheid: 'Besluit ingetrokken door overheid',
  ingetrokken_belanghebbende: 'Besluit ingetrokken o.v.v. belanghebbende',
};
const scopes = {
  lezen: ['besluiten.lezen'],
  create: ['besluiten.aanmaken'],
  update: ['besluiten.bijwerken'],
  destroy: ['besluiten.verwijderen'],
};

/** A decision. */
export const besluit = resource({
  naam: 'besluit',
  pad: 'besluiten',
  tabel: 'besluit',
  velden: {
    identificatie: tekst({ max: 50, in: 'identificatie', onveranderlijk: true }),
    verantwoordelijkeOrganisatie: rsin({
      verplicht: true,
      in: 'verantwoordelijke_organisatie',
      onveranderlijk: true,
    }),
    besluittype: naar('besluittype', { max: 200, verplicht: true, onveranderlijk: true }),
    zaak: naar('zaak', { max: 200, beeld: z.union([webadres(), z.literal('')]) }),
    datum: datum({ verplicht: true }),
    toelichting: tekst(),
    bestuursorgaan: tekst({ max: 50 }),
    ingangsdatum: datum({ verplicht: true, in: 'ingangsdatum' }),
    vervaldatum: datum({ in: 'vervaldatum' }),
    vervalreden: keuze(Object.keys(vervalredenen)),
    vervalredenWeergave: tekst({ alleenLezen: true }),
    publicatiedatum: datum(),
    verzenddatum: datum(),
    uiterlijkeReactiedatum: datum(),
  },
  filters: {
    identificatie: opTekst('identificatie'),
    verantwoordelijkeOrganisatie: opTekst('verantwoordelijke_organisatie'),
    besluittype: opVerwijzing('besluittype'),
    zaak: opVerwijzing('zaak'),
  },
  volgorde: sql`t.uuid DESC`,
  toegang: { soort: 'type', type: 'besluittype' },
  scopes,
  regels: [zaakVanDezeIsOpen, ...bijSchrijven(brc001, brc002, besluitIsGenomen, brc006Vast, brc007)],
  gevolgen: [
    brc006,
    zaakGemuteerd,
    ...bijVerwijderen(brc009),
    herleidBij('ingangsdatum_besluit', 'vervaldatum_besluit'),
  ],
  vorm: (beeld) => ({
    ...beeld,
    // The standard knows no null here.
    zaak: beeld.zaak ?? '',
    vervalredenWeergave: vervalredenen[beeld.vervalreden as string] ?? '',
  }),
  audit: 'zelf',
  audittrail: true,
  notificatie: { kanaal: 'besluiten' },
  weergave: (waarden) => `${waarden.verantwoordelijkeOrganisatie} - ${waarden.identificatie}`,
  etag: true,
});

/** A document in which a decision is laid down. */
export const besluitinformatieobject = resource({
  naam: 'besluitinformatieobject',
  pad: 'besluitinformatieobjecten',
  tabel: 'besluitinformatieobject',
  velden: {
    informatieobject: naar('enkelvoudiginformatieobject', { in: 'informatieobject', verplicht: true }),
    besluit: naar('besluit', { verplicht: true }),
    aardRelatieWeergave: tekst({
      alleenLezen: true,
      standaard: 'Legt vast, omgekeerd: kan vastgelegd zijn als',
    }),
  },
  filters: {
    besluit: opVerwijzing('besluit'),
    informatieobject: opVerwijzing('enkelvoudiginformatieobject', 'informatieobject'),
  },
  volgorde: sql`t.uuid`,
  pagina: false,
  operaties: new Set(['list', 'read', 'create', 'destroy'] as const),
  toegang: { soort: 'via', kolom: 'besluit', resource: 'besluit' },
  scopes: { ...scopes, create: ['besluiten.aanmaken', 'besluiten.bijwerken'] },
  regels: bijAanmaken(uniek('besluitinformatieobject', 'besluit', 'informatieobject'), brc008),
  gevolgen: [brc005],
  audit: 'besluit',
  notificatie: { kanaal: 'besluiten', hoofd: 'besluit' },
  etag: true,
});
