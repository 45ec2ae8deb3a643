import { afterEach, beforeEach, expect, test } from 'vitest';
import { acceptBericht } from '../registers/aanname/bericht.ts';
import { openTestomgeving, type Testomgeving } from '../tests/support/activiteiten.ts';
import { createGesprek } from './gesprek.ts';

let wereld: Testomgeving;
beforeEach(async () => {
  wereld = await openTestomgeving();
});
afterEach(() => wereld.database.close());

/** A line of one conversation, as the relay hands it to the interactie. */
async function say(tekst: string, kanaal: 'sms' | 'chat' = 'sms') {
  const externId = `${kanaal}/${tekst}`;
  const { berichtId } = await acceptBericht(wereld.db, wereld, {
    kanaal,
    externId,
    conversatie: 'gesprek',
    afzender: { adressen: [] },
    inhoud: { tekst },
    ontvangenOp: wereld.klok.nu.toISOString(),
    bewezen: [],
    genoemd: [],
    bijlagen: [],
    automatisch: false,
    bedoeling: 'bericht',
  });
  const { interactie_id: interactieId } = await wereld.db
    .selectFrom('bericht')
    .select('interactie_id')
    .where('id', '=', berichtId)
    .executeTakeFirstOrThrow();
  await wereld.db.deleteFrom('doorgifte').where('bericht_id', '=', berichtId).execute();
  return { interactieId, berichtId };
}
const open = (line: { interactieId: string; berichtId: string }) =>
  createGesprek(wereld).openVerzoek({ ...line, product: 'algemene-vraag', uitUitvraag: false });
const waiting = () =>
  wereld.db
    .selectFrom('doorgifte')
    .innerJoin('bericht_verzoek', 'bericht_verzoek.bericht_id', 'doorgifte.bericht_id')
    .innerJoin('verzoek', 'verzoek.id', 'bericht_verzoek.verzoek_id')
    .select(['doorgifte.bericht_id as berichtId', 'verzoek.kenmerk'])
    .orderBy('doorgifte.id')
    .execute();

test('a run that was given up and its second try, both at once, open one verzoek', async () => {
  const line = await say('Wanneer komt de vuilniswagen?');
  const made = await Promise.all(Array.from({ length: 8 }, () => open(line)));
  expect(new Set(made.map(({ kenmerk }) => kenmerk)).size).toBe(1);
  expect(
    await wereld.db.selectFrom('verzoek').select('id').where('kenmerk', '=', made[0]!.kenmerk).execute(),
  ).toHaveLength(1);
  expect((await waiting()).length).toBeGreaterThan(0);
  const { rows } = await wereld.database.db.executeQuery(
    wereld.db
      .selectFrom('interactie_verzoek')
      .selectAll()
      .where('interactie_id', '=', line.interactieId)
      .compile(),
  );
  expect(rows).toHaveLength(1);
});

for (const kanaal of ['sms', 'chat'] as const)
  test(`${kanaal}: a line said while the one before it was made into a verzoek is about that verzoek`, async () => {
    const first = await say('Wanneer komt de vuilniswagen?', kanaal);
    const second = await say('Ik woon in de Kerkstraat.', kanaal);
    const gesprek = createGesprek(wereld);
    expect(await gesprek.passOn(first)).toBe(false);
    const { kenmerk } = await open(first);
    expect(await gesprek.passOn(second)).toBe(true);
    expect(await waiting()).toEqual([
      { berichtId: first.berichtId, kenmerk },
      { berichtId: second.berichtId, kenmerk },
    ]);
  });

test('a line after the klant went back to the menu is for the conversation', async () => {
  const first = await say('Wanneer komt de vuilniswagen?', 'chat');
  await open(first);
  const second = await say('Iets heel anders', 'chat');
  const gesprek = createGesprek(wereld);
  await gesprek.setFocus({ interactieId: first.interactieId });
  expect(await gesprek.passOn(second)).toBe(false);
});
