import { readdir } from 'node:fs/promises';
import path from 'node:path';
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

const only = () => [...site.poort.berichten.values()].map(({ bericht }) => bericht);
const open = async (code: string): Promise<Record<string, string[]>> =>
  fieldsOf(await (await fetch(`${site.url}/formulier/${code}`)).text());
const overlast = {
  soort: 'afval',
  gevaarlijk: 'nee',
  locatie: 'Dorpsstraat 1',
  toelichting: 'Er ligt afval op de stoep.',
};

/** Files in the store, by their SHA-256. */
const stored = async (): Promise<string[]> =>
  (await readdir(site.documentenmap, { recursive: true }))
    .map((file) => path.basename(file))
    .filter((file) => /^[0-9a-f]{64}$/.test(file));

describe('files', () => {
  const file = (naam: string, inhoud: string | Buffer, type = 'text/plain'): File =>
    new File([new Uint8Array(Buffer.from(inhoud))], naam, { type });

  it('are stored at once, travel through the check as signed references, and can be taken away', async () => {
    const { formulierId } = await open('melden-overlast');
    const first = await post(`${site.url}/formulier/melden-overlast`, {
      formulierId,
      'formulier.actie': 'controleren',
      ...overlast,
      fotos: [file('stoep.txt', 'een stoep'), file('weg.txt', 'een weg')],
    });
    const fields = fieldsOf(await first.text());
    const tokens = fields['fotos.bewaard'] ?? [];
    expect(tokens).toHaveLength(2);
    const back = await post(`${site.url}/formulier/melden-overlast`, {
      ...fields,
      'formulier.actie': 'wijzigen',
    });
    expect(await back.text()).toContain('stoep.txt (1 kB)');
    await post(`${site.url}/formulier/melden-overlast`, {
      ...fields,
      'fotos.verwijder': tokens[1] ?? '',
      'formulier.actie': 'versturen',
    });
    expect(only()[0]?.bijlagen).toEqual([
      expect.objectContaining({ naam: 'stoep.txt', grootte: 9, mediatype: 'text/plain' }),
    ]);
    expect(only()[0]?.inhoud.gegevens?.fotos).toEqual(['stoep.txt']);
    expect(await stored()).toContain(only()[0]?.bijlagen[0]?.sha256);
  });

  it('of somebody else cannot be attached with a made-up or copied reference', async () => {
    const mine = await open('melden-overlast');
    const review = await post(`${site.url}/formulier/melden-overlast`, {
      ...mine,
      'formulier.actie': 'controleren',
      ...overlast,
      fotos: [file('geheim.txt', 'geheim')],
    });
    const [token = ''] = fieldsOf(await review.text())['fotos.bewaard'] ?? [];
    expect(token).not.toBe('');
    const { formulierId } = await open('melden-overlast');
    const [body, mac = ''] = token.split('.');
    const forged = [
      token,
      `${body}.${'a'.repeat(mac.length)}`,
      `${body}`,
      '.',
      `${Buffer.from('{}').toString('base64url')}.${mac}`,
    ];
    const answer = await post(`${site.url}/formulier/melden-overlast`, {
      formulierId,
      ...overlast,
      'fotos.bewaard': forged,
    });
    expect(answer.status).toBe(303);
    expect(only()[0]?.bijlagen).toEqual([]);
  });

  it('that are too large or too many are refused at their field, and the answers stay', async () => {
    const { formulierId } = await open('melden-overlast');
    const before = await stored();
    const large = await post(`${site.url}/formulier/melden-overlast`, {
      formulierId,
      fotos: [file('film.bin', Buffer.alloc(25 * 1024 * 1024 + 1), 'application/octet-stream')],
      ...overlast,
    });
    expect(large.status).toBe(400);
    const html = await large.text();
    expect(html).toContain('film.bin: Het bestand is groter dan 25 MB.');
    expect(html).toContain('value="Dorpsstraat 1"');
    expect(await stored()).toEqual(before);
    const many = await post(`${site.url}/formulier/melden-overlast`, {
      formulierId,
      ...overlast,
      fotos: Array.from({ length: 11 }, (_, index) => file(`${index}.txt`, `bestand ${index}`)),
    });
    expect(many.status).toBe(400);
    const page = await many.text();
    expect(page).toContain('U kunt hoogstens 10 bestanden toevoegen.');
    expect(fieldsOf(page)['fotos.bewaard']).toHaveLength(10);
    expect(only()).toHaveLength(0);
  });

  it('with a script in their name or inside do no harm', async () => {
    const { formulierId } = await open('melden-overlast');
    const named = await post(`${site.url}/formulier/melden-overlast`, {
      formulierId,
      'formulier.actie': 'controleren',
      ...overlast,
      fotos: [file('../../<img src=x onerror=alert(1)>.txt', 'tekst')],
    });
    const html = await named.text();
    expect(html).not.toMatch(/<img/);
    await post(`${site.url}/formulier/melden-overlast`, {
      ...fieldsOf(html),
      'formulier.actie': 'versturen',
    });
    expect(only()[0]?.bijlagen[0]?.naam).not.toMatch(/[<>/]|\.\./);
    const script = await post(`${site.url}/formulier/melden-overlast`, {
      formulierId,
      ...overlast,
      fotos: [file('pagina.html', '<script>1</script>', 'text/html')],
    });
    expect(script.status).toBe(400);
    expect(await script.text()).toContain('pagina.html: ');
  });
});
