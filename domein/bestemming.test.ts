import { describe, expect, test } from 'vitest';
import { findBestemming, type Verzoekstand, type Wegwijzer } from './bestemming.ts';

const stand = (kenmerk: string, over: Partial<Verzoekstand> = {}): Verzoekstand => ({
  kenmerk,
  product: 'melden-overlast',
  ronde: 1,
  open: true,
  naAfsluiting: 'nieuw',
  ...over,
});
const gesloten = (kenmerk: string, naAfsluiting: Verzoekstand['naAfsluiting']): Verzoekstand =>
  stand(kenmerk, { open: false, naAfsluiting, ronde: 2 });

type Over = Partial<Omit<Wegwijzer, 'bericht' | 'interactie'>> & {
  bericht?: Partial<Wegwijzer['bericht']>;
  open?: Verzoekstand[];
};
function route({ bericht, open = [], ...rest }: Over): string[] {
  return findBestemming({
    gekoppeld: [],
    genoemd: [],
    live: false,
    ...rest,
    bericht: { kanaal: 'email', soort: 'bericht', automatisch: false, ...bericht },
    interactie: { kenmerk: 'I', open },
  }).map((doel) => {
    if (doel.soort === 'interactie')
      return `interactie ${doel.kenmerk}${doel.start ? '' : ' (only when it runs)'}`;
    if (doel.soort === 'vervolg') return `new after ${doel.voorganger}`;
    return `${doel.soort} ${doel.kenmerk} round ${doel.ronde}`;
  });
}

describe('where a message goes', () => {
  test('proven belongs before mentioned, before focus, before the only open one', () => {
    const all = { gekoppeld: [stand('P')], genoemd: [stand('G')], focus: stand('F'), open: [stand('O')] };
    expect(route(all)).toEqual(['verzoek P round 1']);
    expect(route({ ...all, gekoppeld: [] })).toEqual(['verzoek G round 1']);
    expect(route({ focus: stand('F'), open: [stand('O'), stand('F')] })).toEqual(['verzoek F round 1']);
    expect(route({ open: [stand('O')] })).toEqual(['verzoek O round 1']);
  });

  test('a message about two goes to both', () => {
    expect(route({ gekoppeld: [stand('A'), stand('B')] })).toEqual([
      'verzoek A round 1',
      'verzoek B round 1',
    ]);
    expect(route({ genoemd: [stand('A'), gesloten('B', 'heropen')] })).toEqual([
      'verzoek A round 1',
      'heropen B round 3',
    ]);
  });

  test('what is about nothing yet, or may be about two, is first understood', () => {
    expect(route({})).toEqual(['interactie I']);
    expect(route({ open: [stand('A'), stand('B')] })).toEqual(['interactie I']);
  });

  test('in a live conversation nothing is guessed from an open verzoek', () => {
    expect(route({ live: true, open: [stand('A')] })).toEqual(['interactie I']);
    expect(route({ live: true, focus: stand('A') })).toEqual(['verzoek A round 1']);
  });

  test.each(['menu', 'medewerker'])(
    'the button %s is for the conversation, whatever it is about',
    (keuze) => {
      expect(route({ live: true, focus: stand('A'), bericht: { keuze } })).toEqual(['interactie I']);
      expect(route({ live: false, focus: stand('A'), bericht: { keuze } })).toEqual(['verzoek A round 1']);
    },
  );

  test('an event of a session wakes a conversation only when somebody arrives', () => {
    expect(route({ live: true, bericht: { soort: 'sessie', keuze: 'aangekomen' } })).toEqual([
      'interactie I',
    ]);
    for (const keuze of ['vertrokken', 'gelezen', 'aanwezig'])
      expect(route({ live: true, bericht: { soort: 'sessie', keuze } }), keuze).toEqual([
        'interactie I (only when it runs)',
      ]);
  });
});

describe('a closed verzoek', () => {
  test('goes on in its next round, or as a new one, as its process says', () => {
    expect(route({ gekoppeld: [gesloten('A', 'heropen')] })).toEqual(['heropen A round 3']);
    expect(route({ gekoppeld: [gesloten('A', 'nieuw')] })).toEqual(['new after A']);
  });

  test.each(['sessie', 'intrekken', 'kanaalwissel'] as const)('stays closed for %s', (soort) => {
    for (const naAfsluiting of ['heropen', 'nieuw'] as const)
      expect(route({ gekoppeld: [gesloten('A', naAfsluiting)], bericht: { soort } })).toEqual([]);
  });

  test.each(['sessie', 'intrekken', 'kanaalwissel'] as const)('while open it hears %s', (soort) => {
    expect(route({ gekoppeld: [stand('A')], bericht: { soort } })).toEqual(['verzoek A round 1']);
  });
});

describe('what a machine sent', () => {
  const bericht = { automatisch: true };
  test('is added to an open verzoek', () => {
    expect(route({ bericht, gekoppeld: [stand('A')] })).toEqual(['verzoek A round 1']);
  });
  test('never opens, reopens or follows up anything', () => {
    expect(route({ bericht })).toEqual([]);
    expect(route({ bericht, open: [stand('A'), stand('B')] })).toEqual([]);
    expect(route({ bericht, gekoppeld: [gesloten('A', 'heropen'), gesloten('B', 'nieuw')] })).toEqual([]);
    expect(route({ bericht, genoemd: [gesloten('A', 'heropen'), stand('B')] })).toEqual([
      'verzoek B round 1',
    ]);
    expect(route({ live: true, bericht: { ...bericht, keuze: 'menu' } })).toEqual([]);
  });
});
