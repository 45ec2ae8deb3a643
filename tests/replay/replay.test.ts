import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { expect, it } from 'vitest';
import { readConfig } from '../../platform/config.ts';
import { createDataConverter } from '../../platform/temporal/converter.ts';
import { bundleWorkflows } from '../../worker/bundle.ts';

const folder = path.join(import.meta.dirname, 'histories');

it('every stored history still leads to the same commands: running requests survive this release', async () => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  async function* histories() {
    for (const file of files) {
      const json = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as unknown;
      yield { workflowId: file, history: historyFromJSON(json) };
    }
  }
  const failed: string[] = [];
  let replayed = 0;
  const results = Worker.runReplayHistories(
    { workflowBundle: await bundleWorkflows(), dataConverter: createDataConverter(readConfig({})) },
    histories(),
  );
  for await (const { workflowId, error } of results) {
    replayed += 1;
    if (error) failed.push(`${workflowId}: ${error.message}`);
  }
  expect(failed).toEqual([]);
  expect(replayed).toBeGreaterThanOrEqual(8);
});
