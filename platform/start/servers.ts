import { answers } from '../embedded/ports.ts';
import type { Settings } from './settings.ts';

/**
 * Looks whether the servers that were named instead of embedded ones can be reached.
 * @throws Error that names the one that cannot.
 */
export async function requireServers({ env, postgresPort, temporal }: Settings): Promise<void> {
  if (postgresPort === undefined)
    await requireServer('DATABASE_URL', 'PostgreSQL', env.DATABASE_URL ?? '', 5432);
  if (!temporal) await requireServer('TEMPORAL_ADDRESS', 'Temporal', `tcp://${env.TEMPORAL_ADDRESS}`, 7233);
}

async function requireServer(
  setting: string,
  name: string,
  address: string,
  standard: number,
): Promise<void> {
  const { host, port } = placeOf(setting, address, standard);
  // A socket path instead of a host: the part itself will tell.
  if (host === '' || (await answers(port, host))) return;
  throw new Error(
    `${name} at ${host}:${port} (${setting}) cannot be reached; start it, or leave ${setting} out.`,
  );
}

/** Host and port of an address. Never the rest: that may be a password. */
export function placeOf(setting: string, address: string, standard: number): { host: string; port: number } {
  try {
    const { hostname, port } = new URL(address);
    return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || standard };
  } catch {
    throw new Error(`${setting} is not an address.`);
  }
}
