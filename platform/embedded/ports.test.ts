import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { claimPort } from './port-claims.ts';
import { answers, choosePort, freePort, isFree } from './ports.ts';

let server: Server | undefined;
afterEach(() => server?.close());

async function occupy(): Promise<number> {
  const port = await freePort();
  server = createServer();
  await new Promise<void>((resolve) => server?.listen(port, '127.0.0.1', resolve));
  return port;
}

it('keeps the default port when it is free', async () => {
  const standard = await freePort();
  expect(await choosePort('PORT', undefined, standard)).toEqual({ port: standard, moved: false });
});

it('moves away from a default port that is taken', async () => {
  const standard = await occupy();
  expect(await answers(standard)).toBe(true);
  const chosen = await choosePort('PORT', undefined, standard);
  expect(chosen.moved).toBe(true);
  expect(await isFree(chosen.port)).toBe(true);
});

it('moves away from a default port that another part has got', async () => {
  const standard = await freePort();
  const chosen = await choosePort('PORT', undefined, standard, '127.0.0.1', new Set([standard]));
  expect(chosen).toMatchObject({ moved: true });
});

it('respects the claim of another process', async () => {
  const standard = await freePort();
  // The claim of a process that lives and is not this one.
  writeFileSync(
    path.join(os.tmpdir(), `schakel-poorten-${process.getuid?.()}`, `${standard - 1}`),
    `${process.ppid}`,
  );
  expect(claimPort(standard)).toBe(true);
  expect(claimPort(standard - 1)).toBe(false);
  rmSync(path.join(os.tmpdir(), `schakel-poorten-${process.getuid?.()}`, `${standard - 1}`));
  expect(claimPort(standard - 1)).toBe(true);
});

it('refuses a taken port that was asked for', async () => {
  const asked = await occupy();
  await expect(choosePort('PORT', `${asked}`, 3000)).rejects.toThrow(`Port ${asked} (PORT) is in use`);
});

it.each(['abc', '-1', '70000', '3.5'])('refuses %s as a port', async (asked) => {
  await expect(choosePort('PORT', asked, 3000)).rejects.toThrow('is not a port number');
});

it('refuses an address that this machine does not have', async () => {
  await expect(choosePort('PORT', undefined, 3000, '192.0.2.1')).rejects.toThrow(
    'not an address of this machine',
  );
});

it('takes any free port for 0', async () => {
  expect((await choosePort('PORT', '0', 3000)).port).toBeGreaterThanOrEqual(20_000);
});
