import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import S3rver from 's3rver';

/** An S3 server with one bucket, in this process. `TEST_S3_URL` names another one, whose bucket must be empty. */
export async function startS3(): Promise<{ url: string; stop(): Promise<void> }> {
  if (process.env.TEST_S3_URL) return { url: process.env.TEST_S3_URL, stop: async () => undefined };
  const directory = await mkdtemp(path.join(os.tmpdir(), 'schakel-s3-'));
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: 'documenten', configs: [] }],
  });
  const { port } = await server.run();
  return {
    url: `http://S3RVER:S3RVER@127.0.0.1:${port}/documenten?region=eu-west-1`,
    async stop() {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
