import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadProcessen } from '../../platform/processen.ts';
import { alleSoorten } from '../../tests/support/alle-soorten.ts';
import { fieldsOf, post, startWebsite, type Testwebsite } from '../../tests/support/website.ts';

let site: Testwebsite;
beforeAll(async () => {
  const processen = await loadProcessen();
  processen.set(alleSoorten.code, alleSoorten);
  site = await startWebsite(processen);
});
afterAll(() => site?.stop());
beforeEach(() => {
  site.poort.storing = false;
  site.poort.berichten.clear();
});

const only = () => [...site.poort.berichten.values()].map(({ bericht }) => bericht);
const open = async (code: string): Promise<Record<string, string[]>> =>
  fieldsOf(await (await fetch(`${site.url}/formulier/${code}`)).text());
const overlast = {
  soort: 'afval',
  gevaarlijk: 'nee',
  locatie: 'Dorpsstraat 1',
  toelichting: 'Er ligt afval op de stoep.',
};

describe('a form that is sent', () => {
  it('takes an anonymous report, and shows the number without personal data in the address', async () => {
    const { formulierId } = await open('melden-overlast');
    const answer = await post(`${site.url}/formulier/melden-overlast`, { formulierId, ...overlast });
    expect(answer.status).toBe(303);
    const [bericht] = only();
    expect(bericht).toMatchObject({
      kanaal: 'webformulier',
      externId: formulierId?.[0],
      conversatie: formulierId?.[0],
      product: 'melden-overlast',
      afzender: { adressen: [] },
      inhoud: { gegevens: { soort: 'afval', gevaarlijk: false, locatie: { omschrijving: 'Dorpsstraat 1' } } },
      bijlagen: [],
      bedoeling: 'bericht',
    });
    expect(bericht?.voorkeurskanaal).toBeUndefined();
    const next = answer.headers.get('location') ?? '';
    expect(next).toMatch(/^\/formulier\/melden-overlast\/verzonden\?t=[a-z0-9]{30}$/);
    const page = await fetch(site.url + next);
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const kenmerk = [...site.poort.berichten.values()][0]?.bewijs.kenmerk ?? '?';
    const html = await page.text();
    expect(html).toContain(kenmerk);
    expect(html).toContain('<title>Verstuurd – Melden overlast – Gemeente Voorbeeldstad</title>');
    expect(html).toContain(`/verzoek?t=${site.bewijs.sign(kenmerk, 'link')}`);
  });

  it('counts once, however often it is sent', async () => {
    const { formulierId } = await open('melden-overlast');
    const send = () => post(`${site.url}/formulier/melden-overlast`, { formulierId, ...overlast });
    const answers = await Promise.all([send(), send(), send()]);
    expect(new Set(answers.map((answer) => answer.headers.get('location'))).size).toBe(1);
    expect(only()).toHaveLength(1);
    expect((await open('melden-overlast')).formulierId).not.toEqual(formulierId);
  });

  it('passes on who asks, for whom, and where the answer should go', async () => {
    const { formulierId } = await open('melden-overlast');
    const answer = await post(`${site.url}/formulier/melden-overlast`, {
      formulierId,
      ...overlast,
      'contact.naam': ' Jan Jansen ',
      'contact.email': 'jan@voorbeeld.nl',
      'contact.telefoon': '06-12 34 56 78',
      'contact.namens': 'Mijn buurvrouw',
      'contact.voorkeurskanaal': 'email',
    });
    expect(answer.headers.get('location')).toMatch(/&bevestiging=email$/);
    expect(only()[0]).toMatchObject({
      afzender: {
        naam: 'Jan Jansen',
        adressen: [
          { soort: 'email', waarde: 'jan@voorbeeld.nl' },
          { soort: 'telefoonnummer', waarde: '+31612345678' },
        ],
        namens: { naam: 'Mijn buurvrouw' },
      },
      voorkeurskanaal: 'email',
    });
  });

  it('keeps everything when we cannot store it, and goes through at the second try', async () => {
    const { formulierId } = await open('melden-overlast');
    site.poort.storing = true;
    const failed = await post(`${site.url}/formulier/melden-overlast`, { formulierId, ...overlast });
    expect(failed.status).toBe(503);
    const html = await failed.text();
    expect(html).toContain('Versturen lukt nu niet');
    site.poort.storing = false;
    const again = await post(`${site.url}/formulier/melden-overlast`, fieldsOf(html));
    expect(again.status).toBe(303);
    expect(only()[0]?.inhoud.gegevens).toMatchObject({ toelichting: overlast.toelichting });
    expect(JSON.stringify(site.log)).not.toContain('afval op de stoep');
  });
});

describe('a process without an own form', () => {
  const antwoorden = {
    dier: 'hond',
    penning: 'ja',
    nummer: '12345',
    naam: 'Bello',
    gewicht: '1.012,5',
    geboren: '5-3-2020',
    plaats: 'Kerkstraat 2',
    'plaats.lat': '52.1',
    'plaats.lon': '5.1',
    mail: 'arts@voorbeeld.nl',
    telefoon: '0301234567',
    'contact.naam': 'Jan',
    'contact.telefoon': '0612345678',
  };

  it('gets a whole form: every question, its options and its condition in words', async () => {
    const html = await (await fetch(`${site.url}/formulier/alle-soorten`)).text();
    for (const text of [
      'Welk dier heeft u?',
      'Een hond',
      'Hoeveel kilo weegt het dier?',
      'Heeft u foto&#x27;s van het dier?',
      'Alleen als u bij “Heeft de hond een penning?” kiest: Ja.',
    ])
      expect(html).toContain(text);
    expect(html.match(/type="file"/g)).toHaveLength(1);
    expect(html).toContain('U kunt hoogstens 300 tekens typen.');
  });

  it('gets its answers as the schema wants them', async () => {
    const { formulierId } = await open('alle-soorten');
    const answer = await post(`${site.url}/formulier/alle-soorten`, {
      formulierId,
      ...antwoorden,
      gewicht: '12,5',
    });
    expect(answer.status).toBe(303);
    expect(only()[0]?.inhoud.gegevens).toEqual({
      dier: 'hond',
      penning: true,
      nummer: '12345',
      naam: 'Bello',
      gewicht: 12.5,
      geboren: '2020-03-05',
      plaats: { omschrijving: 'Kerkstraat 2', punt: { lat: 52.1, lon: 5.1 } },
      mail: 'arts@voorbeeld.nl',
      telefoon: '0301234567',
    });
  });

  it('leaves out answers to questions that were not asked, along the whole chain', async () => {
    const { formulierId } = await open('alle-soorten');
    await post(`${site.url}/formulier/alle-soorten`, {
      formulierId,
      ...antwoorden,
      gewicht: '3',
      dier: 'kat',
    });
    expect(only()[0]?.inhoud.gegevens).not.toHaveProperty('penning');
    expect(only()[0]?.inhoud.gegevens).not.toHaveProperty('nummer');
  });

  it('says in words that fit what is wrong with a number, a date and a place', async () => {
    const { formulierId } = await open('alle-soorten');
    const answer = await post(`${site.url}/formulier/alle-soorten`, {
      formulierId,
      ...antwoorden,
      geboren: '31-2-2020',
      'plaats.lat': '10',
    });
    const html = await answer.text();
    expect(html).toContain('Vul een getal in van hoogstens 120.');
    expect(html).toContain('Vul een datum in die bestaat, zoals 27-11-2026.');
    expect(html).toContain('De plek van uw toestel ligt niet in Nederland.');
    expect(fieldsOf(html)).toMatchObject({
      plaats: ['Kerkstraat 2'],
      'plaats.lat': [''],
      geboren: ['31-2-2020'],
    });
  });

  it('asks for a name and an address where the process wants to know who asks', async () => {
    const { formulierId } = await open('alle-soorten');
    const answer = await post(`${site.url}/formulier/alle-soorten`, {
      formulierId,
      ...antwoorden,
      gewicht: '3',
      'contact.naam': '',
      'contact.telefoon': '',
    });
    expect(answer.status).toBe(400);
    const html = await answer.text();
    expect(html).toContain('Vul uw naam in.');
    expect(html).toContain('Vul uw e-mailadres of uw telefoonnummer in.');
  });
});

describe('a form with errors', () => {
  it('says all of them at once, each at its field, and keeps what was typed', async () => {
    const { formulierId } = await open('melden-overlast');
    const answer = await post(`${site.url}/formulier/melden-overlast`, {
      formulierId,
      'formulier.actie': 'controleren',
      soort: 'geluid',
      toelichting: `${'x'.repeat(2000)}<b>`,
      locatie: 'X',
      'contact.email': 'geen adres',
      'contact.telefoon': '12',
    });
    expect(answer.status).toBe(400);
    expect(only()).toHaveLength(0);
    const html = await answer.text();
    expect(html).toContain('<title>Fout: Invullen – Melden overlast – Gemeente Voorbeeldstad</title>');
    const links = [...html.matchAll(/href="#(veld-[\w-]+)"/g)].map(([, id]) => id);
    expect(links).toEqual([
      'veld-moment',
      'veld-gevaarlijk',
      'veld-locatie',
      'veld-toelichting',
      'veld-contact-email',
      'veld-contact-telefoon',
    ]);
    for (const id of links) {
      expect(html).toMatch(new RegExp(`<(input|textarea)[^>]* id="${id}"|<(input|textarea) id="${id}"`));
      expect(html).toMatch(new RegExp(`aria-describedby="[^"]*${id}-fout`));
    }
    expect(html.match(/aria-invalid="true"/g)?.length).toBe(6);
    expect(html).toContain('Gebruik niet meer dan 2000 tekens.');
    expect(html).toContain('value="geen adres"');
    expect(html).toContain(`${'x'.repeat(2000)}&lt;b&gt;`);
    expect(html).toContain(`value="${formulierId?.[0]}"`);
    expect(html).toMatch(/value="geluid"[^>]*checked|checked=""[^>]*value="geluid"/);
  });

  it('asks for a mail address when the answer should come by mail', async () => {
    const { formulierId } = await open('melden-overlast');
    const answer = await post(`${site.url}/formulier/melden-overlast`, {
      formulierId,
      ...overlast,
      'contact.voorkeurskanaal': 'email',
    });
    expect(await answer.text()).toContain('Vul uw e-mailadres in, want u wilt antwoord per e-mail.');
  });

  it('refuses values that no field offers', async () => {
    const { formulierId } = await open('melden-overlast');
    const answer = await post(`${site.url}/formulier/melden-overlast`, {
      formulierId,
      ...overlast,
      soort: '__proto__',
      gevaarlijk: 'misschien',
      onbekend: 'x',
    });
    expect(answer.status).toBe(400);
    const html = await answer.text();
    expect(html.match(/Kies een van de antwoorden\./g)?.length).toBe(4);
    expect(html).not.toContain('onbekend');
  });

  it('needs the id that the page gave', async () => {
    const answer = await post(`${site.url}/formulier/melden-overlast`, {
      formulierId: 'verzoek:S-1234',
      ...overlast,
    });
    expect(answer.status).toBe(400);
    expect(only()).toHaveLength(0);
  });
});
