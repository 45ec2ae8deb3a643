/**
 * Texts to people, Dutch B1, as versioned templates (Handlebars without HTML escaping: the medium escapes).
 * A text changes by a new version; a sent bericht keeps the name and version it was made with.
 */
export interface Sjabloon {
  versie: number;
  onderwerp: string;
  tekst: string;
}

/** How to reach us, below every message (Wmebv). Mail says it in its own footer, with the address to reply to. */
const bereik = `{{#unless email}}U bereikt ons zo:
- Uw eigen pagina, met de chat: {{link}}
- E-mail: antwoord op dit bericht, of mail naar {{gemeenteMail}}
Noem daarbij altijd uw nummer: {{kenmerk}}.

Gemeente {{gemeente}}{{/unless}}`;

export const sjablonen = {
  ontvangstbevestiging: {
    versie: 1,
    onderwerp: 'Wij hebben uw aanvraag ontvangen: {{dienst}}',
    tekst: `Wij hebben uw aanvraag ontvangen: {{dienst}}.
Uw nummer is {{kenmerk}}.
{{#if voorganger}}Dit gaat verder op uw eerdere nummer {{voorganger}}.
{{/if}}{{#if uiterlijk}}U hoort uiterlijk {{uiterlijk}} van ons.
{{else}}U hoort zo snel mogelijk van ons.
{{/if}}{{#if ontbreekt}}

Wij missen nog een antwoord op deze vragen:
{{#each ontbreekt}}- {{this}}
{{/each}}U kunt antwoorden op uw eigen pagina of op dit bericht.
{{/if}}

${bereik}`,
  },
  'bericht-ontvangen': {
    versie: 1,
    onderwerp: 'Wij hebben uw bericht ontvangen',
    tekst: `Wij hebben uw bericht ontvangen. Het hoort bij: {{dienst}}.
Uw nummer is {{kenmerk}}.
{{#if uiterlijk}}U hoort uiterlijk {{uiterlijk}} van ons.
{{else}}U hoort zo snel mogelijk van ons.
{{/if}}

${bereik}`,
  },
  vraag: {
    versie: 1,
    onderwerp: 'Wij hebben een vraag: {{dienst}}',
    tekst: `Wij hebben nog iets van u nodig voor: {{dienst}} ({{kenmerk}}).
{{#if toelichting}}
{{toelichting}}
{{/if}}

Wilt u uiterlijk {{uiterlijk}} antwoorden? Krijgen wij geen antwoord, dan kunnen wij niet verder.

${bereik}`,
  },
  herinnering: {
    versie: 1,
    onderwerp: 'Herinnering: wij wachten op uw antwoord',
    tekst: `Wij stelden u een vraag over: {{dienst}} ({{kenmerk}}). Wij hebben nog geen antwoord.
{{#if toelichting}}
{{toelichting}}
{{/if}}

Antwoord uiterlijk {{uiterlijk}}. Daarna kunnen wij niet verder.

${bereik}`,
  },
  afronding: {
    versie: 1,
    onderwerp: 'Klaar: {{dienst}}',
    tekst: `Wij zijn klaar met: {{dienst}} ({{kenmerk}}).

{{resultaat}}
{{#if toelichting}}
{{toelichting}}
{{/if}}

Bent u het er niet mee eens, of is er nog iets? Laat het ons weten.

${bereik}`,
  },
  ingetrokken: {
    versie: 1,
    onderwerp: 'Ingetrokken: {{dienst}}',
    tekst: `U heeft uw aanvraag ingetrokken: {{dienst}} ({{kenmerk}}). Wij doen er niets meer mee.

${bereik}`,
  },
  antwoord: {
    versie: 1,
    onderwerp: 'Antwoord: {{dienst}}',
    tekst: `{{antwoord}}

${bereik}`,
  },
  'verder-op-dit-kanaal': {
    versie: 1,
    onderwerp: 'U kunt hier verder',
    tekst: 'U kunt hier verder over {{dienst}} ({{kenmerk}}). Wij weten nog wat u eerder vertelde.',
  },
  welkom: {
    versie: 1,
    onderwerp: 'Welkom',
    tekst: 'Welkom bij de gemeente {{gemeente}}. Waarmee kunnen wij u helpen? Kies een knop of typ uw vraag.',
  },
  menu: {
    versie: 1,
    onderwerp: 'Keuze',
    tekst: 'Waarmee kunnen wij u helpen? Kies een van deze mogelijkheden.',
  },
  'uitvraag-vraag': {
    versie: 1,
    onderwerp: 'Vraag',
    tekst:
      '{{vraag}}{{#if hulp}}\n{{hulp}}{{/if}}{{#unless verplicht}}\nU mag deze vraag overslaan.{{/unless}}',
  },
  'uitvraag-fout': {
    versie: 1,
    onderwerp: 'Vraag',
    tekst:
      '{{#if fout}}{{fout}}{{else}}Dat begrijpen wij niet.{{/if}}\n{{vraag}}{{#if hulp}}\n{{hulp}}{{/if}}',
  },
  'in-wachtrij': {
    versie: 1,
    onderwerp: 'Een ogenblik',
    tekst: 'Wij zoeken een medewerker voor u. U kunt uw vraag vast typen.',
  },
  'medewerker-is-er': { versie: 1, onderwerp: 'Medewerker', tekst: 'Een medewerker praat nu met u.' },
  'niemand-vrij': {
    versie: 1,
    onderwerp: 'Niemand vrij',
    tekst:
      'Er is nu niemand vrij. Laat uw vraag en uw e-mailadres achter. Dan krijgt u ons antwoord per e-mail.',
  },
  'gesprek-afgesloten': {
    versie: 1,
    onderwerp: 'Gesprek klaar',
    tekst: 'De medewerker heeft het gesprek afgesloten. Is er nog iets? Kies dan een knop of typ uw vraag.',
  },
} as const satisfies Record<string, Sjabloon>;

export type Sjabloonnaam = keyof typeof sjablonen;
