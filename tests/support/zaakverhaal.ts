import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadProcessen } from '../../platform/processen.ts';
import { acceptBericht } from '../../registers/aanname/bericht.ts';
import { recordCorpus } from './historie.ts';
import { appBericht, mail } from './klant.ts';
import { completeTaak } from './medewerkerwerk.ts';
import { eventually, type Systeem } from './systeem.ts';
import { askRegister } from './zaakregister.ts';

/** The system under test, and the address of the register that holds its zaken. */
export interface Zaakopstelling {
  systeem: Systeem;
  registerUrl: string;
  stop(): Promise<void>;
}

interface Rij extends Record<string, unknown> {
  url: string;
}

/** One pixel: small, and of the type that its name says. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A melding of Noor Smit over the channel app. @returns its kenmerk */
export async function meldOverlast(systeem: Systeem, email: string): Promise<string> {
  const { body } = await appBericht(systeem, {
    externId: randomUUID(),
    conversatie: randomUUID(),
    afzender: { naam: 'Noor Smit', adressen: [{ soort: 'email', waarde: email }] },
    product: 'melden-overlast',
    voorkeurskanaal: 'email',
    inhoud: {
      gegevens: {
        soort: 'afval',
        gevaarlijk: false,
        locatie: { omschrijving: 'Markt 1' },
        toelichting: 'Een zak vuilnis.',
      },
    },
  });
  return String(body.kenmerk);
}

/** The first path and its zaak, wherever zaken stand. */
export function tellZaakverhaal(start: () => Promise<Zaakopstelling>): void {
  let systeem: Systeem;
  let opstelling: Zaakopstelling;
  beforeAll(async () => {
    opstelling = await start();
    systeem = opstelling.systeem;
  }, 60_000);
  afterAll(async () => {
    if (process.env.SCHAKEL_OPNEMEN) await recordCorpus(systeem.taskQueue, process.env.SCHAKEL_OPNEMEN);
    await opstelling.stop();
  });

  async function get<T>(pad: string): Promise<T> {
    const answer = await askRegister(pad.startsWith('http') ? pad : `${opstelling.registerUrl}${pad}`);
    expect(answer.status).toBe(200);
    return (await answer.json()) as T;
  }
  const zaakOf = (kenmerk: string) =>
    eventually(`zaak ${kenmerk}`, async () => {
      const { results } = await get<{ results: Rij[] }>(`/zaken/api/v1/zaken?identificatie=${kenmerk}`);
      return results[0];
    });
  const statusOf = async (kenmerk: string): Promise<unknown> => {
    const { status } = await zaakOf(kenmerk);
    if (!status) return undefined;
    const { statustype } = await get<{ statustype: string }>(String(status));
    return (await get<Rij>(statustype)).omschrijving;
  };

  const taakOf = (kenmerk: string) =>
    eventually(`an open task of ${kenmerk}`, () =>
      systeem.db
        .selectFrom('taak')
        .innerJoin('verzoek', 'verzoek.id', 'taak.verzoek_id')
        .selectAll('taak')
        .where('verzoek.kenmerk', '=', kenmerk)
        .where('taak.soort', '=', 'taak')
        .where('taak.status', '=', 'open')
        .executeTakeFirst(),
    );
  const ackOf = (email: string) =>
    eventually(`an acknowledgement to ${email}`, async () =>
      (await systeem.readPostbus(email)).find(({ onderwerp }) => /ontvangen/.test(onderwerp)),
    );

  it('opens it, follows it over a question, takes photos in, and closes it with the result', async () => {
    const klant = `zaak-${randomUUID().slice(0, 6)}@example.org`;
    const kenmerk = await meldOverlast(systeem, klant);
    const ack = await ackOf(klant);
    await eventually('the first status', async () => (await statusOf(kenmerk)) === 'Ontvangen');
    const zaak = await zaakOf(kenmerk);
    expect(zaak.omschrijving).toBe('Melden overlast');
    const { results: rollen } = await get<{ results: Rij[] }>(`/zaken/api/v1/rollen?zaak=${zaak.url}`);
    expect(rollen).toMatchObject([{ betrokkeneIdentificatie: { geslachtsnaam: 'Noor Smit' } }]);

    await completeTaak(systeem, await taakOf(kenmerk), { meerNodig: true, toelichting: 'Heeft u een foto?' });
    await eventually('it waits', async () => (await statusOf(kenmerk)) === 'Wacht op aanvulling');
    await mail(systeem, {
      van: klant,
      aan: ack.headers['reply-to']!.replace(/^.*<|>.*$/g, ''),
      onderwerp: 'Re',
      tekst: 'Hierbij de foto.',
      antwoordOp: ack.berichtId,
      bijlage: { naam: 'afval.png', inhoud: png },
    });
    await eventually('it goes on', async () => (await statusOf(kenmerk)) === 'In behandeling');
    // The register has it before our own page has.
    await eventually('the page of the klant', async () => {
      const page = await fetch(`${systeem.url}/verzoek?t=${/verzoek\?t=(\w+)/.exec(ack.tekst)![1]}`);
      return /Zaaknummer.*?S-.*?Status van de zaak.*?In behandeling/s.test(await page.text());
    });

    await completeTaak(systeem, await taakOf(kenmerk), {
      meerNodig: false,
      resultaat: 'niet-voor-ons',
      toelichting: 'De woningbouw ruimt het op.',
    });
    const closed = await eventually('the end', async () => {
      const now = await zaakOf(kenmerk);
      return now.einddatum ? now : undefined;
    });
    expect(await statusOf(kenmerk)).toBe('Afgehandeld');
    const resultaat = await get<Rij>(String(closed.resultaat));
    expect(resultaat.toelichting).toBe('De woningbouw ruimt het op.');
    expect((await get<Rij>(String(resultaat.resultaattype))).omschrijving).toBe('Niet voor ons');
    const documenten = await get<Rij[]>(`/zaken/api/v1/zaakinformatieobjecten?zaak=${zaak.url}`);
    expect(documenten).toHaveLength(1);
    const document = await get<Rij>(String(documenten[0]!.informatieobject));
    expect(document.titel).toBe('afval.png');
    const content = await askRegister(String(document.inhoud));
    expect(Buffer.from(await content.arrayBuffer()).equals(png)).toBe(true);

    const events = await systeem.db
      .selectFrom('gebeurtenis')
      .innerJoin('verzoek', 'verzoek.id', 'gebeurtenis.verzoek_id')
      .select('gebeurtenis.soort')
      .where('verzoek.kenmerk', '=', kenmerk)
      .where('gebeurtenis.soort', 'like', 'zaak-%')
      .orderBy('gebeurtenis.id')
      .execute();
    expect(events.map(({ soort }) => soort)).toEqual([
      'zaak-geopend',
      'zaak-status',
      'zaak-status',
      'zaak-gesloten',
    ]);
  });

  it('a withdrawn one is closed as such', async () => {
    const klant = `weg-${randomUUID().slice(0, 6)}@example.org`;
    const kenmerk = await meldOverlast(systeem, klant);
    await ackOf(klant);
    await acceptBericht(
      systeem.db,
      { processen: await loadProcessen(), bronorganisatie: '002564440' },
      {
        kanaal: 'webformulier',
        externId: randomUUID(),
        conversatie: randomUUID(),
        afzender: { adressen: [] },
        inhoud: {},
        bedoeling: 'intrekken',
        bewezen: [kenmerk],
        genoemd: [],
        bijlagen: [],
        automatisch: false,
        ontvangenOp: new Date().toISOString(),
      },
    );
    const closed = await eventually('the end', async () => {
      const now = await zaakOf(kenmerk);
      return now.einddatum ? now : undefined;
    });
    const resultaat = await get<Rij>(String(closed.resultaat));
    expect((await get<Rij>(String(resultaat.resultaattype))).omschrijving).toBe('Ingetrokken');
  });
}
