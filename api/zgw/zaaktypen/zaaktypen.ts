/**
 * Zaaktypen of the processes that come with Schakel, for a register of our own. A municipality that has its own catalogus
 * makes them there, with these names.
 */
export interface Zaaktypezaad {
  /** As the code of the process. */
  identificatie: string;
  omschrijving: string;
  doel: string;
  aanleiding: string;
  onderwerp: string;
  handelingInitiator: string;
  doorlooptijd: string;
  procestype: keyof typeof procestypen;
  /** In their order; the last one ends the zaak. */
  statustypen: { omschrijving: string; statustekst: string; informeren?: boolean }[];
  resultaattypen: { omschrijving: string; klasse: keyof typeof klassen }[];
  initiator: string;
  informatieobjecttype: string;
  besluittypen: string[];
}

const selectielijst = 'https://selectielijst.openzaak.nl/api/v1';

/** Generic names of resultaattypen, with their addresses. */
const omschrijvingen = {
  afgehandeld: `${selectielijst}/resultaattypeomschrijvingen/7cb315fb-4f7b-4a43-aca1-e4522e4c73b3`,
  afgebroken: `${selectielijst}/resultaattypeomschrijvingen/ce8cf476-0b59-496f-8eee-957a7c6e2506`,
};

/** Procestypen of the Selectielijst gemeenten en intergemeentelijke organen 2020 (VNG). */
export const procestypen = {
  '6 Verzoeken behandelen': `${selectielijst}/procestypen/6d85b4dc-381c-413e-af3c-1e9668f4ea97`,
};

/** Its classes that the resultaattypen below fall in; what they mean for the archive follows from the list. */
export const klassen = {
  '6.1 Ingewilligd': {
    url: `${selectielijst}/resultaten/968dee12-73d3-4b38-933f-5b25005d4ded`,
    omschrijving: omschrijvingen.afgehandeld,
  },
  '6.2 Afgewezen': {
    url: `${selectielijst}/resultaten/82d2ef7e-a074-42dd-871e-ea8735fee77a`,
    omschrijving: omschrijvingen.afgehandeld,
  },
  '6.3 Afgebroken': {
    url: `${selectielijst}/resultaten/f9606a6a-51f1-4ea5-a385-f8f14f25e623`,
    omschrijving: omschrijvingen.afgebroken,
  },
};

export const zaaktypen: readonly Zaaktypezaad[] = [
  {
    identificatie: 'melden-overlast',
    omschrijving: 'Melding overlast behandelen',
    doel: 'Overlast in de openbare ruimte wegnemen',
    aanleiding: 'Iemand meldt overlast',
    onderwerp: 'Overlast in de openbare ruimte',
    handelingInitiator: 'Melden',
    doorlooptijd: 'P14D',
    procestype: '6 Verzoeken behandelen',
    statustypen: [
      { omschrijving: 'Ontvangen', statustekst: 'Wij hebben uw melding ontvangen.' },
      { omschrijving: 'In behandeling', statustekst: 'Wij zijn bezig met uw melding.' },
      {
        omschrijving: 'Wacht op aanvulling',
        statustekst: 'Wij hebben u iets gevraagd.',
        informeren: true,
      },
      { omschrijving: 'Afgehandeld', statustekst: 'Wij zijn klaar met uw melding.', informeren: true },
    ],
    resultaattypen: [
      { omschrijving: 'Opgelost', klasse: '6.1 Ingewilligd' },
      { omschrijving: 'Doorgezet', klasse: '6.1 Ingewilligd' },
      { omschrijving: 'Niet voor ons', klasse: '6.2 Afgewezen' },
      { omschrijving: 'Niet aangevuld', klasse: '6.3 Afgebroken' },
      { omschrijving: 'Ingetrokken', klasse: '6.3 Afgebroken' },
    ],
    initiator: 'Melder',
    informatieobjecttype: 'Bijlage bij melding',
    besluittypen: ['Maatregel tegen overlast'],
  },
];
