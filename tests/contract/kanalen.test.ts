import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadOntvangers, loadVerzenders } from '../../kanalen/register.ts';
import { appBericht, Chatter, mail } from '../support/klant.ts';
import { eventually, type Systeem, startSysteem } from '../support/systeem.ts';

/**
 * What every kanaal promises, tried over its real medium: the same request leaves the same state, whatever it came over;
 * what was confirmed is stored; what comes twice counts once.
 */
interface Proef {
  kanaal: string;
  /** Sends the whole request. @returns when the medium has confirmed */
  request(systeem: Systeem, adres: string): Promise<void>;
  /** Sends a plain message, twice under one id of the medium. */
  twice(systeem: Systeem, tekst: string, adres: string): Promise<void>;
}

const antwoorden = {
  soort: 'groen',
  gevaarlijk: true,
  locatie: { omschrijving: 'Parkweg 9' },
  toelichting: 'Een tak hangt los.',
};

async function postForm(
  systeem: Systeem,
  formulierId: string,
  adres: string,
  toelichting: string,
): Promise<Response> {
  const page = await (await fetch(`${systeem.url}/formulier/melden-overlast`)).text();
  const form = new FormData();
  for (const [, name, value] of page.matchAll(
    /<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g,
  ))
    form.set(name!, value!);
  const idField =
    [...form.entries()].find(([, value]) => /^[0-9a-f-]{36}$/.test(String(value)))?.[0] ?? 'formulierId';
  form.set(idField, formulierId);
  const radio = (naam: string, wanted: string): void => {
    const field = [...page.matchAll(/<input[^>]*type="radio"[^>]*>/g)]
      .map(([tag]) => tag)
      .filter((tag) => tag.includes(`value="${wanted}"`) && tag.includes(naam))[0];
    form.set(/name="([^"]+)"/.exec(field ?? '')?.[1] ?? naam, wanted);
  };
  radio('soort', antwoorden.soort);
  radio('gevaarlijk', 'ja');
  const named = (part: string): string => new RegExp(`name="([^"]*${part}[^"]*)"`).exec(page)?.[1] ?? part;
  form.set(named('locatie'), antwoorden.locatie.omschrijving);
  form.set(named('toelichting'), toelichting);
  form.set(named('email'), adres);
  form.set('stap', 'verzenden');
  return fetch(`${systeem.url}/formulier/melden-overlast`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { origin: systeem.url },
  });
}

const proeven: Proef[] = [
  {
    kanaal: 'sms',
    async request(systeem, adres) {
      const { status } = await appBericht(systeem, {
        externId: randomUUID(),
        conversatie: randomUUID(),
        afzender: { adressen: [{ soort: 'email', waarde: adres }] },
        product: 'melden-overlast',
        inhoud: { gegevens: antwoorden },
      });
      expect(status).toBe(201);
    },
    async twice(systeem, tekst, adres) {
      const body = {
        externId: randomUUID(),
        conversatie: randomUUID(),
        afzender: { adressen: [{ soort: 'email', waarde: adres }] },
        inhoud: { tekst },
      };
      const [first, second] = [await appBericht(systeem, body), await appBericht(systeem, body)];
      expect([first.status, second.status]).toEqual([201, 200]);
      expect(second.body).toEqual(first.body);
    },
  },
  {
    kanaal: 'chat',
    async request(systeem, adres) {
      const chatter = await new Chatter(systeem).open();
      await chatter.ask({ keuze: 'product:melden-overlast' }, /Waar gaat/);
      await chatter.ask({ keuze: antwoorden.soort }, /gevaarlijk/);
      await chatter.ask({ tekst: 'ja' }, /Waar is het/);
      await chatter.ask({ tekst: antwoorden.locatie.omschrijving }, /aan de hand/);
      await chatter.ask({ tekst: antwoorden.toelichting }, /e-mailadres/);
      await chatter.ask({ tekst: adres }, /Wij hebben uw aanvraag ontvangen/);
      chatter.close();
    },
    async twice(systeem, tekst) {
      const chatter = await new Chatter(systeem).open();
      const id = randomUUID();
      chatter.sendTwice(id, tekst);
      await eventually(
        'both confirmed',
        async () => chatter.ticks.filter((tick) => tick === id).length === 2,
      );
      chatter.close();
    },
  },
  {
    kanaal: 'webformulier',
    async request(systeem, adres) {
      const response = await postForm(systeem, randomUUID(), adres, antwoorden.toelichting);
      expect(response.status).toBe(303);
    },
    async twice(systeem, tekst, adres) {
      const id = randomUUID();
      const [first, second] = [
        await postForm(systeem, id, adres, tekst),
        await postForm(systeem, id, adres, tekst),
      ];
      expect(second.headers.get('location')).toBe(first.headers.get('location'));
    },
  },
];

let systeem: Systeem;
beforeAll(async () => {
  systeem = await startSysteem();
}, 60_000);
afterAll(() => systeem.stop());

describe.each(proeven)('$kanaal', ({ kanaal, request, twice }) => {
  it('leaves the same state as every other kanaal: verzoek, klant, contact, task, one acknowledgement', async () => {
    const adres = `${kanaal}-gelijk@example.org`;
    await request(systeem, adres);
    const verzoek = await eventually('the verzoek with its task', () =>
      systeem.db
        .selectFrom('verzoek')
        .innerJoin('digitaaladres', 'digitaaladres.partij_id', 'verzoek.partij_id')
        .innerJoin('taak', 'taak.verzoek_id', 'verzoek.id')
        .select([
          'verzoek.id',
          'verzoek.product',
          'verzoek.gegevens',
          'verzoek.status',
          'verzoek.fase',
          'taak.naam',
          'taak.prioriteit',
          'taak.vaardigheid',
        ])
        .where('digitaaladres.zoekwaarde', '=', adres)
        .executeTakeFirst(),
    );
    const { id, ...state } = verzoek;
    expect(state).toEqual({
      product: 'melden-overlast',
      gegevens: antwoorden,
      status: 'in_behandeling',
      fase: 'wacht-op-medewerker',
      naam: 'beoordelen',
      prioriteit: 1,
      vaardigheid: 'openbare-ruimte',
    });
    const count = async (soort: string): Promise<number> =>
      (
        await systeem.db
          .selectFrom('bericht')
          .innerJoin('bericht_verzoek', 'bericht_id', 'bericht.id')
          .select('bericht.id')
          .where('verzoek_id', '=', id)
          .where('soort', '=', soort as 'bericht')
          .execute()
      ).length;
    expect(await count('ontvangstbevestiging')).toBe(1);
    const contacten = await systeem.db
      .selectFrom('onderwerpobject')
      .innerJoin('klantcontact', 'klantcontact.id', 'klantcontact_id')
      .select('kanaal')
      .where('verzoek_id', '=', id)
      .execute();
    expect(contacten).toEqual([{ kanaal }]);
    const betrokkenen = await systeem.db
      .selectFrom('betrokkene')
      .select(['rol', 'initiator'])
      .where('verzoek_id', '=', id)
      .execute();
    expect(betrokkenen).toEqual([{ rol: 'initiator', initiator: true }]);
  });

  it('counts what comes twice once', async () => {
    const tekst = `Eenmalig ${randomUUID()}`;
    await twice(systeem, tekst, `${kanaal}-dubbel@example.org`);
    const rows = await systeem.db
      .selectFrom('bericht')
      .select(['inhoud', 'kanaal'])
      .where('richting', '=', 'in')
      .where('kanaal', '=', kanaal as 'chat')
      .execute();
    expect(rows.filter(({ inhoud }) => JSON.stringify(inhoud).includes(tekst))).toHaveLength(1);
  });
});

describe('email', () => {
  it('a letter is a question of its own, registered and acknowledged like the rest, also when it is delivered twice', async () => {
    const headers = { 'Message-ID': `<${randomUUID()}@example.org>`, Date: new Date().toUTCString() };
    const message = {
      van: 'brief@example.org',
      onderwerp: 'Afvalkalender',
      tekst: 'Wanneer komt de kliko?',
      headers,
    };
    await mail(systeem, message);
    await mail(systeem, message);
    await eventually(
      'the acknowledgement',
      async () => (await systeem.readPostbus('brief@example.org')).length > 0,
    );
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await systeem.readPostbus('brief@example.org')).toHaveLength(1);
    const rows = await systeem.db
      .selectFrom('verzoek')
      .select(['product', 'gegevens'])
      .where('product', '=', 'algemene-vraag')
      .execute();
    expect(rows.filter(({ gegevens }) => gegevens.vraag === 'Wanneer komt de kliko?')).toHaveLength(1);
  });
});

describe('the folder of a kanaal', () => {
  it('is all there is to a kanaal: receiving and sending sides are found by their place', async () => {
    const folders = (await readdir(path.join(import.meta.dirname, '../../kanalen'), { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const [ontvangers, verzenders] = [await loadOntvangers(), await loadVerzenders()];
    expect([...ontvangers.keys()].sort()).toEqual(['chat', 'email', 'webformulier']);
    for (const [name, verzend] of verzenders) {
      expect(verzend.kanaal).toBe(name);
      expect(folders).toContain(name);
    }
  });
});
