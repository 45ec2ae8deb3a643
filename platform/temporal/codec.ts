import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { Sleutels } from '../sleutels.ts';

const encoding = 'binary/schakel-aes-gcm';
const text = (value: string): Uint8Array => Buffer.from(value);

/**
 * Encrypts all payloads: AES-256-GCM over the whole payload, the id of the key in the metadata.
 * Applies to arguments, results, memo, summaries and details; never to ids, search attributes and names.
 */
export function createCodec(keys: Sleutels): PayloadCodec {
  return {
    async encode(payloads) {
      return payloads.map((payload) => {
        const { id, key } = keys.current;
        const iv = randomBytes(12);
        const cipher = createCipheriv('aes-256-gcm', key, iv);
        const plain = proto.temporal.api.common.v1.Payload.encode(payload).finish();
        const data = Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
        return { metadata: { encoding: text(encoding), 'schakel-sleutel': text(id) }, data };
      });
    },
    async decode(payloads) {
      return payloads.map((payload): Payload => {
        const { metadata, data } = payload;
        if (!metadata || !data || Buffer.from(metadata.encoding ?? []).toString() !== encoding)
          return payload;
        const key = keys.find(Buffer.from(metadata['schakel-sleutel'] ?? []).toString());
        const bytes = Buffer.from(data);
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
        decipher.setAuthTag(bytes.subarray(-16));
        return proto.temporal.api.common.v1.Payload.decode(
          Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]),
        );
      });
    },
  };
}
