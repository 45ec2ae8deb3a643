import { z } from 'zod';

/**
 * The fifteen kanalen of Bijlage 5 with what their medium can do (Bijlage 2 and 3).
 * Data only: what follows from it is decided in workflows.
 */

/** `altijd`, `nooit`, or `soms` where Bijlage 3 prints a question mark. */
type Mate = 'altijd' | 'soms' | 'nooit';

/** Means of identification of Bijlage 2; ID-contact is carried by its successors. */
export type Identificatiemiddel =
  | 'identiteitsbewijs'
  | 'digid'
  | 'eherkenning'
  | 'idin'
  | 'id-contact'
  | 'idensys'
  | 'eidas';

/** What a medium can do. Sources: Bijlage 2, 3 and 5 of the Omnichannel referentiearchitectuur. */
export interface Kanaaleigenschappen {
  naam: string;
  richting: 'in' | 'uit' | 'beide';
  identificatieMogelijk: boolean;
  identificatieVerplicht: Mate;
  faceToFace: boolean;
  dialoog: Mate;
  zonderAfspraak: Mate;
  zonderWachttijd: Mate;
  zonderReistijd: Mate;
  identificatiemiddelen: readonly Identificatiemiddel[];
  /** Lines of a live conversation get a tick; messages elsewhere get a written acknowledgement (Wmebv). */
  live: boolean;
  bijlagen: boolean;
  bewijsVanAflevering: boolean;
}

function define(
  naam: string,
  [mogelijk, verplicht, f2f, dialoog, afspraak, wachttijd, reistijd]: [
    boolean,
    Mate,
    boolean,
    Mate,
    Mate,
    Mate,
    Mate,
  ],
  identificatiemiddelen: readonly Identificatiemiddel[],
  medium: Partial<Pick<Kanaaleigenschappen, 'richting' | 'live' | 'bijlagen' | 'bewijsVanAflevering'>> = {},
): Kanaaleigenschappen {
  return {
    naam,
    richting: 'beide',
    identificatieMogelijk: mogelijk,
    identificatieVerplicht: verplicht,
    faceToFace: f2f,
    dialoog,
    zonderAfspraak: afspraak,
    zonderWachttijd: wachttijd,
    zonderReistijd: reistijd,
    identificatiemiddelen,
    live: false,
    bijlagen: true,
    bewijsVanAflevering: false,
    ...medium,
  };
}

/** Columns per row: Bijlage 3 from top to bottom. */
export const kanalen = {
  balie: define(
    'Balie',
    [true, 'soms', true, 'altijd', 'soms', 'soms', 'nooit'],
    ['identiteitsbewijs', 'id-contact'],
    { live: true },
  ),
  mijnoverheid: define(
    'MijnOverheid',
    [true, 'altijd', false, 'nooit', 'altijd', 'altijd', 'altijd'],
    ['digid', 'eidas'],
    { richting: 'uit', bewijsVanAflevering: true },
  ),
  mijngemeente: define(
    'MijnGemeente',
    [true, 'altijd', false, 'nooit', 'altijd', 'altijd', 'altijd'],
    ['digid', 'eherkenning', 'idin', 'id-contact', 'idensys'],
    { bewijsVanAflevering: true },
  ),
  website: define(
    'Gemeentelijke website',
    [false, 'nooit', false, 'nooit', 'altijd', 'altijd', 'altijd'],
    [],
    { richting: 'uit' },
  ),
  webformulier: define(
    'Webformulier',
    [true, 'soms', false, 'nooit', 'altijd', 'altijd', 'altijd'],
    ['digid', 'eherkenning', 'idin', 'id-contact', 'idensys'],
    { richting: 'in' },
  ),
  chat: define('Chat', [true, 'soms', false, 'altijd', 'altijd', 'altijd', 'altijd'], ['id-contact'], {
    live: true,
    bewijsVanAflevering: true,
  }),
  telefoon: define('Telefoon', [true, 'soms', false, 'altijd', 'soms', 'soms', 'altijd'], ['id-contact'], {
    live: true,
    bijlagen: false,
  }),
  videobellen: define(
    'Videobellen',
    [true, 'soms', true, 'altijd', 'soms', 'soms', 'altijd'],
    ['id-contact'],
    { live: true },
  ),
  email: define(
    'E-mail',
    [false, 'nooit', false, 'nooit', 'altijd', 'nooit', 'altijd'],
    ['identiteitsbewijs'],
  ),
  post: define('Post', [false, 'nooit', false, 'nooit', 'altijd', 'nooit', 'altijd'], ['identiteitsbewijs']),
  'sociale-media': define('Sociale media', [false, 'nooit', false, 'soms', 'altijd', 'soms', 'altijd'], []),
  'op-locatie': define(
    'Op locatie',
    [true, 'soms', true, 'altijd', 'nooit', 'altijd', 'soms'],
    ['identiteitsbewijs'],
    { live: true },
  ),
  sms: define('SMS', [false, 'nooit', false, 'soms', 'altijd', 'soms', 'altijd'], [], {
    bijlagen: false,
    bewijsVanAflevering: true,
  }),
  'berichtenbox-bedrijven': define(
    'Berichtenbox voor bedrijven',
    [true, 'altijd', false, 'nooit', 'altijd', 'altijd', 'altijd'],
    ['eherkenning'],
    { bewijsVanAflevering: true },
  ),
  ketenpartnerportaal: define(
    'Ketenpartnerportaal',
    [true, 'altijd', false, 'soms', 'altijd', 'altijd', 'altijd'],
    ['eherkenning'],
  ),
} as const satisfies Record<string, Kanaaleigenschappen>;

/** Code of a kanaal, as it stands in berichten, search attributes and URLs. */
export type Kanaal = keyof typeof kanalen;

/** All codes, in the order of Bijlage 2. */
export const kanaalcodes = Object.keys(kanalen) as [Kanaal, ...Kanaal[]];

/** A kanaal in a message from outside; an unknown code is refused with the list of known ones. */
export const kanaalSchema = z.enum(kanaalcodes);

/** The properties of one kanaal, widened so that callers can compare freely. */
export function eigenschappenOf(kanaal: Kanaal): Kanaaleigenschappen {
  return kanalen[kanaal];
}
