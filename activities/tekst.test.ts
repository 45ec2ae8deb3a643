import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Kanaal } from '../domein/kanaal.ts';
import { findOnderwerp } from '../registers/berichten/onderwerp.ts';
import { openTestomgeving, type Testomgeving } from '../tests/support/activiteiten.ts';
import { makeVerzoek, type Zaakje } from '../tests/support/werk.ts';
import { composeTekst } from './tekst.ts';

let wereld: Testomgeving;
let zaakje: Zaakje;
beforeAll(async () => {
  wereld = await openTestomgeving();
  zaakje = await makeVerzoek(wereld.db, wereld.klok.nu);
});
afterAll(() => wereld.database.close());

async function bevestiging(
  kanaal: Kanaal,
  gegevens: object,
  waarden = {},
): Promise<{ onderwerp: string; tekst: string }> {
  await wereld.db
    .updateTable('verzoek')
    .set({ gegevens: JSON.stringify(gegevens) })
    .execute();
  return composeTekst(
    wereld,
    await findOnderwerp(wereld.db, zaakje.kenmerk),
    {
      kenmerk: zaakje.kenmerk,
      sleutel: 's',
      sjabloon: 'ontvangstbevestiging',
      soort: 'ontvangstbevestiging',
      waarden,
    },
    kanaal,
  );
}
const compleet = {
  soort: 'afval',
  gevaarlijk: false,
  locatie: { omschrijving: 'Kerkstraat 12' },
  toelichting: 'Er ligt afval',
};

test('an acknowledgement says what, which number and when', async () => {
  const { onderwerp, tekst } = await bevestiging('email', compleet, {
    uiterlijk: Date.parse('2026-11-27T22:59:59Z'),
  });
  expect(onderwerp).toBe('Wij hebben uw aanvraag ontvangen: Melden overlast');
  expect(tekst).toContain(`Uw nummer is ${zaakje.kenmerk}.`);
  expect(tekst).toContain('U hoort uiterlijk vrijdag 27 november 2026 van ons.');
  expect(tekst).not.toContain('Wij missen');
  expect(tekst).not.toMatch(/undefined|null|NaN|\{\{|\[object/);
});

test('it lists the questions that still have no answer, and only those that apply', async () => {
  const { tekst } = await bevestiging('email', { soort: 'geluid', gevaarlijk: false });
  expect(tekst.split('\n').filter((line) => line.startsWith('- '))).toEqual([
    '- Wanneer hoort u het geluid?',
    '- Waar is het?',
    '- Wat is er aan de hand?',
  ]);
  expect((await bevestiging('email', { ...compleet, toelichting: undefined })).tekst).not.toContain('geluid');
});

test('it repeats nothing of what the klant wrote', async () => {
  const { tekst, onderwerp } = await bevestiging('sms', compleet);
  for (const word of ['Kerkstraat', 'Er ligt afval', 'Sanne']) expect(tekst + onderwerp).not.toContain(word);
});

test('how to reach us stands below it, except in mail, which has its own footer', async () => {
  const sms = (await bevestiging('sms', compleet)).tekst;
  expect(sms).toContain('gemeente@voorbeeldstad.test');
  const token = /https:\/\/voorbeeldstad\.test\/verzoek\?t=(\S+)/.exec(sms)?.[1];
  expect(wereld.bewijs.verify(token!, 'link')).toBe(zaakje.kenmerk);
  const mail = (await bevestiging('email', compleet)).tekst;
  for (const word of ['U bereikt ons', 'gemeente@', 'https://']) expect(mail).not.toContain(word);
});

test('a later number refers to the earlier one', async () => {
  const later = await makeVerzoek(wereld.db, wereld.klok.nu);
  await wereld.db
    .updateTable('verzoek')
    .set({ voorganger_id: zaakje.verzoekId })
    .where('id', '=', later.verzoekId)
    .execute();
  const { tekst } = await composeTekst(
    wereld,
    await findOnderwerp(wereld.db, later.kenmerk),
    { kenmerk: later.kenmerk, sleutel: 's', sjabloon: 'ontvangstbevestiging', soort: 'ontvangstbevestiging' },
    'email',
  );
  expect(tekst).toContain(`Dit gaat verder op uw eerdere nummer ${zaakje.kenmerk}.`);
});

test('a question in a chat brings its buttons', async () => {
  const compose = async (veld: string) =>
    composeTekst(
      wereld,
      await findOnderwerp(wereld.db, zaakje.kenmerk),
      {
        kenmerk: zaakje.kenmerk,
        sleutel: 's',
        sjabloon: 'uitvraag-vraag',
        soort: 'dialoog',
        waarden: { product: 'melden-overlast', veld },
      },
      'chat',
    );
  expect(await compose('gevaarlijk')).toMatchObject({
    tekst: 'Is het gevaarlijk?\nBel bij direct gevaar 112.',
    keuzes: [
      { code: 'ja', tekst: 'Ja' },
      { code: 'nee', tekst: 'Nee' },
    ],
  });
  expect((await compose('soort')).keuzes?.map(({ code }) => code)).toEqual([
    'afval',
    'geluid',
    'licht',
    'groen',
    'anders',
  ]);
  const mail = await compose('email$');
  expect(mail.tekst).toContain('U mag deze vraag overslaan.');
  expect(mail.keuzes).toEqual([{ code: 'overslaan', tekst: 'Overslaan' }]);
});
