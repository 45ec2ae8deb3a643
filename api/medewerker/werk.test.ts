import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bezoeker, type Medewerkerserver, startMedewerker } from '../../tests/support/medewerker.ts';
import {
  kenmerk,
  makeBericht,
  makeInteractie,
  makeTaak,
  makeVerzoek,
  type Zaakje,
} from '../../tests/support/werk.ts';
import type { VerzoekDetail, WerkDetail, Werklijst } from './contract.ts';

let server: Medewerkerserver;
let anna: Bezoeker;
let bram: Bezoeker;
let zaakje: Zaakje;

const signedIn = async (sub: string): Promise<Bezoeker> => {
  const person = new Bezoeker(server.url);
  await person.signIn(sub);
  return person;
};
const db = () => server.database.db;

beforeAll(async () => {
  server = await startMedewerker();
  [anna, bram] = [await signedIn('anna'), await signedIn('bram')];
});
afterAll(() => server.stop());
beforeEach(async () => {
  await db().deleteFrom('taak').execute();
  zaakje = await makeVerzoek(db(), server.klok.nu);
});

describe('a medewerker at work', () => {
  it('takes the next work, sees all about it, answers and finishes', async () => {
    const { klok } = server;
    const other = await makeVerzoek(db(), klok.nu, { partijId: zaakje.partijId });
    await makeBericht(db(), zaakje, 'in', 'chat', 'Het ligt er nog', new Date(klok.nu.getTime() + 1));
    const id = await makeTaak(db(), zaakje, klok.nu);

    const list = (await (await bram.api('GET', 'werk')).json()) as Werklijst;
    expect(list.werk).toMatchObject([
      { id, dienst: 'Melden overlast', titel: 'Beoordelen', bezit: 'niemand', teLaat: false },
    ]);
    expect(list.drukte).toMatchObject({ wachtend: 1, teLaat: 0 });
    expect(await (await anna.api('GET', 'werk')).json()).toMatchObject({ werk: [] });

    expect(await (await bram.api('POST', 'werk/volgende', {})).json()).toMatchObject({ id, bezit: 'u' });
    const detail = (await (await bram.api('GET', `werk/${id}`)).json()) as WerkDetail;
    expect(detail.vragen.map(({ naam }) => naam)).toEqual(['meerNodig', 'resultaat', 'toelichting']);
    expect(detail.verzoek?.antwoorden).toContainEqual({ vraag: 'Waar is het?', antwoord: 'Kerkstraat 12' });
    expect(detail.verzoek?.antwoorden).toContainEqual({
      vraag: 'Waar gaat uw melding over?',
      antwoord: 'Afval op straat',
    });
    expect(detail.klant).toMatchObject({
      naam: 'Sanne Jansen',
      andereVerzoeken: [{ kenmerk: other.kenmerk }],
    });
    expect(detail.tijdlijn).toMatchObject([
      { regel: 'bericht', kanaal: { code: 'webformulier' }, tekst: 'De klant vulde het formulier in.' },
      { regel: 'gebeurtenis', wie: 'Bram Bakker' },
      { regel: 'bericht', kanaal: { code: 'chat' }, tekst: 'Het ligt er nog' },
    ]);

    const antwoord = { id: crypto.randomUUID(), tekst: '<script>alert(1)</script> Wij komen morgen.' };
    expect((await bram.api('POST', `werk/${id}/antwoord`, antwoord)).status).toBe(201);
    expect((await bram.api('POST', `werk/${id}/antwoord`, antwoord)).status).toBe(200);

    const wrong = await bram.api('POST', `werk/${id}/afronden`, {
      resultaat: { meerNodig: false, resultaat: 'weg', extra: 1 },
    });
    expect(wrong.status).toBe(400);
    expect(((await wrong.json()) as { invalidParams: { name: string }[] }).invalidParams).toEqual([
      { name: 'resultaat.extra', code: 'unknown', reason: 'Dit veld hoort niet bij deze taak.' },
      { name: 'resultaat.resultaat', code: 'invalid_value', reason: 'Kies een van de antwoorden.' },
    ]);
    const outcome = { resultaat: { meerNodig: false, resultaat: 'opgelost' } };
    expect(await (await bram.api('POST', `werk/${id}/afronden`, outcome)).json()).toMatchObject({
      status: 'klaar',
    });
    expect((await bram.api('POST', `werk/${id}/afronden`, outcome)).status).toBe(200);
    expect((await bram.api('POST', 'werk/volgende', {})).status).toBe(204);
  });

  it('hears who has it, and lets go again', async () => {
    const id = await makeTaak(db(), zaakje, server.klok.nu, { vaardigheid: 'klantcontact' });
    const second = await signedIn('anna');
    await anna.api('POST', `werk/${id}/neem`);
    // The same person on two screens is one person.
    expect((await second.api('POST', `werk/${id}/neem`)).status).toBe(200);
    await db().updateTable('taak').set({ medewerker: 'ffff' }).where('id', '=', id).execute();
    await db()
      .insertInto('medewerker')
      .values({ pseudoniem: 'ffff', naam: 'Dirk Dekker', ingelogd_op: server.klok.nu })
      .execute();
    const refused = await anna.api('POST', `werk/${id}/neem`);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      code: 'bezet',
      detail: 'Dirk Dekker is hier al mee bezig.',
    });
    expect((await anna.api('POST', `werk/${id}/teruggeven`)).status).toBe(409);
    expect(
      (await anna.api('POST', `werk/${id}/antwoord`, { id: crypto.randomUUID(), tekst: 'x' })).status,
    ).toBe(409);
    await db().updateTable('taak').set({ status: 'open', medewerker: null }).where('id', '=', id).execute();
    expect(await (await anna.api('POST', `werk/${id}/afronden`, {})).json()).toMatchObject({
      code: 'invalid',
    });
  });

  it('needs the skill to take work, not to look at it', async () => {
    const id = await makeTaak(db(), zaakje, server.klok.nu);
    expect((await anna.api('POST', `werk/${id}/neem`)).status).toBe(403);
    expect((await anna.api('POST', 'werk/volgende', { vaardigheid: 'openbare-ruimte' })).status).toBe(403);
    expect((await anna.api('GET', `werk/${id}`)).status).toBe(200);
  });

  it('finishes a chat without a form', async () => {
    const nummer = kenmerk();
    const interactieId = await makeInteractie(db(), nummer, server.klok.nu, 'chat');
    const id = await makeTaak(db(), { kenmerk: nummer, interactieId }, server.klok.nu, {
      soort: 'gesprek',
      naam: 'gesprek',
      vaardigheid: 'klantcontact',
    });
    await anna.api('POST', `werk/${id}/neem`);
    const detail = (await (await anna.api('GET', `werk/${id}`)).json()) as WerkDetail;
    expect(detail).toMatchObject({ vragen: [], verzoek: null, werk: { kenmerk: nummer, bezit: 'u' } });
    expect((await anna.api('POST', `werk/${id}/afronden`, { resultaat: { bsn: '1' } })).status).toBe(400);
    expect((await anna.api('POST', `werk/${id}/afronden`)).status).toBe(200);
  });

  it('logs whose data were read, by whom and why', async () => {
    const id = await makeTaak(db(), zaakje, server.klok.nu);
    await db().deleteFrom('verwerking').execute();
    await bram.api('GET', `werk/${id}`);
    const rows = await db().selectFrom('verwerking').selectAll().execute();
    expect(rows.map(({ gegevens }) => gegevens)).toEqual(['verzoek', 'klantgegevens', 'tijdlijn']);
    for (const row of rows) {
      expect(row).toMatchObject({ betrokkenen: [zaakje.partijId], aanleiding: `taak:${id}` });
      expect(row.actor).toMatch(/^medewerker:[0-9a-f]{16}$/);
    }
  });
});

describe('finding by kenmerk', () => {
  it('finds a verzoek as somebody types it, and says what is wrong with a typing error', async () => {
    const typed = zaakje.kenmerk.toLowerCase().replaceAll('-', ' ');
    const found = await bram.api('GET', `verzoeken?kenmerk=${encodeURIComponent(typed)}`);
    expect(await found.json()).toMatchObject({
      resultaten: [{ kenmerk: zaakje.kenmerk, status: 'Ontvangen' }],
    });
    const detail = (await (await bram.api('GET', `verzoeken/${zaakje.kenmerk}`)).json()) as VerzoekDetail;
    expect(detail).toMatchObject({ verzoek: { dienst: 'Melden overlast' }, werk: [] });

    for (const bad of ["S-0000-0000-1' OR '1'='1", 'x', '%', '']) {
      const refused = await bram.api('GET', `verzoeken?kenmerk=${encodeURIComponent(bad)}`);
      expect(refused.status, bad).toBe(400);
      expect(await refused.json()).toMatchObject({ invalidParams: [{ name: 'kenmerk' }] });
    }
    expect(await (await bram.api('GET', `verzoeken?kenmerk=${kenmerk()}`)).json()).toEqual({
      resultaten: [],
    });
    expect((await bram.api('GET', `verzoeken/${kenmerk()}`)).status).toBe(404);
  });
});

describe('attachments', () => {
  it('come as a harmless download', async () => {
    const berichtId = await makeBericht(db(), zaakje, 'in', 'email', 'zie foto', server.klok.nu);
    const ref = await server.documenten.store(
      Readable.from([Buffer.from('hallo wereld')]),
      { naam: 'een "rare"\r\nnaam é.txt', mediatype: 'text/plain' },
      1000,
    );
    const { id } = await db()
      .insertInto('bijlage')
      .values({ bericht_id: berichtId, volgorde: 1, ...ref })
      .returning('id')
      .executeTakeFirstOrThrow();
    const response = await bram.api('GET', `bijlagen/${id}`);
    expect(await response.text()).toBe('hallo wereld');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename=.*filename\*=UTF-8''/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect((await new Bezoeker(server.url).api('GET', `bijlagen/${id}`)).status).toBe(401);
    expect((await bram.api('GET', `bijlagen/${crypto.randomUUID()}`)).status).toBe(404);
    expect((await bram.api('GET', 'bijlagen/..%2f..%2fetc%2fpasswd')).status).toBe(404);
  });
});

describe('what is refused', () => {
  it('everything without a session', async () => {
    const stranger = new Bezoeker(server.url);
    const id = await makeTaak(db(), zaakje, server.klok.nu);
    for (const [method, address] of [
      ['GET', 'ik'],
      ['GET', 'werk'],
      ['POST', 'werk/volgende'],
      ['GET', `werk/${id}`],
      ['POST', `werk/${id}/neem`],
      ['POST', `werk/${id}/afronden`],
      ['GET', `verzoeken/${zaakje.kenmerk}`],
      ['GET', 'stroom'],
      ['PUT', 'aanwezig'],
    ] as const) {
      const refused = await stranger.api(method, address);
      expect(refused.status, `${method} ${address}`).toBe(401);
      expect(refused.headers.get('content-type')).toContain('application/problem+json');
    }
    expect(stranger.cookieNames).toEqual([]);
  });

  it('writes that do not come from our own page', async () => {
    const id = await makeTaak(db(), zaakje, server.klok.nu);
    const post = (headers: Record<string, string>) =>
      bram.request(`/medewerker/api/werk/${id}/neem`, { method: 'POST', headers });
    const evil = { origin: 'https://evil.example', 'x-schakel': 'medewerker' };
    for (const headers of [{}, { origin: server.url }, { 'x-schakel': 'medewerker' }, evil])
      expect(await (await post(headers as Record<string, string>)).json()).toMatchObject({
        code: 'csrf_failed',
      });
    expect((await post({ origin: server.url, 'x-schakel': 'medewerker' })).status).toBe(200);
  });

  it('input of the wrong kind, with the field that is wrong', async () => {
    const id = await makeTaak(db(), zaakje, server.klok.nu);
    await bram.api('POST', `werk/${id}/neem`);
    const bad = await bram.api('POST', `werk/${id}/antwoord`, { id: 'x', tekst: '  ' });
    expect(
      ((await bad.json()) as { invalidParams: { name: string }[] }).invalidParams.map(({ name }) => name),
    ).toEqual(['id', 'tekst']);
    expect((await bram.api('GET', "werk/1' OR 1=1--")).status).toBe(404);
    expect((await bram.api('GET', "werk?vaardigheid=x') OR ('1'='1")).status).toBe(400);
    expect((await bram.api('GET', 'werk?status=alles')).status).toBe(400);
    expect((await bram.api('PUT', 'aanwezig', { aanwezig: true, kanalen: ['fax'] })).status).toBe(400);
    expect((await bram.api('GET', 'niets')).status).toBe(404);
    const broken = await bram.request('/medewerker/api/werk/volgende', {
      method: 'POST',
      headers: { origin: server.url, 'x-schakel': 'medewerker', 'content-type': 'application/json' },
      body: '{',
    });
    expect(await broken.json()).toMatchObject({ code: 'parse_error' });
    expect(
      await db().selectFrom('bericht').select('id').where('soort', '=', 'antwoord').execute(),
    ).toHaveLength(1);
  });
});

describe('the live list', () => {
  it('says within a second that work came in', async () => {
    const response = await bram.api('GET', 'stroom');
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (wanted: string): Promise<void> => {
      const limit = Date.now() + 5_000;
      while (!text.includes(wanted)) {
        if (Date.now() > limit) throw new Error(`no ${wanted} in ${text}`);
        text += (await reader.read()).value ?? '';
      }
    };
    await until('verbonden');
    await new Promise((resolve) => setTimeout(resolve, 300));
    text = '';
    const before = Date.now();
    await makeTaak(db(), zaakje, server.klok.nu);
    await until('event: werk');
    expect(Date.now() - before).toBeLessThan(1_000);
    await reader.cancel();
  });

  it('keeps who is present', async () => {
    expect(await (await anna.api('PUT', 'aanwezig', { aanwezig: true })).json()).toEqual({ aanwezig: true });
    expect(await (await anna.api('GET', 'ik')).json()).toMatchObject({ aanwezig: true });
    await anna.api('PUT', 'aanwezig', { aanwezig: false });
    expect(await (await anna.api('GET', 'ik')).json()).toMatchObject({ aanwezig: false });
  });
});
