import type { DataConverter } from '@temporalio/common';
import type { Config } from '../config.ts';
import { parseSleutels } from '../sleutels.ts';
import { createCodec } from './codec.ts';

/** The data converter of clients and workers: default JSON, encrypted. */
export function createDataConverter(config: Pick<Config, 'SCHAKEL_SLEUTELS'>): DataConverter {
  return {
    payloadCodecs: [createCodec(parseSleutels(config.SCHAKEL_SLEUTELS))],
    failureConverterPath: new URL('./failure-converter.ts', import.meta.url).pathname,
  };
}
