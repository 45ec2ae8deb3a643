import path from 'node:path';
import type { Config } from '../../../platform/config.ts';
import type { Inhoudopslag } from './inhoud.ts';
import { openInhoudmap } from './inhoud-map.ts';
import { openInhoudS3 } from './inhoud-s3.ts';

/** Where contents are kept: the bucket of `S3_URL`, or a folder. */
export function openInhoudopslag(
  config: Pick<Config, 'SCHAKEL_DATA'> & Partial<Pick<Config, 'S3_URL'>>,
): Promise<Inhoudopslag> {
  const folder = path.join(config.SCHAKEL_DATA, 'documenten');
  return config.S3_URL ? openInhoudS3(config.S3_URL, folder) : openInhoudmap(folder);
}
