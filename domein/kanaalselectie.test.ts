import { describe, expect, test } from 'vitest';
import { type Bereik, selectKanalen } from './kanaalselectie.ts';

const way = (kanaal: Bereik['kanaal'], rest: Partial<Bereik> = {}): Bereik => ({
  kanaal,
  adres: `${kanaal}@test`,
  aanwezig: false,
  laatstGebruikt: 0,
  ...rest,
});
const order = (...args: Parameters<typeof selectKanalen>): string[] =>
  selectKanalen(...args).map(({ kanaal, reden }) => `${kanaal} ${reden}`);

describe('kanaalselectie (Bijlage 7)', () => {
  test('first the preference, then the kanaal last used, then mail, then the rest', () => {
    const bereik = [
      way('sms'),
      way('email'),
      way('post', { laatstGebruikt: 100 }),
      way('sociale-media', { laatstGebruikt: 200 }),
      way('mijngemeente'),
    ];
    expect(order(bereik, 'mijngemeente')).toEqual([
      'mijngemeente voorkeur',
      'sociale-media laatst-gebruikt',
      'post laatst-gebruikt',
      'email mail',
      'sms overig',
    ]);
    expect(order(bereik)[0]).toBe('sociale-media laatst-gebruikt');
  });

  test('a klant who is there now is answered there, whatever the preference', () => {
    const bereik = [
      way('email', { laatstGebruikt: 900 }),
      way('chat', { aanwezig: true, laatstGebruikt: 100 }),
    ];
    expect(order(bereik, 'email')).toEqual(['chat aanwezig', 'email voorkeur']);
  });

  test('a closed chat waits behind every other way, also as preference and when used last', () => {
    const bereik = [way('chat', { laatstGebruikt: 900 }), way('sms')];
    expect(order(bereik, 'chat')).toEqual(['sms overig', 'chat wacht']);
    expect(order([way('chat', { laatstGebruikt: 900 })])).toEqual(['chat wacht']);
  });

  test('of two windows that are open the one used last comes first', () => {
    const [first] = selectKanalen([
      way('chat', { conversatie: 'old', aanwezig: true, laatstGebruikt: 1 }),
      way('chat', { conversatie: 'new', aanwezig: true, laatstGebruikt: 2 }),
    ]);
    expect(first?.conversatie).toBe('new');
  });

  test.each(['webformulier', 'website', 'balie', 'telefoon', 'videobellen', 'op-locatie'] as const)(
    'nothing can be sent by itself over %s, also not as preference or presence',
    (kanaal) => {
      expect(selectKanalen([way(kanaal, { aanwezig: true, laatstGebruikt: 5 })], kanaal)).toEqual([]);
    },
  );

  test('a way without address and without conversation is no way', () => {
    expect(selectKanalen([{ kanaal: 'email', aanwezig: false, laatstGebruikt: 9 }])).toEqual([]);
    expect(
      selectKanalen([{ kanaal: 'email', conversatie: 'draad', aanwezig: false, laatstGebruikt: 9 }]),
    ).toHaveLength(1);
  });

  test('nobody to reach is an empty list, and the input stays as it was', () => {
    expect(selectKanalen([])).toEqual([]);
    const bereik = Object.freeze([way('sms'), way('email')]);
    expect(order(bereik)).toEqual(['email mail', 'sms overig']);
    expect(bereik[0]?.kanaal).toBe('sms');
  });
});
