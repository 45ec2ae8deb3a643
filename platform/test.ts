import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { killAll } from './embedded/process.ts';
import { startTestParts, type TestParts } from './embedded/test-parts.ts';
import { startWatchdog } from './embedded/watchdog.ts';
import { readCounts } from './test-counts.ts';
import { runVitest } from './test-vitest.ts';

// `npm test`: one database and one Temporal for all suites, then vitest, then one line to count by.
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(path.join(os.tmpdir(), 'schakel-test-'));
// Entered by PostgreSQL's own user when we are root.
chmodSync(folder, 0o711);
startWatchdog(folder);

let parts: TestParts | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    killAll();
    removeFolder();
    process.exit(130);
  });
}

process.exitCode = await main();

async function main(): Promise<number> {
  const report = path.join(folder, 'report.json');
  let exitCode = 1;
  try {
    parts = await startTestParts(folder);
    exitCode = await runVitest(root, process.argv.slice(2), report, parts.env);
  } catch (error) {
    console.error(`The tests could not be run: ${(error as Error).message}`);
  }
  const counts = readCounts(report, exitCode);
  await parts?.stop();
  removeFolder();
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed > 0 ? 1 : 0;
}

function removeFolder(): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
