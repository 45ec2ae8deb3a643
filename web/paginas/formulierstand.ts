import type { BijlageRef } from '../../domein/bericht.ts';
import type { AnyProces } from '../../domein/proces.ts';
import type { Veldfout, Vraag } from '../../domein/vraag.ts';

/** Most files with one question, and the size of one in bytes. */
export const maximaBestanden = { aantal: 10, grootte: 25 * 1024 * 1024 };

/** Names of our own fields. A dot keeps them apart from the questions of a process. */
export const eigenVelden = {
  formulierId: 'formulierId',
  actie: 'formulier.actie',
  naam: 'contact.naam',
  email: 'contact.email',
  telefoon: 'contact.telefoon',
  namens: 'contact.namens',
  voorkeurskanaal: 'contact.voorkeurskanaal',
  token: 't',
} as const;

/** Names of the inputs that belong to one question. */
export const veldnamen = {
  lat: (naam: string): string => `${naam}.lat`,
  lon: (naam: string): string => `${naam}.lon`,
  bewaard: (naam: string): string => `${naam}.bewaard`,
  verwijder: (naam: string): string => `${naam}.verwijder`,
};

/** A file that lies in the document store, with a signed reference that only this form can use. */
export interface BewaardBestand {
  ref: BijlageRef;
  token: string;
}

/** A form as the klant left it: what was typed stays, right or wrong. */
export interface Formulierstand {
  formulierId: string;
  /** What stands in each input, by name. */
  waarden: ReadonlyMap<string, string>;
  bestanden: ReadonlyMap<string, readonly BewaardBestand[]>;
  fouten: readonly Veldfout[];
}

/** One form: the process, its questions and how it stands. */
export interface Formulier {
  proces: AnyProces;
  vragen: readonly Vraag[];
  /** Contact questions that must be answered: the process wants to know who asks. */
  contactVerplicht: boolean;
  stand: Formulierstand;
}

/** Id of the first input of a question: where a link in the summary of errors goes. */
export function idOf(naam: string): string {
  return `veld-${naam.replace(/[^A-Za-z0-9_-]/g, '-')}`;
}

/** The errors at one question, joined for its message. */
export function foutOf(stand: Formulierstand, naam: string): string | undefined {
  const texts = stand.fouten.filter(({ veld }) => veld === naam).map(({ tekst }) => tekst);
  return texts.length > 0 ? [...new Set(texts)].join(' ') : undefined;
}

/** A size for people, in kB or MB. */
export function formatGrootte(bytes: number): string {
  if (bytes < 1024) return '1 kB';
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / (1024 * 1024)).toFixed(1).replace('.', ',')} MB`;
}
