import { mkdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../platform/config.ts';
import { createClient } from '../../platform/temporal/connection.ts';
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

test('every night the store of documents is cleaned, and the workflow tells what it found', async () => {
  const wees = 'c0ffee'.padEnd(64, '0');
  const vers = 'cafe'.padEnd(64, '0');
  const map = path.join(String(systeem.env.SCHAKEL_DATA), 'documenten');
  const maand = new Date(Date.now() - 30 * 24 * 3_600_000);
  for (const naam of [wees, vers]) {
    await mkdir(path.join(map, naam.slice(0, 2)), { recursive: true });
    await writeFile(path.join(map, naam.slice(0, 2), naam), 'x');
  }
  await utimes(path.join(map, 'c0', wees), maand, maand);
  await writeFile(path.join(map, 'onderweg', 'afgebroken'), 'x');
  await utimes(path.join(map, 'onderweg', 'afgebroken'), maand, maand);

  const client = await createClient(readConfig());
  const schema = client.schedule.getHandle(schemaId('inhoudopruiming', systeem.taskQueue));
  const { spec } = await schema.describe();
  expect(spec.calendars?.[0]?.hour).toEqual([{ start: 2, end: 2, step: 1 }]);
  await schema.trigger();
  const actie = await eventually('its workflow', async () => {
    const [eerste] = (await schema.describe()).info.recentActions;
    return eerste?.action.type === 'startWorkflow' ? eerste.action.workflow : undefined;
  });
  const workflow = client.workflow.getHandle(actie.workflowId, actie.firstExecutionRunId);
  expect(await workflow.result()).toEqual({ gezien: 2, gewist: 1, afgebroken: 1, beschadigd: 0 });
  await expect(stat(path.join(map, 'c0', wees))).rejects.toThrow('ENOENT');
  await stat(path.join(map, 'ca', vers));
  await schema.delete();
  await client.connection.close();
});
