import { expect, test } from 'vitest';
import { z } from 'zod';
import { proces, workflowTypeOf } from './proces.ts';

const definition = {
  code: 'vraag-stellen',
  dienst: 'Vraag stellen',
  serviceformule: 'snelservice',
  versie: 1,
  identificatie: 'niet-nodig',
  gegevens: z.object({ vraag: z.string() }),
  resultaten: {},
  verloop: async () => undefined,
} as const;

test('what is left out has its ordinary meaning', () => {
  const made = proces(definition);
  expect(made.naAfsluiting).toBe('nieuw');
  expect(made.taken).toEqual({});
  expect(made.code).toBe('vraag-stellen');
});

test('what is said stays', () => {
  const taken = { beoordelen: z.object({ goed: z.boolean() }) };
  const made = proces({ ...definition, naAfsluiting: 'heropen', taken });
  expect(made.naAfsluiting).toBe('heropen');
  expect(made.taken).toBe(taken);
});

test.each(['Vraag', 'vraag stellen', '1vraag', 'ab', 'vraag_x', 'vraag:1', `a${'b'.repeat(60)}`, ''])(
  'the code "%s" is no slug: it is in workflow ids and addresses',
  (code) => {
    expect(() => proces({ ...definition, code })).toThrow(`proces.code "${code}"`);
  },
);

test.each([0, -1, 1.5, Number.NaN])('%d is no version', (versie) => {
  expect(() => proces({ ...definition, versie })).toThrow('proces.versie of vraag-stellen');
});

test('the workflow type is the code in camel case', () => {
  expect(workflowTypeOf('melden-overlast')).toBe('meldenOverlast');
  expect(workflowTypeOf('aanvraag-2e-paspoort')).toBe('aanvraag2ePaspoort');
  expect(workflowTypeOf('klacht')).toBe('klacht');
});
