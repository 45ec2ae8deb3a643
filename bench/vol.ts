import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { measureIntake } from './intake.ts';
import { startHelper } from './proces.ts';
import type { System } from './system.ts';
import type { Regel } from './tabel.ts';
import { withDatabase } from './verzoeken.ts';

/** Years of work: requests with their klant, address, conversation, messages, contact and closed task, by SQL. */
const fill = (aantal: number): string => `
  WITH n AS (SELECT g, uuidv7() AS partij, uuidv7() AS interactie, uuidv7() AS verzoek, uuidv7() AS bericht, uuidv7() AS contact FROM generate_series(1, ${aantal}) g),
  p AS (INSERT INTO partij (id, nummer, soort_partij, naam, bronorganisatie, aangemaakt_op) SELECT partij, 'KV' || g, 'persoon', 'Klant ' || g, '002564440', now() - g * interval '1 minute' FROM n),
  d AS (INSERT INTO digitaaladres (partij_id, soort_digitaal_adres, adres, zoekwaarde) SELECT partij, 'email', 'vol' || g || '@bench.example.org', 'vol' || g || '@bench.example.org' FROM n),
  i AS (INSERT INTO interactie (id, kenmerk, laatste_volgnummer, partij_id, aangemaakt_op) SELECT interactie, 'V-' || g, 2, partij, now() - g * interval '1 minute' FROM n),
  z AS (INSERT INTO verzoek (id, kenmerk, product, proces_versie, status, fase, gegevens, bronorganisatie, partij_id, geregistreerd_op, registratiedatum, afgesloten_op)
        SELECT verzoek, 'V-' || g, 'melden-overlast', 1, 'afgehandeld', 'afgehandeld', '{"soort":"afval"}', '002564440', partij, now(), now() - g * interval '1 minute', now() FROM n),
  iv AS (INSERT INTO interactie_verzoek SELECT interactie, verzoek FROM n),
  c AS (INSERT INTO conversatie (kanaal, conversatie, interactie_id, focus_verzoek_id, laatst_gebruikt_op) SELECT 'email', 'vol-' || g, interactie, verzoek, now() FROM n),
  b AS (INSERT INTO bericht (id, interactie_id, volgnummer, richting, kanaal, conversatie, extern_id, kenmerk, inhoud, ontvangen_op)
        SELECT bericht, interactie, 1, 'in', 'email', 'vol-' || g, 'vol-' || g, 'V-' || g, '{"tekst":"Er ligt afval."}', now() FROM n),
  k AS (INSERT INTO klantcontact (id, nummer, sleutel, kanaal, onderwerp, plaatsgevonden_op, interactie_id, bericht_id) SELECT contact, 'CV' || g, 'vol:' || g, 'email', 'melden-overlast', now(), interactie, bericht FROM n),
  t AS (INSERT INTO taak (sleutel, verzoek_id, interactie_id, soort, naam, vaardigheid, uiterlijk, status, aangemaakt_op) SELECT 'vol/' || g, verzoek, interactie, 'taak', 'beoordelen', 'openbare-ruimte', now(), 'klaar', now() FROM n)
  INSERT INTO bericht_verzoek SELECT bericht, verzoek FROM n`;

/** The same intakes with full registers and many open workflows: the cost may not grow with what lies there. */
export async function measureVol(
  system: System,
  leegPerSeconde: number,
  verzoeken = 100_000,
  workflows = 5_000,
): Promise<Regel[]> {
  await withDatabase(system, async (client) => {
    await client.query('ALTER TABLE taak DISABLE TRIGGER USER');
    await client.query(fill(verzoeken));
    await client.query('ALTER TABLE taak ENABLE TRIGGER USER');
    await client.query('ANALYZE');
  });
  const helper = await startHelper('kaal/worker.ts', { TEMPORAL_ADDRESS: system.addresses.temporal });
  const client = new Client({ connection: await Connection.connect({ address: system.addresses.temporal }) });
  const lanes = Array.from({ length: 50 }, async (_, lane) => {
    for (let n = lane; n < workflows; n += 50)
      await client.workflow.start('open', { taskQueue: 'bench-kaal', workflowId: `open-${randomUUID()}` });
  });
  await Promise.all(lanes);
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  helper.stop();
  const { perSeconde } = await measureIntake(system);
  await client.connection.close();
  const verhouding = perSeconde / leegPerSeconde;
  return [
    {
      naam: `hele intakes bij ${verzoeken} verzoeken en ${workflows} open workflows`,
      waarde: perSeconde,
      eenheid: '/s',
      basis: leegPerSeconde,
      verhouding,
      doel: 'verhouding >= 0,9',
      goed: verhouding >= 0.9,
    },
  ];
}
