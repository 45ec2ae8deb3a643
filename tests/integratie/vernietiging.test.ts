import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../platform/config.ts';
import { createClient } from '../../platform/temporal/connection.ts';
import { beslis, leesLijst, leesLijsten } from '../../registers/archief/lijst.ts';
import { schemaId } from '../../worker/schemas.ts';
import { recordCorpus } from '../support/historie.ts';
import { eventually, type Systeem, startSysteem } from '../support/systeem.ts';

let systeem: Systeem;
beforeAll(async () => {
  systeem = await startSysteem();
});
afterAll(async () => {
  if (process.env.SCHAKEL_OPNEMEN) await recordCorpus(systeem.taskQueue, process.env.SCHAKEL_OPNEMEN);
  await systeem.stop();
});

/** A closed zaak that might have gone long ago. */
async function maakZaak(identificatie: string): Promise<void> {
  await sql`
    WITH c AS (INSERT INTO catalogus (domein, rsin, gegevens) VALUES ('ABCDE', '002564440', '{}') RETURNING uuid),
    t AS (INSERT INTO zaaktype (catalogus, concept, begin_geldigheid, gegevens, identificatie, vertrouwelijkheid)
      SELECT uuid, false, '2019-01-01', '{"omschrijving": "Evenement"}', 'EVENEMENT', 1 FROM c RETURNING uuid),
    r AS (INSERT INTO resultaattype (zaaktype, omschrijving, gegevens) SELECT uuid, 'Verleend', '{}' FROM t RETURNING uuid),
    z AS (INSERT INTO zaak (identificatie, bronorganisatie, zaaktype, vertrouwelijkheid, registratiedatum, startdatum, einddatum,
        archiefnominatie, archiefstatus, archiefactiedatum, gegevens)
      SELECT ${identificatie}, '002564440', uuid, 1, '2019-01-01', '2019-01-01', '2019-03-15', 'vernietigen', 'nog_te_archiveren',
        '2024-03-15', '{"omschrijving": "Straatfeest", "relevanteAndereZaken": []}' FROM t RETURNING uuid)
    INSERT INTO resultaat (zaak, resultaattype, gegevens) SELECT z.uuid, r.uuid, '{}' FROM z, r`.execute(
    systeem.db,
  );
}

test('the nightly schedule proposes, a person approves, the workflow destroys and leaves a verklaring', async () => {
  await maakZaak('ZAAK-OUD');
  const client = await createClient(readConfig());
  const schema = client.schedule.getHandle(schemaId('archiefvoorstel', systeem.taskQueue));
  const { spec } = await schema.describe();
  expect(spec.calendars?.[0]?.hour).toEqual([{ start: 3, end: 3, step: 1 }]);
  expect(spec.timezone).toBe('Europe/Amsterdam');
  await schema.trigger();
  const lijst = await eventually('a list', async () => (await leesLijsten(systeem.db))[0], 20_000);
  expect(lijst).toMatchObject({ soort: 'vernietigen', status: 'voorgesteld', zaken: 1 });
  const workflow = client.workflow.getHandle(`vernietiging:${lijst.id}`);
  await eventually(
    'its workflow',
    async () => (await workflow.describe().catch(() => undefined))?.status.name === 'RUNNING',
  );

  const besluit = { besluit: 'goedkeuren' as const, toelichting: 'Nagekeken.', afgehaald: [] };
  const wie = { door: 'm-dina', naam: 'Dina Dekker' };
  expect(await beslis(systeem.db, lijst.id, besluit, wie, new Date())).toBe('ok');
  const { verklaring } = await eventually('the verklaring', async () => {
    const detail = await leesLijst(systeem.db, lijst.id);
    return detail?.verklaring ? detail : undefined;
  });
  expect(verklaring).toMatchObject({
    goedgekeurdDoor: 'Dina Dekker',
    totalen: { zaken: 1 },
    zaken: [{ identificatie: 'ZAAK-OUD' }],
  });
  expect((await sql`SELECT 1 FROM zaak`.execute(systeem.db)).rows).toEqual([]);
  await workflow.result();

  for (const tekst of ['ZAAK-OUD', 'Straatfeest', 'Dina'])
    expect(systeem.logLines().join('\n')).not.toContain(tekst);
  await schema.delete();
  await client.connection.close();
});
