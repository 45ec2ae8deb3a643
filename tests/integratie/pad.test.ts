import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workflowTypeOf } from '../../domein/proces.ts';
import { recordCorpus } from '../support/historie.ts';
import { appBericht, Chatter, mail } from '../support/klant.ts';
import { answerKlant, completeTaak } from '../support/medewerkerwerk.ts';
import { eventually, type Systeem, startSysteem } from '../support/systeem.ts';

let systeem: Systeem;
beforeAll(async () => {
  systeem = await startSysteem();
}, 60_000);
afterAll(async () => {
  if (process.env.SCHAKEL_OPNEMEN) await recordCorpus(systeem.taskQueue, process.env.SCHAKEL_OPNEMEN);
  await systeem.stop();
});

const overlast = {
  soort: 'afval',
  gevaarlijk: false,
  locatie: { omschrijving: 'Markt 1' },
  toelichting: 'Een zak vuilnis.',
};

/** A melding over the channel app, as the web form sends it too. @returns kenmerk and the acknowledgement by mail */
async function melding(email: string) {
  const { body } = await appBericht(systeem, {
    externId: randomUUID(),
    conversatie: randomUUID(),
    afzender: { adressen: [{ soort: 'email', waarde: email }] },
    product: 'melden-overlast',
    voorkeurskanaal: 'email',
    inhoud: { gegevens: overlast },
  });
  return { kenmerk: String(body.kenmerk), bewijs: String(body.bewijs) };
}

const verzoekOf = (kenmerk: string) =>
  systeem.db.selectFrom('verzoek').selectAll().where('kenmerk', '=', kenmerk).executeTakeFirstOrThrow();
const taakOf = (kenmerk: string, soort = 'taak') =>
  eventually(`an open ${soort} of ${kenmerk}`, () =>
    systeem.db
      .selectFrom('taak')
      .innerJoin('verzoek', 'verzoek.id', 'taak.verzoek_id')
      .selectAll('taak')
      .where('verzoek.kenmerk', '=', kenmerk)
      .where('taak.soort', '=', soort as 'taak')
      .where('taak.status', '=', 'open')
      .executeTakeFirst(),
  );
const timeline = (kenmerk: string) =>
  systeem.db
    .selectFrom('bericht')
    .innerJoin('bericht_verzoek', 'bericht_verzoek.bericht_id', 'bericht.id')
    .innerJoin('verzoek', 'verzoek.id', 'bericht_verzoek.verzoek_id')
    .select([
      'bericht.richting',
      'bericht.kanaal',
      'bericht.soort',
      'bericht.inhoud',
      'bericht.interactie_id',
    ])
    .where('verzoek.kenmerk', '=', kenmerk)
    .orderBy('bericht.id')
    .execute();
const mails = (adres: string, subject: RegExp) =>
  eventually(`mail to ${adres} like ${subject}`, async () =>
    (await systeem.readPostbus(adres)).find(({ onderwerp }) => subject.test(onderwerp)),
  );

describe('one request over three channels', () => {
  it('starts in an app, goes on by mail and in the chat, is judged and told: one verzoek, one timeline', async () => {
    const klant = 'omni@example.org';
    const { kenmerk } = await melding(klant);
    // The preference was mail: the acknowledgement comes there, with number, term and how to reach us.
    const received = await mails(klant, /ontvangen/);
    expect(received.tekst).toContain(kenmerk);
    expect(received.tekst).toMatch(/uiterlijk \w+dag \d+ \w+ 20\d\d/);

    await mail(systeem, {
      van: klant,
      aan: received.headers['reply-to']!.replace(/^.*<|>.*$/g, ''),
      onderwerp: `Re: ${received.onderwerp}`,
      tekst: 'Het is er nog steeds.',
      antwoordOp: received.berichtId,
    });
    await mails(klant, /Wij hebben uw bericht ontvangen/);

    const token = /verzoek\?t=(\w+)/.exec(received.tekst)![1]!;
    const started = Date.now();
    const chatter = await new Chatter(systeem, token).open();
    const welcome = await chatter.hear(/U kunt hier verder/);
    expect(Date.now() - started).toBeLessThan(1_000);
    expect(welcome.tekst).toContain(kenmerk);
    chatter.say({ tekst: 'Nu ook een matras.' });
    await eventually('the chat line in the timeline', async () =>
      (await timeline(kenmerk)).some(({ inhoud }) => inhoud.tekst === 'Nu ook een matras.'),
    );

    await completeTaak(systeem, await taakOf(kenmerk), {
      meerNodig: false,
      resultaat: 'opgelost',
      toelichting: 'Alles is opgeruimd.',
    });
    const closing = await chatter.hear(/Wij zijn klaar/);
    expect(closing.tekst).toContain('Alles is opgeruimd.');
    chatter.close();

    const lines = await timeline(kenmerk);
    expect(new Set(lines.map(({ kanaal }) => kanaal))).toEqual(new Set(['sms', 'email', 'chat']));
    expect(lines.filter(({ soort }) => soort === 'ontvangstbevestiging')).toHaveLength(2);
    expect(new Set(lines.map(({ interactie_id: id }) => id)).size).toBe(1);
    expect((await verzoekOf(kenmerk)).status).toBe('afgehandeld');
    expect(
      await systeem.db
        .selectFrom('verzoek')
        .select('id')
        .where('partij_id', '=', (await verzoekOf(kenmerk)).partij_id)
        .execute(),
    ).toHaveLength(1);
  });

  it('goes from chat to mail while a medewerker is answering, within a second and without a new workflow', async () => {
    await systeem.db
      .insertInto('medewerker_aanwezig')
      .values({ medewerker: 'm1', kanaal: 'chat', gezien_op: new Date() })
      .execute();
    const chatter = await new Chatter(systeem).open();
    await chatter.hear(/Welkom/);
    await chatter.ask({ keuze: 'medewerker' }, /zoeken een medewerker/);
    chatter.say({ tekst: 'Waar vind ik de milieustraat?' });
    const taak = await eventually('the conversation in the queue', () =>
      systeem.db
        .selectFrom('taak')
        .selectAll()
        .where('soort', '=', 'gesprek')
        .where('status', '=', 'open')
        .executeTakeFirst(),
    );
    await answerKlant(systeem, taak, 'Ik zoek het voor u op.');
    await chatter.hear(/Ik zoek het voor u op/);

    const started = Date.now();
    chatter.switchToMail('wissel@example.org');
    await mails('wissel@example.org', /U kunt hier verder/);
    expect(Date.now() - started).toBeLessThan(1_000);
    chatter.close();
    await answerKlant(systeem, taak, 'De milieustraat is aan de Havenweg.');
    const answer = await eventually('the answer by mail', async () =>
      (await systeem.readPostbus('wissel@example.org')).find(({ tekst }) => tekst.includes('Havenweg')),
    );

    await mail(systeem, {
      van: 'wissel@example.org',
      aan: answer.headers['reply-to']!.replace(/^.*<|>.*$/g, ''),
      onderwerp: 'Re: antwoord',
      tekst: 'Bedankt!',
      antwoordOp: answer.berichtId,
    });
    await eventually('the reply in the same conversation', async () => {
      const row = await systeem.db
        .selectFrom('bericht')
        .select('interactie_id')
        .where('kanaal', '=', 'email')
        .where('afzender', '@>', JSON.stringify({ adressen: [{ waarde: 'wissel@example.org' }] }) as never)
        .executeTakeFirst();
      return row?.interactie_id === taak.interactie_id;
    });
  });

  it('one chat asks about A, files B, and goes on by mail about both: each lands where it belongs', async () => {
    const klant = 'beide@example.org';
    const { kenmerk: a } = await melding(klant);
    const ackA = await mails(klant, /ontvangen/);
    const chatter = await new Chatter(systeem, /verzoek\?t=(\w+)/.exec(ackA.tekst)![1]).open();
    await chatter.hear(/U kunt hier verder/);
    chatter.say({ tekst: 'Hoe staat het hiermee?' });
    await taakOf(a);
    await chatter.ask({ keuze: 'menu' }, /Waarmee kunnen wij u helpen/);
    await chatter.ask({ keuze: 'product:melden-overlast' }, /Waar gaat uw melding over/);
    await chatter.ask({ keuze: 'licht' }, /gevaarlijk/);
    await chatter.ask({ tekst: 'nee' }, /Waar is het/);
    await chatter.ask({ tekst: 'Dorpsstraat 5' }, /Wat is er aan de hand/);
    // The address is known: it is not asked again.
    const ackB = await chatter.ask({ tekst: 'De lamp is stuk' }, /Wij hebben uw aanvraag ontvangen/);
    const b = /S-\w{4}-\w{4}-\w/.exec(ackB.tekst!)![0];
    expect(b).not.toBe(a);
    expect((await verzoekOf(b)).gegevens).toEqual({
      soort: 'licht',
      gevaarlijk: false,
      locatie: { omschrijving: 'Dorpsstraat 5' },
      toelichting: 'De lamp is stuk',
    });
    chatter.close();

    await mail(systeem, { van: klant, onderwerp: `Over ${a} en ${b}`, tekst: 'Beide graag deze week.' });
    for (const kenmerk of [a, b]) {
      await eventually(`the mail at ${kenmerk}`, async () =>
        (await timeline(kenmerk)).some(({ inhoud }) => inhoud.tekst === 'Beide graag deze week.'),
      );
    }
    expect((await timeline(a)).some(({ inhoud }) => inhoud.tekst === 'Hoe staat het hiermee?')).toBe(true);
    expect((await timeline(b)).some(({ inhoud }) => inhoud.tekst === 'Hoe staat het hiermee?')).toBe(false);
  });
});

describe('plain questions', () => {
  it('a mail is acknowledged, answered by a medewerker and closed', async () => {
    const klant = 'vraag@example.org';
    await mail(systeem, { van: klant, onderwerp: 'Openingstijden', tekst: 'Wanneer bent u open?' });
    const ack = await mails(klant, /ontvangen/);
    const kenmerk = /S-\w{4}-\w{4}-\w/.exec(ack.tekst)![0];
    await completeTaak(systeem, await taakOf(kenmerk), {
      resultaat: 'beantwoord',
      toelichting: 'Elke werkdag van 9 tot 17 uur.',
    });
    const answer = await mails(klant, /Klaar/);
    expect(answer.tekst).toContain('Elke werkdag van 9 tot 17 uur.');
    expect(answer.headers['in-reply-to'] ?? answer.headers.references).toBeTruthy();
  });

  it('a vacation responder is heard and never answered', async () => {
    const klant = 'vakantie@example.org';
    await mail(systeem, { van: klant, onderwerp: 'Vraag', tekst: 'Kan ik langskomen?' });
    const ack = await mails(klant, /ontvangen/);
    await mail(systeem, {
      van: klant,
      onderwerp: 'Afwezig',
      tekst: 'Ik ben er niet.',
      antwoordOp: ack.berichtId,
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    const kenmerk = /S-\w{4}-\w{4}-\w/.exec(ack.tekst)![0];
    await eventually('the automatic mail in the timeline', async () =>
      (await timeline(kenmerk)).some(({ inhoud }) => inhoud.tekst === 'Ik ben er niet.'),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await systeem.readPostbus(klant)).toHaveLength(1);
  });
});

describe('after closing', () => {
  it('a message to a closed melding opens it again, because its process says so', async () => {
    const klant = 'heropen@example.org';
    const { kenmerk } = await melding(klant);
    const ack = await mails(klant, /ontvangen/);
    await completeTaak(systeem, await taakOf(kenmerk), { meerNodig: false, resultaat: 'opgelost' });
    await mails(klant, /Klaar/);
    await eventually('closed', async () => (await verzoekOf(kenmerk)).afgesloten_op);
    await mail(systeem, {
      van: klant,
      onderwerp: 'Re',
      tekst: 'Het ligt er weer.',
      antwoordOp: ack.berichtId,
    });
    await taakOf(kenmerk);
    expect((await verzoekOf(kenmerk)).ronde).toBe(2);
  });

  it('a message to a closed question becomes a new one that refers to it', async () => {
    const klant = 'vervolg@example.org';
    await mail(systeem, { van: klant, onderwerp: 'Paspoort', tekst: 'Wat kost het?' });
    const ack = await mails(klant, /ontvangen/);
    const first = /S-\w{4}-\w{4}-\w/.exec(ack.tekst)![0];
    await completeTaak(systeem, await taakOf(first), {
      resultaat: 'beantwoord',
      toelichting: 'Dat staat op de website.',
    });
    const closing = await mails(klant, /Klaar/);
    await mail(systeem, {
      van: klant,
      onderwerp: 'Re',
      tekst: 'En voor kinderen?',
      antwoordOp: closing.berichtId,
    });
    const next = await eventually('a new acknowledgement', async () =>
      (await systeem.readPostbus(klant)).find(({ tekst }) => tekst.includes('uw eerdere nummer')),
    );
    expect(next.tekst).toContain(first);
    expect(workflowTypeOf('algemene-vraag')).toBe('algemeneVraag');
  });
});

describe('who does not know more than a kenmerk', () => {
  it('learns nothing and changes nothing: right and made-up give the same answer', async () => {
    const { kenmerk } = await melding('eigenaar@example.org');
    const ask = (named: string) =>
      appBericht(systeem, {
        externId: randomUUID(),
        conversatie: randomUUID(),
        afzender: { adressen: [] },
        kenmerk: named,
        inhoud: { tekst: 'Hoe staat het?' },
      });
    const [right, wrong] = [await ask(kenmerk), await ask('S-0000-0000-0')];
    expect(right.status).toBe(wrong.status);
    expect(String(right.body.mededeling).replace(String(right.body.kenmerk), '')).toBe(
      String(wrong.body.mededeling).replace(String(wrong.body.kenmerk), ''),
    );
    expect(right.body.kenmerk).not.toBe(kenmerk);
  });
});
