import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AnyProces } from '../../domein/proces.ts';
import { loadProcessen } from '../../platform/processen.ts';
import { alleSoorten } from '../../tests/support/alle-soorten.ts';
import { fieldsOf, post, startWebsite, type Testwebsite } from '../../tests/support/website.ts';

let site: Testwebsite;
beforeAll(async () => {
  const processen = await loadProcessen();
  processen.set(alleSoorten.code, alleSoorten);
  processen.set('alleen-balie', { ...alleSoorten, code: 'alleen-balie', kanalen: ['balie'] } as AnyProces);
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

describe('what is hostile stays text', () => {
  it('shows markup and SQL as they were typed', async () => {
    const { formulierId } = await open('melden-overlast');
    const toelichting = `"><script>alert(1)</script>'; DROP TABLE verzoek; --\u0000\u0007`;
    const answer = await post(`${site.url}/formulier/melden-overlast`, {
      formulierId,
      'formulier.actie': 'controleren',
      ...overlast,
      toelichting,
    });
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    await post(`${site.url}/formulier/melden-overlast`, {
      ...fieldsOf(html),
      'formulier.actie': 'versturen',
    });
    expect(only()[0]?.inhoud.gegevens?.toelichting).toBe(
      `"><script>alert(1)</script>'; DROP TABLE verzoek; --`,
    );
  });

  it('takes no post from another site', async () => {
    const { formulierId } = await open('melden-overlast');
    const foreign: Record<string, string>[] = [
      { Origin: 'https://kwaad.test' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' },
    ];
    for (const headers of foreign) {
      const answer = await post(
        `${site.url}/formulier/melden-overlast`,
        { formulierId, ...overlast },
        headers,
      );
      expect(answer.status).toBe(403);
    }
    expect(only()).toHaveLength(0);
    const own = await post(
      `${site.url}/formulier/melden-overlast`,
      { formulierId, ...overlast },
      { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' },
    );
    expect(own.status).toBe(303);
  });

  it('answers a body that is no form with a page', async () => {
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
    for (const init of [
      { headers, body: '--x\r\nContent-Disposition: form-data; name="soort"\r\n\r\nafv' },
      { headers: { 'Content-Type': 'application/json' }, body: '{}' },
    ]) {
      const answer = await fetch(`${site.url}/formulier/melden-overlast`, { method: 'POST', ...init });
      expect(answer.status).toBe(400);
      expect(await answer.text()).toContain('Wij kunnen dit niet lezen');
    }
    expect(only()).toHaveLength(0);
  });

  it('says so when a form does not exist, or is not open here', async () => {
    for (const code of ['bestaat-niet', 'alleen-balie', '__proto__']) {
      const page = await fetch(`${site.url}/formulier/${code}`);
      expect(page.status).toBe(404);
      const posted = await post(`${site.url}/formulier/${code}`, { formulierId: crypto.randomUUID() });
      expect(posted.status).toBe(404);
    }
    const list = await (await fetch(`${site.url}/formulier`)).text();
    expect(list).toContain('/formulier/alle-soorten');
    expect(list).not.toContain('alleen-balie');
  });
});

it('sends every page with headers that let nothing foreign in and no address out', async () => {
  for (const address of [
    '/formulier',
    '/formulier/melden-overlast',
    '/formulier/bestaat-niet',
    '/formulier/melden-overlast/verzonden?t=x',
  ]) {
    const { headers } = await fetch(site.url + address);
    const csp = headers.get('content-security-policy') ?? '';
    expect(csp).toContain("default-src 'none'");
    expect(csp).toContain("script-src 'self';");
    expect(csp).not.toContain('unsafe');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});
