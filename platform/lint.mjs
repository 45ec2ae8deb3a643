import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const folders = [
  'domein',
  'workflows',
  'activities',
  'registers',
  'kanalen',
  'bronnen',
  'api',
  'worker',
  'platform',
  'migrations',
  'web',
  'tests',
  'bench',
  'docs',
];

/** Runs every check, also after one failed, and says which did. Returns the exit code. */
export async function lint(root, extra) {
  const checks = [
    {
      name: 'style (biome)',
      tool: 'biome',
      needs: 'biome.json',
      args: ['check', ...(extra.length > 0 ? extra : ['.'])],
    },
    {
      name: 'import arrows (dependency-cruiser)',
      tool: 'depcruise',
      needs: '.dependency-cruiser.cjs',
      args: [
        '--config',
        '.dependency-cruiser.cjs',
        ...folders.filter((folder) => existsSync(path.join(root, folder))),
      ],
    },
    { name: 'types (tsc)', tool: 'tsc', needs: 'tsconfig.json', args: ['--noEmit'] },
  ].filter((check) => existsSync(path.join(root, check.needs)));

  const failed = [];
  for (const check of checks) {
    console.log(`── ${check.name}`);
    if ((await runTool(root, check)) !== 0) failed.push(check.name);
  }
  console.log(
    failed.length > 0
      ? `✖ failed: ${failed.join(', ')}`
      : `✔ ${checks.map((check) => check.name).join(', ')}`,
  );
  return failed.length > 0 ? 1 : 0;
}

function runTool(root, { tool, args }) {
  const child = spawn(path.join(root, 'node_modules', '.bin', tool), args, { cwd: root, stdio: 'inherit' });
  return new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(`${tool}: ${error.message}`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
