import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadProcessen } from '../../platform/processen.ts';
import { fieldsOf, post, startWebsite, type Testwebsite } from '../../tests/support/website.ts';

let site: Testwebsite;
beforeAll(async () => {
  site = await startWebsite(await loadProcessen());
});
afterAll(() => site?.stop());
beforeEach(() => {
  site.poort.storing = false;
  site.poort.berichten.clear();
});

/** A verzoek that was just sent with a form. */
async function begin(): Promise<{ kenmerk: string; token: string; address: string }> {
  const fields = fieldsOf(await (await fetch(`${site.url}/formulier/algemene-vraag`)).text());
  await post(`${site.url}/formulier/algemene-vraag`, { ...fields, vraag: 'Wanneer bent u open?' });
  const kenmerk = [...site.poort.berichten.values()][0]?.bewijs.kenmerk ?? '';
  const token = site.bewijs.sign(kenmerk, 'link');
  return { kenmerk, token, address: `${site.url}/verzoek?t=${token}` };
}

const html = async (answer: Response | Promise<Response>): Promise<string> => (await answer).text();

describe("the klant's own page", () => {
  it('shows how it stands, the number and all messages, and is kept nowhere', async () => {
    const { kenmerk, address } = await begin();
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    const page = await answer.text();
    expect(page).toContain(kenmerk);
    expect(page).toContain('Wij wachten op u');
    expect(page).toContain('Geef uiterlijk vrijdag 11 december 2026 antwoord.');
    expect(page).toContain('Wanneer bent u open?');
    expect(page).toContain('via webformulier');
  });

  it('tells nothing to who has no right link, and the same for every wrong one', async () => {
    const { kenmerk, token } = await begin();
    const unknown = site.bewijs.sign('S-0000-0000-0', 'link');
    const forged = [
      `${token.slice(0, 10)}${'a'.repeat(20)}`,
      `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`,
      site.bewijs.sign(kenmerk, 'adres'),
      unknown,
      'x',
      '',
      `${token}a`,
    ];
    const pages = new Set<string>();
    for (const wrong of forged) {
      for (const path of ['/verzoek', '/verzoek/intrekken']) {
        const answer = await fetch(`${site.url}${path}?t=${encodeURIComponent(wrong)}`);
        expect(answer.status).toBe(404);
        pages.add(await answer.text());
      }
      const posted = await post(`${site.url}/verzoek`, {
        t: wrong,
        formulierId: crypto.randomUUID(),
        bericht: 'Hallo',
      });
      expect(posted.status).toBe(404);
      pages.add(await posted.text());
    }
    expect((await fetch(`${site.url}/verzoek?t=a&t=b`)).status).toBe(404);
    expect(pages.size).toBe(1);
    expect([...pages][0]).toContain('Wij kunnen deze pagina niet tonen');
    expect(site.poort.berichten.size).toBe(1);
  });

  it('takes a message with a file, once, as proof of the verzoek', async () => {
    const { kenmerk, token, address } = await begin();
    const { formulierId } = fieldsOf(await html(fetch(address)));
    const send = () =>
      post(`${site.url}/verzoek`, {
        t: token,
        formulierId,
        bericht: 'Dit hoort er <b>nog</b> bij.',
        bestanden: [new File(['een bon'], 'bon.txt', { type: 'text/plain' })],
      });
    const answer = await send();
    expect(answer.status).toBe(303);
    await send();
    expect(site.poort.of(kenmerk)).toHaveLength(2);
    expect(site.poort.of(kenmerk)[1]).toMatchObject({
      kanaal: 'webformulier',
      externId: formulierId?.[0],
      conversatie: `verzoek:${kenmerk}`,
      bewezen: [kenmerk],
      bedoeling: 'bericht',
      inhoud: { tekst: 'Dit hoort er <b>nog</b> bij.' },
      bijlagen: [{ naam: 'bon.txt', grootte: 7 }],
    });
    const page = await html(fetch(site.url + answer.headers.get('location')));
    expect(page).toContain('Wij hebben uw bericht ontvangen.');
    expect(page).toContain('Dit hoort er &lt;b&gt;nog&lt;/b&gt; bij.');
    expect(page).toContain('bon.txt (1 kB)');
  });

  it('says what is wrong with a message and keeps it', async () => {
    const { token, address } = await begin();
    const fields = fieldsOf(await html(fetch(address)));
    const empty = await post(`${site.url}/verzoek`, fields);
    expect(empty.status).toBe(400);
    const page = await empty.text();
    expect(page).toContain('<title>Fout: ');
    expect(page).toContain('href="#veld-bericht"');
    expect(page).toContain('Typ een bericht of voeg een bestand toe.');
    const long = await html(post(`${site.url}/verzoek`, { ...fields, bericht: 'x'.repeat(5001) }));
    expect(long).toContain('Gebruik niet meer dan 5000 tekens.');
    expect(long).toContain('x'.repeat(5001));
    site.poort.storing = true;
    const failed = await post(`${site.url}/verzoek`, { ...fields, bericht: 'Blijf staan' });
    expect(failed.status).toBe(503);
    expect(await failed.text()).toContain('>Blijf staan</textarea>');
    const foreign = await post(
      `${site.url}/verzoek`,
      { t: token, ...fields, bericht: 'x' },
      { Origin: 'https://kwaad.test' },
    );
    expect(foreign.status).toBe(403);
    expect(site.poort.berichten.size).toBe(1);
  });

  it('withdraws only after asking, and then offers it no more', async () => {
    const { kenmerk, token, address } = await begin();
    expect(await html(fetch(address))).toContain(`/verzoek/intrekken?t=${token}`);
    const ask = await html(fetch(`${site.url}/verzoek/intrekken?t=${token}`));
    expect(ask).toContain('Wilt u dit intrekken?');
    expect(site.poort.of(kenmerk)).toHaveLength(1);
    const answer = await post(`${site.url}/verzoek/intrekken`, fieldsOf(ask));
    expect(answer.status).toBe(303);
    expect(site.poort.of(kenmerk)[1]).toMatchObject({
      bedoeling: 'intrekken',
      bewezen: [kenmerk],
      inhoud: {},
    });
    const page = await html(fetch(address));
    expect(page).toContain('Ingetrokken');
    expect(page).not.toContain('/verzoek/intrekken');
    const again = await fetch(`${site.url}/verzoek/intrekken?t=${token}`, { redirect: 'manual' });
    expect(again.status).toBe(303);
  });
});

describe('the other pages', () => {
  it('lead to every service, and say where they are', async () => {
    const home = await html(fetch(site.url));
    expect(home).toContain('href="/formulier/melden-overlast"');
    expect(home).toContain('<title>Home – Gemeente Voorbeeldstad</title>');
    for (const [address, heading] of [
      ['/contact', 'Contact'],
      ['/toegankelijkheid', 'Toegankelijkheid'],
      ['/chat', 'Chat met ons'],
    ]) {
      const page = await html(fetch(site.url + address));
      expect(page).toContain(`>${heading}</h1>`);
      expect(page).toContain('<html lang="nl"');
      expect(page).toContain('href="#inhoud"');
    }
  });

  it('give the chat the token of the klant, and none that is forged', async () => {
    const { token } = await begin();
    expect(await html(fetch(`${site.url}/chat?t=${token}`))).toMatch(
      new RegExp(`<schakel-chat data-pagina="" data-token="${token}"`),
    );
    expect((await fetch(`${site.url}/chat?t=${token.slice(0, -1)}!`)).status).toBe(404);
  });

  it('have no inline script or style, as the policy wants', async () => {
    const { address } = await begin();
    for (const page of [site.url, address, `${site.url}/formulier/melden-overlast`, `${site.url}/chat`]) {
      const text = await html(fetch(page));
      expect(text).not.toMatch(/<script(?![^>]* src=)/);
      expect(text).not.toMatch(/ style="| on[a-z]+="|<style/);
    }
  });

  it('keep their assets for ever under a name of their content', async () => {
    const home = await html(fetch(site.url));
    for (const [pattern, type] of [
      [/\/assets\/website-[0-9a-f]{12}\.css/, 'text/css; charset=utf-8'],
      [/\/assets\/website-[0-9a-f]{12}\.js/, 'text/javascript; charset=utf-8'],
      [/\/assets\/icoon-[0-9a-f]{12}\.svg/, 'image/svg+xml'],
    ] as const) {
      const asset = await fetch(site.url + pattern.exec(home)?.[0]);
      expect(asset.status).toBe(200);
      expect(asset.headers.get('content-type')).toBe(type);
      expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
  });

  it('answer an unknown address with a page for people, and with none for programs', async () => {
    const page = await fetch(`${site.url}/bestaat/niet`, { headers: { Accept: 'text/html' } });
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('Deze pagina bestaat niet');
    const program = await fetch(`${site.url}/bestaat/niet`, { headers: { Accept: 'application/json' } });
    expect(await program.text()).not.toContain('Voorbeeldstad');
  });

  it('answer an address that is not well-formed with 400, and a failure of ours with 500 without details', async () => {
    const malformed = await new Promise<number | undefined>((resolve, reject) => {
      const { port } = new URL(site.url);
      request(
        { port, host: '127.0.0.1', path: '/formulier/%E0%A4%A', headers: { Accept: 'text/html' } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(malformed).toBe(400);
    const { token } = await begin();
    site.poort.leesfout = 'wachtwoord van de database';
    const failed = await fetch(`${site.url}/verzoek?t=${token}`, { headers: { Accept: 'text/html' } });
    site.poort.leesfout = undefined;
    expect(failed.status).toBe(500);
    const page = await failed.text();
    expect(page).toContain('Er ging iets mis');
    expect(page).not.toContain('wachtwoord');
  });
});
