import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { openLoop, summarise } from './last.ts';
import { startHelper } from './proces.ts';
import type { System } from './system.ts';
import type { Regel } from './tabel.ts';
import { melding, sendMelding, waitForCount, withDatabase } from './verzoeken.ts';

const batch = 400;
const acknowledged = (since: string): string =>
  `SELECT count(*) AS n FROM bericht WHERE soort = 'ontvangstbevestiging' AND status IN ('verzonden', 'afgeleverd') AND ontvangen_op >= '${since}'`;

/** Raw no-op workflows a second, on the same Temporal with the same worker settings. */
export async function measureLeeg(client: Client): Promise<number> {
  const started = performance.now();
  const lanes = Array.from({ length: 50 }, async (_, lane) => {
    for (let n = lane; n < batch; n += 50)
      await client.workflow.execute('leeg', { taskQueue: 'bench-kaal', workflowId: randomUUID() });
  });
  await Promise.all(lanes);
  return batch / ((performance.now() - started) / 1000);
}

/** Whole intakes a second: message in, klant recognised, contact and verzoek registered, acknowledgement handed over. */
export async function measureIntakes(system: System): Promise<number> {
  return withDatabase(system, async (client) => {
    const since = new Date().toISOString();
    const started = performance.now();
    const sending = openLoop(400, batch, () => sendMelding(system));
    await waitForCount(client, acknowledged(since), batch, 300_000);
    await sending;
    return batch / ((performance.now() - started) / 1000);
  });
}

/** Rates in turns, their ratio, and the workflow tasks that one intake takes until its work is open. */
export async function measureIntake(
  system: System,
  rounds = 3,
): Promise<{ regels: Regel[]; perSeconde: number }> {
  const helper = await startHelper('kaal/worker.ts', { TEMPORAL_ADDRESS: system.addresses.temporal });
  const client = new Client({ connection: await Connection.connect({ address: system.addresses.temporal }) });
  await measureLeeg(client);
  await measureIntakes(system);
  const ratios: number[] = [];
  const rates: number[] = [];
  const bases: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const base = await measureLeeg(client);
    const rate = await measureIntakes(system);
    bases.push(base);
    rates.push(rate);
    ratios.push(rate / base);
  }
  const tasks = await countTasks(system, client);
  helper.stop();
  await client.connection.close();
  const verhouding = summarise(ratios).p50;
  const perSeconde = summarise(rates).p50;
  return {
    perSeconde,
    regels: [
      {
        naam: 'hele intakes',
        waarde: perSeconde,
        eenheid: '/s',
        basis: summarise(bases).p50,
        verhouding,
        doel: 'verhouding >= 0,45',
        goed: verhouding >= 0.45,
      },
      { naam: 'workflow tasks per intake', waarde: tasks, eenheid: '', doel: '<= 2', goed: tasks <= 2 },
    ],
  };
}

async function countTasks(system: System, client: Client): Promise<number> {
  const body = melding();
  await sendMelding(system, body);
  return withDatabase(system, async (database) => {
    const find = `SELECT z.kenmerk FROM taak t JOIN verzoek z ON z.id = t.verzoek_id JOIN bericht b ON b.kenmerk = z.kenmerk WHERE b.extern_id = '${body.externId}'`;
    await waitForCount(database, `SELECT count(*) AS n FROM (${find}) x`, 1, 60_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { kenmerk } = (await database.query(find)).rows[0] as { kenmerk: string };
    const { events } = await client.workflow.getHandle(`verzoek:${kenmerk}`).fetchHistory();
    return (events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes).length;
  });
}

/** From message to acknowledgement at a steady ten a second: from the planned sending to the hand-over. */
export async function measureBevestiging(system: System, seconds: number): Promise<Regel[]> {
  return withDatabase(system, async (client) => {
    const since = new Date().toISOString();
    const sent = new Map<string, number>();
    await openLoop(10, seconds * 10, () => {
      const body = melding();
      sent.set(body.externId, Date.now());
      return sendMelding(system, body);
    });
    await waitForCount(client, acknowledged(since), sent.size, 120_000);
    const { rows } = await client.query<{ extern_id: string; verzonden_op: Date }>(
      `SELECT i.extern_id, u.verzonden_op FROM bericht i JOIN bericht u ON u.kenmerk = i.kenmerk AND u.soort = 'ontvangstbevestiging'
       WHERE i.extern_id = ANY ($1)`,
      [[...sent.keys()]],
    );
    const { p50, p95 } = summarise(
      rows.map((row) => row.verzonden_op.getTime() - (sent.get(row.extern_id) ?? 0)),
    );
    return [
      { naam: 'bericht tot bevestiging p50 bij 10/s', waarde: p50, eenheid: 'ms', doel: '', goed: true },
      {
        naam: 'bericht tot bevestiging p95 bij 10/s',
        waarde: p95,
        eenheid: 'ms',
        doel: '< 1000 ms',
        goed: p95 < 1000,
      },
    ];
  });
}
