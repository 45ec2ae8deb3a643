import { describe, expect, test } from 'vitest';
import {
  eigenschappenOf,
  type Identificatiemiddel,
  type Kanaal,
  kanaalcodes,
  kanaalSchema,
} from './kanaal.ts';

/** Columns of Bijlage 2 and 3 of the Omnichannel referentiearchitectuur (VNG, December 2020), left to right. */
const columns: readonly Kanaal[] = [
  'balie',
  'mijnoverheid',
  'mijngemeente',
  'website',
  'webformulier',
  'chat',
  'telefoon',
  'videobellen',
  'email',
  'post',
  'sociale-media',
  'op-locatie',
  'sms',
  'berichtenbox-bedrijven',
  'ketenpartnerportaal',
];

/** Typed over from Bijlage 2: a cell is v or -. */
const bijlage2: Record<Identificatiemiddel, string> = {
  identiteitsbewijs: 'v - - - - - - - v v - v - - -',
  digid: '            - v v - v - - - - - - - - - -',
  eherkenning: '      - - v - v - - - - - - - - v v',
  idin: '             - - v - v - - - - - - - - - -',
  'id-contact': '     v - v - v v v v - - - - - - -',
  idensys: '          - - v - v - - - - - - - - - -',
  eidas: '            - v - - - - - - - - - - - - -',
};

/** Typed over from Bijlage 3: v is yes, x is no, and ? is what it prints as a question mark. */
const bijlage3 = {
  identificatieMogelijk: ' v v v x v v v v x x x v x v v',
  identificatieVerplicht: '? v v x ? ? ? ? x x x ? x v v',
  faceToFace: '            v x x x x x x v x x x v x x x',
  dialoog: '               v x x x x v v v x x ? v ? x ?',
  zonderAfspraak: '        ? v v v v v ? ? v v v x v v v',
  zonderWachttijd: '       ? v v v v v ? ? x x ? v ? v v',
  zonderReistijd: '        x v v v v v v v v v v ? v v v',
} as const;

const cellsOf = (row: string): string[] => row.trim().split(/\s+/);
const mate = { v: 'altijd', '?': 'soms', x: 'nooit' } as Record<string, string>;

test('there are the fifteen kanalen of Bijlage 2, in its order', () => {
  expect(kanaalcodes).toEqual(columns);
});

describe('Bijlage 2', () => {
  test.each(Object.entries(bijlage2))('%s', (middel, row) => {
    const cells = cellsOf(row);
    expect(cells).toHaveLength(15);
    for (const [index, kanaal] of columns.entries())
      expect(
        eigenschappenOf(kanaal).identificatiemiddelen.includes(middel as Identificatiemiddel),
        kanaal,
      ).toBe(cells[index] === 'v');
  });
});

describe('Bijlage 3', () => {
  test.each(Object.entries(bijlage3))('%s', (eigenschap, row) => {
    const cells = cellsOf(row);
    expect(cells).toHaveLength(15);
    for (const [index, kanaal] of columns.entries()) {
      const value = eigenschappenOf(kanaal)[eigenschap as keyof typeof bijlage3];
      const cell = cells[index]!;
      expect(value, kanaal).toBe(typeof value === 'boolean' ? cell === 'v' : mate[cell]);
    }
  });
});

test('an unknown code is refused with the list of known ones', () => {
  const refused = kanaalSchema.safeParse('fax');
  expect(refused.success).toBe(false);
  for (const code of columns) expect(refused.error?.issues[0]?.message).toContain(code);
  expect(kanaalSchema.parse('sms')).toBe('sms');
});
