import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { demoClient } from '../../api/zgw/zgw.ts';
import { eventually, startSysteem } from '../support/systeem.ts';
import { type Registerproef, startRegister } from '../support/zaakregister.ts';
import { meldOverlast, tellZaakverhaal, type Zaakopstelling } from '../support/zaakverhaal.ts';

describe('a melding with its zaak in another system, reached as an Open Zaak is', () => {
  let opstelling: Zaakopstelling;
  let register: Registerproef;

  const taakOf = (kenmerk: string) =>
    eventually('the task', () =>
      opstelling.systeem.db
        .selectFrom('taak')
        .innerJoin('verzoek', 'verzoek.id', 'taak.verzoek_id')
        .select('taak.id')
        .where('kenmerk', '=', kenmerk)
        .executeTakeFirst(),
    );
  const zaakEventsOf = async (kenmerk: string) =>
    opstelling.systeem.db
      .selectFrom('gebeurtenis')
      .innerJoin('verzoek', 'verzoek.id', 'gebeurtenis.verzoek_id')
      .select(['soort', 'gebeurtenis.gegevens'])
      .where('kenmerk', '=', kenmerk)
      .where('soort', 'like', 'zaak-%')
      .orderBy('gebeurtenis.id')
      .execute();
  const opened = (kenmerk: string) =>
    eventually(
      'the zaak',
      async () => (await zaakEventsOf(kenmerk)).some(({ soort }) => soort === 'zaak-geopend'),
      20_000,
    );

  // First: once found, a zaaktype is remembered for a minute.
  it('without the zaaktype: the medewerker has the work, the dossier says what is missing, and a mended catalogus is enough', async () => {
    const { db } = register.database;
    await sql`UPDATE zaaktype SET identificatie = 'nog-te-maken' WHERE identificatie = 'melden-overlast'`.execute(
      db,
    );
    const kenmerk = await meldOverlast(opstelling.systeem, `type-${randomUUID().slice(0, 6)}@example.org`);
    await taakOf(kenmerk);
    const [event] = await eventually('the refusal in the dossier', async () => {
      const events = await zaakEventsOf(kenmerk);
      return events.length > 0 ? events : undefined;
    });
    expect(event).toEqual({ soort: 'zaak-wacht', gegevens: { veld: 'zaaktype', code: 'onbekend' } });
    const told = opstelling.systeem.logLines().find((line) => line.includes('the zaakregister refuses'));
    expect(JSON.parse(told!)).toMatchObject({ veld: 'zaaktype', code: 'onbekend' });
    await sql`UPDATE zaaktype SET identificatie = 'melden-overlast' WHERE identificatie = 'nog-te-maken'`.execute(
      db,
    );
    await opened(kenmerk);
  });

  it('that is away: the klant is acknowledged, the medewerker has the work, and the zaak follows', async () => {
    register.poortwachter.werk = (_req, res) => void res.status(503).end();
    const klant = `weg-${randomUUID().slice(0, 6)}@example.org`;
    const kenmerk = await meldOverlast(opstelling.systeem, klant);
    await taakOf(kenmerk);
    await eventually(
      'the acknowledgement',
      async () => (await opstelling.systeem.readPostbus(klant)).length > 0,
    );
    expect(await zaakEventsOf(kenmerk)).toEqual([]);
    register.poortwachter.werk = undefined;
    await opened(kenmerk);
  });

  tellZaakverhaal(async () => {
    register = await startRegister();
    const systeem = await startSysteem({
      ZGW_URL: register.url,
      ZGW_CLIENT_ID: demoClient.clientId,
      ZGW_SECRET: demoClient.geheim,
    });
    const stop = async (): Promise<void> => {
      await systeem.stop();
      await register.stop();
    };
    opstelling = { systeem, registerUrl: register.url, stop };
    return opstelling;
  });

  it('leaves nothing of zaken or their catalogus in our own tables', async () => {
    const { rows } = await sql`
      SELECT uuid FROM zaak UNION ALL SELECT uuid FROM zaaktype UNION ALL SELECT uuid FROM enkelvoudiginformatieobject`.execute(
      opstelling.systeem.db,
    );
    expect(rows).toEqual([]);
  });
});
