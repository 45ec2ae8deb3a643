import { choosePort } from '../embedded/ports.ts';
import { postgresUrl } from '../embedded/postgres.ts';
import { readKeys } from './keys.ts';

/** What this start will use, worked out before anything is started. */
export interface Settings {
  dataFolder: string;
  /** Port of the embedded database; absent with a DATABASE_URL. */
  postgresPort?: number;
  /** Ports of the embedded Temporal; absent with a TEMPORAL_ADDRESS. */
  temporal?: { port: number; uiPort: number };
  /** The complete environment of the parts. */
  env: NodeJS.ProcessEnv & { SCHAKEL_URL: string; PORT: string; SMTP_PORT: string };
}

/**
 * Chooses ports and fills in the settings that the environment leaves open.
 * @param note is told of each default port that was taken
 */
export async function chooseSettings(
  dataFolder: string,
  env: NodeJS.ProcessEnv,
  note: (text: string) => void,
): Promise<Settings> {
  const host = env.HOST || '127.0.0.1';
  const taken = new Set<number>();
  const choose = async (name: string, standard: number, address = '127.0.0.1') => {
    const { port, moved } = await choosePort(name, env[name], standard, address, taken);
    taken.add(port);
    if (moved) note(`port ${standard} is in use; ${name} is ${port} this time`);
    return port;
  };
  const port = await choose('PORT', 3000, host);
  const smtpPort = await choose('SMTP_PORT', 2525, host);
  const postbusPort = env.SMTP_URL && !env.POSTBUS_PORT ? undefined : await choose('POSTBUS_PORT', 2526);
  const temporal = env.TEMPORAL_ADDRESS
    ? undefined
    : { port: await choose('TEMPORAL_PORT', 7233), uiPort: await choose('TEMPORAL_UI_PORT', 8233) };
  const postgresPort = env.DATABASE_URL ? undefined : await choose('POSTGRES_PORT', 5432);

  return {
    dataFolder,
    postgresPort,
    temporal,
    env: {
      ...env,
      ...readKeys(dataFolder, env),
      ...(postgresPort && { DATABASE_URL: postgresUrl(postgresPort) }),
      ...(temporal && {
        TEMPORAL_ADDRESS: `127.0.0.1:${temporal.port}`,
        TEMPORAL_UI_URL: env.TEMPORAL_UI_URL || `http://localhost:${temporal.uiPort}`,
      }),
      ...(postbusPort && {
        POSTBUS_PORT: `${postbusPort}`,
        SMTP_URL: env.SMTP_URL || `smtp://127.0.0.1:${postbusPort}`,
      }),
      // Demo people exist only where every part is our own.
      SCHAKEL_EMBEDDED: postgresPort && temporal ? '1' : '0',
      SCHAKEL_DATA: dataFolder,
      SCHAKEL_URL: env.SCHAKEL_URL || `http://localhost:${port}`,
      HOST: host,
      PORT: `${port}`,
      SMTP_PORT: `${smtpPort}`,
    },
  };
}
