import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import {
  adresOfPunt,
  fotos,
  isVisible,
  listVragen,
  nextVraag,
  parseAntwoord,
  steeringPart,
  type Vraag,
  validateAntwoorden,
} from './vraag.ts';

/** One field of every kind. */
const alle = z.object({
  soort: z
    .enum(['boom', 'anders'])
    .meta({ vraag: 'Wat is het?', hulp: 'Kies wat past.', opties: { boom: 'Een boom' } }),
  nader: z
    .string()
    .max(50)
    .optional()
    .meta({ als: { veld: 'soort', is: ['anders'] } }),
  gevaar: z.boolean(),
  waarom: z
    .string()
    .trim()
    .min(3)
    .max(2000)
    .optional()
    .meta({ als: { veld: 'gevaar', is: [true] } }),
  aantal: z.number().int().min(1).max(10),
  datum: z.iso.date(),
  locatie: adresOfPunt,
  email: z.email().max(254).optional(),
  telefoon: z
    .string()
    .regex(/^0\d{9}$/)
    .optional()
    .meta({ soort: 'telefoon' }),
  fotos,
});
const goed = {
  soort: 'boom',
  gevaar: false,
  aantal: 3,
  datum: '2026-11-27',
  locatie: { omschrijving: 'Kerkstraat 12', punt: { lat: 52.1, lon: 5.1 } },
};
const vraagOf = (naam: string): Vraag => listVragen(alle).find((vraag) => vraag.naam === naam)!;
const textOf = (over: object): Record<string, string> => {
  const result = validateAntwoorden(alle, { ...goed, ...over });
  return result.ok ? {} : Object.fromEntries(result.fouten.map(({ veld, tekst }) => [veld, tekst]));
};
const parse = (naam: string, text: string): unknown => {
  const result = parseAntwoord(alle, vraagOf(naam), text);
  return result.ok ? result.waarde : `fout: ${result.fout.tekst}`;
};

describe('questions of a schema', () => {
  test('stand in its order, each with its kind', () => {
    expect(listVragen(alle).map(({ naam, soort }) => `${naam}: ${soort}`)).toEqual([
      'soort: keuze',
      'nader: tekst',
      'gevaar: ja-nee',
      'waarom: lange-tekst',
      'aantal: getal',
      'datum: datum',
      'locatie: locatie',
      'email: email',
      'telefoon: telefoon',
      'fotos: bestanden',
    ]);
  });

  test('carry what people read', () => {
    expect(vraagOf('soort')).toEqual({
      naam: 'soort',
      soort: 'keuze',
      vraag: 'Wat is het?',
      hulp: 'Kies wat past.',
      verplicht: true,
      opties: [
        { code: 'boom', tekst: 'Een boom' },
        { code: 'anders', tekst: 'anders' },
      ],
    });
    expect(vraagOf('aantal').vraag).toBe('Aantal');
    expect(vraagOf('nader').maximum).toBe(50);
  });

  test('must be answered unless optional; a conditional one must when it is asked', () => {
    expect(
      listVragen(alle)
        .filter(({ verplicht }) => !verplicht)
        .map(({ naam }) => naam),
    ).toEqual(['email', 'telefoon', 'fotos']);
  });

  test('keep their facts behind optional, default and nullable', () => {
    const schema = z.object({
      a: z.boolean().meta({ vraag: 'Echt?' }).optional(),
      b: z.enum(['x']).default('x').meta({ vraag: 'Welke?' }),
      c: z.number().nullable(),
    });
    expect(listVragen(schema).map(({ soort, vraag, verplicht }) => [soort, vraag, verplicht])).toEqual([
      ['ja-nee', 'Echt?', false],
      ['keuze', 'Welke?', false],
      ['getal', 'C', false],
    ]);
  });

  test('a type that cannot be asked is refused when the process is written', () => {
    expect(() => listVragen(z.object({ lijst: z.array(z.string()) }))).toThrow(
      'A array needs .meta({ soort })',
    );
  });
});

describe('conditional questions', () => {
  test('are asked only when their condition holds', () => {
    expect(isVisible(vraagOf('nader'), { soort: 'anders' })).toBe(true);
    expect(isVisible(vraagOf('nader'), { soort: 'boom' })).toBe(false);
    expect(isVisible(vraagOf('nader'), {})).toBe(false);
    expect(isVisible(vraagOf('waarom'), { gevaar: true })).toBe(true);
    expect(isVisible(vraagOf('waarom'), { gevaar: 'true' })).toBe(false);
  });

  test('a chat asks one by one, skips what does not apply and does not ask again what was skipped', () => {
    const asked: string[] = [];
    const answers: Record<string, unknown> = {};
    const given: Record<string, unknown> = { ...goed, gevaar: true, waarom: 'Er ligt glas', email: null };
    for (
      let vraag = nextVraag(listVragen(alle), answers);
      vraag;
      vraag = nextVraag(listVragen(alle), answers)
    ) {
      asked.push(vraag.naam);
      answers[vraag.naam] = given[vraag.naam] ?? null;
    }
    expect(asked).toEqual([
      'soort',
      'gevaar',
      'waarom',
      'aantal',
      'datum',
      'locatie',
      'email',
      'telefoon',
      'fotos',
    ]);
  });

  test('an answer to a question that was not asked is left out', () => {
    const result = validateAntwoorden(alle, { ...goed, nader: 'een put', waarom: 'x' });
    expect(result).toEqual({ ok: true, gegevens: goed });
  });

  test('an answer is needed when it is asked', () => {
    expect(textOf({ soort: 'anders' })).toEqual({ nader: 'Vul dit veld in.' });
    expect(textOf({ gevaar: true, waarom: '' })).toEqual({ waarom: 'Vul dit veld in.' });
  });
});

describe('checking', () => {
  test('all errors come at once, each at its field, in words for people', () => {
    expect(validateAntwoorden(alle, {})).toMatchObject({ ok: false });
    const result = validateAntwoorden(alle, {});
    expect(result.ok ? [] : result.fouten.map(({ veld, tekst }) => `${veld}: ${tekst}`)).toEqual([
      'soort: Kies een antwoord.',
      'gevaar: Kies een antwoord.',
      'aantal: Vul dit veld in.',
      'datum: Vul dit veld in.',
      'locatie: Vul in waar het is.',
    ]);
  });

  test('wrong answers', () => {
    expect(
      textOf({
        soort: 'kat',
        gevaar: 'misschien',
        aantal: 'drie',
        datum: '27-11-2026',
        email: 'jan',
        telefoon: '06',
      }),
    ).toEqual({
      soort: 'Kies een van de antwoorden.',
      gevaar: 'Kies een van de antwoorden.',
      aantal: 'Vul een getal in.',
      datum: 'Vul een datum in, zoals 2026-11-27.',
      email: 'Vul een e-mailadres in, zoals naam@voorbeeld.nl.',
      telefoon: 'Vul een telefoonnummer in, zoals 0612345678.',
    });
    expect(textOf({ datum: '2026-02-30' })).toHaveProperty('datum');
  });

  test('lengths are said in characters, sizes of a number are not', () => {
    expect(textOf({ soort: 'anders', nader: 'x'.repeat(51) })).toEqual({
      nader: 'Gebruik niet meer dan 50 tekens.',
    });
    expect(textOf({ gevaar: true, waarom: 'ab' })).toEqual({ waarom: 'Gebruik minstens 3 tekens.' });
    expect(textOf({ aantal: 11 })).toEqual({ aantal: 'Vul een getal in van hoogstens 10.' });
    expect(textOf({ aantal: 0 })).toEqual({ aantal: 'Vul een getal in van minstens 1.' });
    const schema = z.object({ bedrag: z.number().positive() });
    const result = validateAntwoorden(schema, { bedrag: 0 });
    expect(result.ok ? '' : result.fouten[0]?.tekst).toBe('Vul een getal in van meer dan 0.');
    expect(textOf({ fotos: Array(11).fill('x') })).toEqual({
      fotos: 'U kunt niet meer bestanden toevoegen.',
    });
  });

  test('a point outside the country is no place of ours', () => {
    expect(textOf({ locatie: { omschrijving: 'Kerkstraat', punt: { lat: 0, lon: 5 } } })).toEqual({
      locatie: 'De plek van uw toestel ligt niet in Nederland. Vul zelf in waar het is.',
    });
    expect(textOf({ locatie: { omschrijving: 'a' } })).toEqual({ locatie: 'Gebruik minstens 3 tekens.' });
    expect(textOf({ locatie: { omschrijving: '' } })).toEqual({ locatie: 'Vul in waar het is.' });
  });

  test('what nobody asked is not kept', () => {
    const result = validateAntwoorden(alle, { ...goed, bsn: '999993653', __proto__: { aantal: 5 } });
    expect(result).toEqual({ ok: true, gegevens: goed });
  });
});

describe('answers in a chat', () => {
  test.each([
    ['soort', '1', 'boom'],
    ['soort', 'boom', 'boom'],
    ['soort', ' een BOOM ', 'boom'],
    ['soort', '3', 'fout: Kies een van de antwoorden.'],
    ['soort', '0', 'fout: Kies een van de antwoorden.'],
    ['soort', '', 'fout: Kies een antwoord.'],
    ['gevaar', 'Ja', true],
    ['gevaar', 'NEE', false],
    ['gevaar', 'ja hoor', 'fout: Kies een van de antwoorden.'],
    ['aantal', '3', 3],
    ['aantal', '3,5', 'fout: Vul een getal in.'],
    ['aantal', 'drie', 'fout: Vul een getal in.'],
    ['aantal', '0x3', 'fout: Vul een getal in.'],
    ['aantal', '1e0', 'fout: Vul een getal in.'],
    ['aantal', '1.000', 'fout: Vul een getal in van hoogstens 10.'],
    ['aantal', '', 'fout: Vul dit veld in.'],
    ['datum', '2026-11-27', '2026-11-27'],
    ['datum', '27-11-2026', '2026-11-27'],
    ['datum', '1/2/2026', '2026-02-01'],
    ['datum', '30-2-2026', 'fout: Vul een datum in, zoals 2026-11-27.'],
    ['datum', 'morgen', 'fout: Vul een datum in, zoals 2026-11-27.'],
    ['locatie', 'Kerkstraat 12', { omschrijving: 'Kerkstraat 12' }],
    ['waarom', '  Er ligt glas ', 'Er ligt glas'],
    ['email', 'jan@voorbeeld.nl', 'jan@voorbeeld.nl'],
    ['email', 'geen', null],
    ['email', 'Overslaan', null],
    ['email', 'jan', 'fout: Vul een e-mailadres in, zoals naam@voorbeeld.nl.'],
    ['telefoon', '-', null],
  ])('%s: "%s"', (naam, text, expected) => {
    expect(parse(naam, text)).toEqual(expected);
  });

  test('a question that must be answered cannot be skipped', () => {
    expect(parse('waarom', 'overslaan')).toBe('overslaan');
    expect(parse('soort', 'overslaan')).toBe('fout: Kies een van de antwoorden.');
  });
});

describe('what a workflow may steer on', () => {
  test('choices, yes or no, numbers and dates; never texts, places, addresses or files', () => {
    const values = {
      ...goed,
      nader: 'Jan Jansen',
      waarom: 'Mijn buurman',
      email: 'jan@voorbeeld.nl',
      telefoon: '0612345678',
      fotos: ['paspoort.jpg'],
      vreemd: 'niet gevraagd',
    };
    expect(steeringPart(alle, values)).toEqual({
      soort: 'boom',
      gevaar: false,
      aantal: 3,
      datum: '2026-11-27',
    });
  });

  test('a text in the place of a choice stays out', () => {
    const values = { soort: 'Jan Jansen, Kerkstraat 12', gevaar: 'ja, bij Jan', aantal: 'Jan', datum: 'Jan' };
    expect(steeringPart(alle, values)).toEqual({});
  });
});
