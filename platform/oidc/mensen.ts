/** The people of Voorbeeldstad. They exist only with embedded parts; config.ts refuses those in production. */
export interface DemoMens {
  sub: string;
  name: string;
  functie: string;
  rollen: string[];
  vaardigheden: string[];
}

export const demoMensen: readonly DemoMens[] = [
  {
    sub: 'anna',
    name: 'Anna de Vries',
    functie: 'Klantcontactcentrum',
    rollen: ['medewerker'],
    vaardigheden: ['klantcontact'],
  },
  {
    sub: 'bram',
    name: 'Bram Bakker',
    functie: 'Openbare ruimte',
    rollen: ['medewerker'],
    vaardigheden: ['openbare-ruimte'],
  },
  {
    sub: 'dina',
    name: 'Dina Dekker',
    functie: 'Informatiebeheer',
    rollen: ['archivaris'],
    vaardigheden: [],
  },
  { sub: 'chris', name: 'Chris Visser', functie: 'Beheer', rollen: ['beheerder'], vaardigheden: [] },
];
