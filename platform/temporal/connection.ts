import { readFile } from 'node:fs/promises';
import { Client, Connection } from '@temporalio/client';
import type { Config } from '../config.ts';
import { createDataConverter } from './converter.ts';

/** TLS settings as the SDK wants them, or undefined for a plain connection. */
export async function readTls(
  config: Config,
): Promise<true | { clientCertPair: { crt: Buffer; key: Buffer } } | undefined> {
  if (config.TEMPORAL_TLS_CERT && config.TEMPORAL_TLS_KEY) {
    return {
      clientCertPair: {
        crt: await readFile(config.TEMPORAL_TLS_CERT),
        key: await readFile(config.TEMPORAL_TLS_KEY),
      },
    };
  }
  return config.TEMPORAL_TLS ? true : undefined;
}

/** A client with our codec. Connects at the first call, so that a process starts while Temporal is away. */
export async function createClient(config: Config): Promise<Client> {
  const tls = await readTls(config);
  const connection = Connection.lazy({ address: config.TEMPORAL_ADDRESS, ...(tls ? { tls } : {}) });
  return new Client({
    connection,
    namespace: config.TEMPORAL_NAMESPACE,
    dataConverter: createDataConverter(config),
  });
}
