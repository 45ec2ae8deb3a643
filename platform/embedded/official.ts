import { createWriteStream } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { run } from './process.ts';
import { findFile } from './wheel.ts';
import type { TemporalProgram } from './wheels.ts';

const site = 'https://temporal.download';
/** A closed network must not hold up the start; a slow one gets through once it answers. */
const connectLimitMs = 3_000;
const downloadLimitMs = 300_000;

/** The release of the same age as the wheels, under the names of the official site. */
const releases: Record<TemporalProgram, { artifact: string; version: string }> = {
  temporal: { artifact: 'cli', version: 'v1.9.1' },
  'temporal-test-server': { artifact: 'temporal-test-server', version: 'default' },
};

/**
 * Fetches the executable from Temporal's own download site.
 * @param folder an empty work folder
 * @returns the executable, somewhere below that folder
 */
export async function fetchOfficial(program: TemporalProgram, folder: string, base = site): Promise<string> {
  const info = await fetch(infoAddress(program, base), { signal: AbortSignal.timeout(connectLimitMs) });
  if (!info.ok) throw new Error(`the site answered ${info.status}`);
  const { archiveUrl } = (await info.json()) as { archiveUrl: string };
  const archive = await fetch(archiveUrl, { signal: AbortSignal.timeout(downloadLimitMs) });
  if (!archive.ok || !archive.body) throw new Error(`the archive answered ${archive.status}`);
  const file = path.join(folder, 'archive.tar.gz');
  await pipeline(Readable.fromWeb(archive.body as ReadableStream), createWriteStream(file));
  const out = path.join(folder, 'out');
  await mkdir(out);
  await run({ command: 'tar', args: ['-xzf', file, '-C', out] });
  const executable = await findFile(out, program);
  await chmod(executable, 0o755);
  return executable;
}

/** Where the site tells which archive fits this system. */
export function infoAddress(
  program: TemporalProgram,
  base = site,
  platform: string = process.platform,
  arch: string = process.arch,
): string {
  const { artifact, version } = releases[program];
  const query = new URLSearchParams({ platform, arch: arch === 'x64' ? 'amd64' : arch, format: 'tar.gz' });
  return `${base}/${artifact}/${version}?${query}`;
}
