/**
 * Why personal data is read (design section 8). Every repository function that returns personal data takes one,
 * so code without a purpose does not compile; the read is logged with it.
 * Shape after Logboek Dataverwerkingen 1.0.0: an activity of the register of processing activities (VAR), versioned.
 */
export interface Verwerking {
  /** Who: `systeem:<part>`, `medewerker:<pseudonym>`, `klant:<pseudonym>` or `app:<name>`. Never a name. */
  actor: string;
  /** Activity in the VAR: the doelbinding. */
  activiteit: Verwerkingsactiviteit;
  /** Ties the line to what caused it: a kenmerk, a task id, a request id. */
  aanleiding: string;
}

/** The activities of this system, with purpose and ground (AVG art. 6, art. 30). */
export const verwerkingsactiviteiten = {
  'verzoek-behandelen@1': {
    doel: 'Een verzoek van een klant behandelen',
    grondslag: 'AVG art. 6 lid 1 e, publieke taak',
  },
  'bericht-verzenden@1': {
    doel: 'Een klant antwoorden of informeren',
    grondslag: 'AVG art. 6 lid 1 e, publieke taak',
  },
  'gesprek-voeren@1': {
    doel: 'Een vraag van een klant beantwoorden',
    grondslag: 'AVG art. 6 lid 1 e, publieke taak',
  },
  'klant-herkennen@1': {
    doel: 'Een klant herkennen bij een bericht',
    grondslag: 'AVG art. 6 lid 1 e, publieke taak',
  },
  'register-raadplegen@1': {
    doel: 'Een aangesloten component raadpleegt een register voor haar taak',
    grondslag: 'AVG art. 6 lid 1 e, publieke taak',
  },
  'eigen-inzage@1': { doel: 'De klant ziet de eigen gegevens', grondslag: 'AVG art. 15, recht van inzage' },
} as const;

export type Verwerkingsactiviteit = keyof typeof verwerkingsactiviteiten;
