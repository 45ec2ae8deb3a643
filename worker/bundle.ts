import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleWorkflowCode, type WorkflowBundle } from '@temporalio/worker';
import type { Logger } from '../platform/logging.ts';

const root = path.join(import.meta.dirname, '..');

/** Bundles the workflows, or takes the bundle of an earlier start of the same source. */
export async function loadBundle(folder: string, log: Logger): Promise<WorkflowBundle> {
  const file = path.join(folder, `workflows-${await hashSources()}.js`);
  const cached = await stat(file).catch(() => undefined);
  if (cached) return { code: await readFile(file, 'utf8') };
  const bundle = await bundleWorkflows(log);
  await mkdir(folder, { recursive: true });
  await writeFile(`${file}.${process.pid}`, bundle.code);
  await rename(`${file}.${process.pid}`, file);
  return bundle;
}

/** Bundles the workflows with the failure converter of clients and workers. */
export function bundleWorkflows(log?: Logger, entry = 'workflows/index.ts'): Promise<WorkflowBundle> {
  return bundleWorkflowCode({
    workflowsPath: path.join(root, entry),
    failureConverterPath: path.join(root, 'platform/temporal/failure-converter.ts'),
    ...(log
      ? {
          logger: {
            log: () => undefined,
            trace: () => undefined,
            debug: () => undefined,
            info: () => undefined,
            warn: (m) => log.warn(m),
            error: (m) => log.error(m),
          },
        }
      : {}),
  });
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256')
    .update(await readFile(path.join(root, 'package-lock.json')))
    .update(process.version);
  for (const folder of ['domein', 'workflows', 'activities']) {
    const entries = await readdir(path.join(root, folder), { recursive: true });
    for (const entry of entries.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort()) {
      hash.update(entry).update(await readFile(path.join(root, folder, entry)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}
