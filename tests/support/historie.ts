import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { readConfig } from '../../platform/config.ts';
import { createClient } from '../../platform/temporal/connection.ts';

const corpus = path.join(import.meta.dirname, '../replay/histories');

/** One workflow as the server kept it. */
export interface Opname {
  workflowId: string;
  type: string;
  /** JSON as the Web UI downloads it. */
  json: string;
}

/** The histories of all workflows of one system. */
export async function readHistories(taskQueue: string): Promise<Opname[]> {
  const client = await createClient(readConfig());
  const histories: Opname[] = [];
  for await (const { workflowId, runId, type } of client.workflow.list({
    query: `TaskQueue = '${taskQueue}'`,
  })) {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    histories.push({ workflowId, type, json: historyToJSON(history) });
  }
  await client.connection.close();
  return histories;
}

/**
 * Stores the longest histories of each type for the replay test: they have activities and timers after each waiting point,
 * which is what makes replay see a changed command.
 */
export async function recordCorpus(taskQueue: string, label: string, perType = 4): Promise<void> {
  await mkdir(corpus, { recursive: true });
  const byType = new Map<string, Opname[]>();
  for (const opname of await readHistories(taskQueue))
    byType.set(opname.type, [...(byType.get(opname.type) ?? []), opname]);
  for (const [type, opnames] of byType) {
    const longest = opnames.sort((a, b) => b.json.length - a.json.length).slice(0, perType);
    for (const [index, { json }] of longest.entries())
      await writeFile(path.join(corpus, `${label}-${type}-${index + 1}.json`), json);
  }
}
