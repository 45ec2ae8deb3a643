import { expect, test } from 'vitest';
import { isFormeel } from './formeel.ts';
import type { Kanaal } from './kanaal.ts';

const from = (kanaal: Kanaal) => ({ kanaal, soort: 'bericht' as const, automatisch: false });

test('a message over a written kanaal is acknowledged', () => {
  for (const kanaal of [
    'email',
    'post',
    'webformulier',
    'sms',
    'berichtenbox-bedrijven',
    'mijngemeente',
  ] as const)
    expect(isFormeel(from(kanaal)), kanaal).toBe(true);
});

test('a line of a live conversation gets its tick only', () => {
  for (const kanaal of ['chat', 'telefoon', 'videobellen', 'balie', 'op-locatie'] as const)
    expect(isFormeel(from(kanaal)), kanaal).toBe(false);
});

test('a machine is never answered, and neither is what asks something else than being read', () => {
  expect(isFormeel({ ...from('email'), automatisch: true })).toBe(false);
  for (const soort of ['intrekken', 'kanaalwissel', 'sessie'] as const)
    expect(isFormeel({ ...from('email'), soort }), soort).toBe(false);
});
