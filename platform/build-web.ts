import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const root = path.join(import.meta.dirname, '..');
const target = path.join(root, 'dist');

type Build = (outDir: string) => Promise<void>;

/** Builds every front end that has a `web/<name>/build.ts`, when its sources changed since the last time. */
export async function buildWeb(): Promise<string[]> {
  const built: string[] = [];
  for (const name of (await readdir(path.join(root, 'web'))).sort()) {
    const file = path.join(root, 'web', name, 'build.ts');
    const source = await readFile(file, 'utf8').catch(() => undefined);
    if (source === undefined) continue;
    const stamp = path.join(target, `${name}.stamp`);
    const hash = await hashFolders([
      path.join(root, 'web', name),
      path.join(root, 'domein'),
      path.join(root, 'api/medewerker'),
    ]);
    if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) continue;
    const module = (await import(pathToFileURL(file).href)) as Record<string, Build>;
    const build = Object.entries(module).find(([key]) => key.startsWith('build'))?.[1];
    if (!build) throw new Error(`web/${name}/build.ts exports no build function.`);
    await rm(path.join(target, name), { recursive: true, force: true });
    await mkdir(path.join(target, name), { recursive: true });
    await build(path.join(target, name));
    await writeFile(stamp, hash);
    built.push(name);
  }
  return built;
}

async function hashFolders(folders: string[]): Promise<string> {
  const hash = createHash('sha256').update(await readFile(path.join(root, 'package-lock.json')));
  for (const folder of folders) {
    const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
      (entry) => entry.isFile() && !entry.name.includes('.test.'),
    );
    for (const file of entries.map((entry) => path.join(entry.parentPath, entry.name)).sort()) {
      hash.update(path.relative(root, file)).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const name of await buildWeb()) console.log(`built web/${name}`);
}
