import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { splitCitaat } from './citaat.ts';
import { Afzender, bewijs, fakeOmgeving, mailOf } from './fake-omgeving.ts';
import { startMail } from './ontvang.ts';

const kenmerk = 'S-0000-0000-0';
const ander = 'S-0000-0001-1';
const omgeving = fakeOmgeving();
const { poort } = omgeving;
let dienst: Awaited<ReturnType<typeof startMail>>;
let afzender: Afzender;
beforeAll(async () => {
  dienst = await startMail(omgeving, { stoppen: 300 });
  afzender = await Afzender.open(dienst.port);
});
afterAll(async () => {
  afzender.close();
  await dienst.stop();
});
beforeEach(() => {
  poort.berichten.length = 0;
  poort.verzonden.clear();
});

async function receive(
  headers: Record<string, string>,
  body?: string,
  envelop?: { van?: string; aan?: string[] },
) {
  expect(
    await afzender.send(mailOf({ 'Message-ID': `<${randomUUID()}@example.org>`, ...headers }, body), envelop),
  ).toMatch(/^250 /);
  return poort.berichten.at(-1)!;
}

test('the same mail again is the same bericht, also over another hop and another encoding', async () => {
  const mail = { 'Message-ID': '<zelfde@example.org>' };
  await receive(mail, 'Hé, de lamp.');
  await receive({ Received: 'from a by b; Mon, 5 Oct 2026 10:00:01 +0200', ...mail }, 'Hé, de lamp.\n');
  await receive(
    { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Transfer-Encoding': 'quoted-printable', ...mail },
    'H=C3=A9, de l=\namp.',
  );
  expect(poort.berichten).toHaveLength(1);
  expect(poort.berichten[0]!.externId).toMatch(/^<zelfde@example\.org> [0-9a-f]{32}$/);
});

test('the same Message-ID on something else swallows nothing', async () => {
  const mail = { 'Message-ID': '<gekaapt@example.org>' };
  await receive(mail, 'Eerste.');
  await receive(mail, 'Ander bericht.');
  await receive({ ...mail, From: 'piet@example.org' }, 'Eerste.');
  await receive({ ...mail, Date: 'Tue, 06 Oct 2026 10:00:00 +0200' }, 'Eerste.');
  expect(poort.berichten).toHaveLength(4);
});

test('without Message-ID the bytes tell', async () => {
  await receive({ 'Message-ID': '' }, 'A.');
  await receive({ 'Message-ID': '' }, 'A.');
  await receive({ 'Message-ID': '' }, 'B.');
  expect(poort.berichten).toHaveLength(2);
  expect(poort.berichten[0]!.externId).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test('a Message-ID that no register can hold still makes a bericht', async () => {
  expect((await receive({ 'Message-ID': `<${'x'.repeat(2000)}@example.org>` })).externId).toMatch(/^sha256:/);
  expect((await receive({ 'Message-ID': 'zonder-haken@example.org' })).externId).toMatch(
    /^<zonder-haken@example.org> /,
  );
});

test('one thread is one conversation for one address; somebody else who knows its ids is not in it', async () => {
  const first = await receive({ 'Message-ID': '<wortel@example.org>' });
  const second = await receive({
    'In-Reply-To': '<wortel@example.org>',
    References: '<wortel@example.org>',
    From: 'JAN@example.org',
  });
  const third = await receive({
    'In-Reply-To': '<b@elders.example>',
    References: '<wortel@example.org>\n <b@elders.example>',
  });
  expect(new Set([first, second, third].map(({ conversatie }) => conversatie)).size).toBe(1);
  expect(first.conversatie).not.toContain('jan');
  const intruder = await receive({ From: 'boef@example.org', References: '<wortel@example.org>' });
  expect(intruder.conversatie).not.toBe(first.conversatie);
  expect(intruder.bewezen).toEqual([]);
});

test('a reply to our mail proves its kenmerk, by In-Reply-To or by References', async () => {
  const id = `<${randomUUID()}@voorbeeldstad.test>`;
  poort.verzonden.set(id, kenmerk);
  expect((await receive({ 'In-Reply-To': id })).bewezen).toEqual([kenmerk]);
  expect(
    (
      await receive({
        References: `<x@example.org> ${id.toUpperCase()} <y@example.org>`,
        From: 'partner@example.org',
      })
    ).bewezen,
  ).toEqual([kenmerk]);
  expect((await receive({ 'In-Reply-To': `<${randomUUID()}@voorbeeldstad.test>` })).bewezen).toEqual([]);
});

test('in a thread about two things, the one that is answered comes first', async () => {
  const [oud, nieuw] = [randomUUID(), randomUUID()].map((id) => `<${id}@voorbeeldstad.test>`) as [
    string,
    string,
  ];
  poort.verzonden.set(oud, ander).set(nieuw, kenmerk);
  const { findKenmerken } = poort;
  // A register answers in any order.
  poort.findKenmerken = async (kanaal, ids) =>
    (await findKenmerken.call(poort, kanaal, ids)).sort().reverse();
  const bericht = await receive({ 'In-Reply-To': nieuw, References: `${oud} ${nieuw}` });
  poort.findKenmerken = findKenmerken;
  expect(bericht.bewezen).toEqual([kenmerk, ander]);
});

test('a signed address proves; a forged one gets the same answer and proves nothing', async () => {
  const token = bewijs.sign(kenmerk, 'adres');
  const right = `gemeente+${token}@voorbeeldstad.test`;
  const forged = `gemeente+${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}@voorbeeldstad.test`;
  const link = `gemeente+${bewijs.sign(kenmerk, 'link')}@voorbeeldstad.test`;
  const answers = [];
  for (const aan of [right, right.toUpperCase(), forged, link]) {
    answers.push(
      await afzender.send(mailOf({ 'Message-ID': `<${randomUUID()}@example.org>`, To: aan }), { aan: [aan] }),
    );
  }
  expect(new Set(answers)).toEqual(new Set([answers[0]]));
  expect(answers[0]).toMatch(/^250 /);
  expect(poort.berichten.map(({ bewezen }) => bewezen)).toEqual([[kenmerk], [kenmerk], [], []]);
});

test('a signed address of another town proves nothing, and one in To does when a relay rewrote the envelope', async () => {
  const token = bewijs.sign(kenmerk, 'adres');
  expect((await receive({ To: `gemeente+${token}@elders.example` })).bewezen).toEqual([]);
  expect(
    (await receive({ To: `"Gemeente, Voorbeeldstad" <gemeente+${token}@voorbeeldstad.test>` })).bewezen,
  ).toEqual([kenmerk]);
});

test('a kenmerk in subject or own text is only mentioned; in quoted text not even that', async () => {
  const bericht = await receive(
    { Subject: `Re: Uw melding [${kenmerk}]` },
    `Gaat over ${ander}.\n\nOp 1 okt. 2026 schreef Piet <piet@example.org>:\n> Zie S-0000-0002-2.\n`,
  );
  expect(bericht).toMatchObject({ bewezen: [], genoemd: [kenmerk, ander] });
  const proven = await receive({
    Subject: `Re: [${kenmerk}]`,
    To: `gemeente+${bewijs.sign(kenmerk, 'adres')}@voorbeeldstad.test`,
  });
  expect(proven).toMatchObject({ bewezen: [kenmerk], genoemd: [] });
});

test('a reply to us shows what is new; a reply to others, a forward or answers in between stay whole', async () => {
  const id = `<${randomUUID()}@voorbeeldstad.test>`;
  poort.verzonden.set(id, kenmerk);
  const body =
    'Het is bij nummer 12.\n\nOp ma 5 okt. 2026 om 10:00 schreef Voorbeeldstad <gemeente@voorbeeldstad.test>:\n\n> Waar is het?\n>\n> Groet\n';
  expect((await receive({ 'In-Reply-To': id }, body)).inhoud.tekst).toBe('Het is bij nummer 12.');
  expect((await receive({ 'In-Reply-To': '<x@elders.example>' }, body)).inhoud.tekst).toContain(
    '> Waar is het?',
  );
  expect((await receive({ 'In-Reply-To': id, Subject: 'FW: vraag' }, body)).inhoud.tekst).toContain(
    '> Waar is het?',
  );
  expect(
    (await receive({ 'In-Reply-To': id }, 'Op ma 5 okt schreef G:\n> Waar?\nNummer 12.\n> Wanneer?\nNu.\n'))
      .inhoud.tekst,
  ).toContain('> Waar?\nNummer 12.');
});

test.each([
  [
    'Gmail, announcing line broken',
    'Ja.\n\nOn Mon, Oct 5, 2026 at 10:00 AM Voorbeeldstad <\ngemeente@voorbeeldstad.test> wrote:\n\n> a\n> b',
    'Ja.',
  ],
  [
    'Outlook, Dutch',
    'Ja.\n\n________________________________\nVan: Voorbeeldstad <g@v.test>\nVerzonden: maandag 5 oktober 2026 10:00\nAan: Jan\nOnderwerp: Vraag\n\nWaar is het?\n',
    'Ja.',
  ],
  [
    'Outlook, English',
    'Ja.\n\n-----Original Message-----\nFrom: V\nSent: Monday\nTo: Jan\nSubject: Q\n\nWaar?',
    'Ja.',
  ],
  [
    'phone without marks',
    'Ja.\n\nOp 5 okt 2026 om 10:00 heeft Voorbeeldstad het volgende geschreven:\n\nWaar is het?',
    'Ja.',
  ],
  ['bare quotes below', 'Ja.\n\n> Waar?\n> Groet', 'Ja.'],
])('history of %s', (_name, text, nieuw) => {
  expect(splitCitaat(text).nieuw).toBe(nieuw);
});

test.each([
  [
    'a letter that says who wrote',
    'Beste gemeente,\n\nOp maandag 5 oktober schreef mijn buurman dat de lamp kapot is:\nDe lamp doet het niet.\nHij had gelijk.',
  ],
  ['nothing but history', '> Waar?\n> Groet'],
  ['a signature below the quotes', '> Waar?\nHier.\n'],
  ['a word and a colon', 'Van: Jan\nNaar het park.'],
])('unsure, so whole: %s', (_name, text) => {
  expect(splitCitaat(text)).toEqual({ nieuw: text, citaat: '' });
});
