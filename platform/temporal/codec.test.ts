import { defaultPayloadConverter } from '@temporalio/common';
import { describe, expect, test } from 'vitest';
import { parseSleutels } from '../sleutels.ts';
import { createCodec } from './codec.ts';

const base64 = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
const [old, young] = [`oud:${base64(1)}`, `nieuw:${base64(2)}`];
const codecOf = (keys: string): ReturnType<typeof createCodec> => createCodec(parseSleutels(keys));
const planted = { naam: 'Sanne Jansen', bsn: '999993653', lijst: [1, null, 'é𝄞'] };
const payload = defaultPayloadConverter.toPayload(planted)!;
const textOf = (value: Uint8Array | null | undefined): string => Buffer.from(value ?? []).toString('latin1');

describe('payloads', () => {
  test('come back as they were', async () => {
    const codec = codecOf(old);
    const [encoded] = await codec.encode([payload]);
    const [decoded] = await codec.decode([encoded!]);
    expect(defaultPayloadConverter.fromPayload(decoded!)).toEqual(planted);
  });

  test('show nothing meanwhile, and the same value looks different each time', async () => {
    const [first, second] = await codecOf(old).encode([payload, payload]);
    for (const word of ['Sanne', '999993653', 'json/plain'])
      expect(textOf(first?.data) + JSON.stringify(first?.metadata)).not.toContain(word);
    expect(textOf(first?.data)).not.toBe(textOf(second?.data));
    expect(textOf(first?.metadata?.encoding)).toBe('binary/schakel-aes-gcm');
    expect(textOf(first?.metadata?.['schakel-sleutel'])).toBe('oud');
  });

  test('that were never encrypted pass', async () => {
    expect(await codecOf(old).decode([payload, {}])).toEqual([payload, {}]);
  });

  test('an empty value is a value', async () => {
    const codec = codecOf(old);
    for (const value of [undefined, null, '', 0]) {
      const [encoded] = await codec.encode([defaultPayloadConverter.toPayload(value)!]);
      const [decoded] = await codec.decode([encoded!]);
      expect(defaultPayloadConverter.fromPayload(decoded!)).toBe(value);
    }
  });
});

describe('rotation', () => {
  test('the first key encrypts, an older payload is read with the second', async () => {
    const [before] = await codecOf(old).encode([payload]);
    const rotated = codecOf(`${young},${old}`);
    const [after] = await rotated.encode([payload]);
    expect(textOf(after?.metadata?.['schakel-sleutel'])).toBe('nieuw');
    const decoded = await rotated.decode([before!, after!]);
    expect(decoded.map((one) => defaultPayloadConverter.fromPayload(one))).toEqual([planted, planted]);
  });

  test('a key that was taken away is named', async () => {
    const [before] = await codecOf(old).encode([payload]);
    await expect(codecOf(young).decode([before!])).rejects.toThrow(
      'No key with id "oud" in SCHAKEL_SLEUTELS.',
    );
  });

  test('another key under the same id reads nothing', async () => {
    const [before] = await codecOf(old).encode([payload]);
    await expect(codecOf(`oud:${base64(9)}`).decode([before!])).rejects.toThrow();
  });
});

describe('tampering', () => {
  test('one changed bit anywhere is noticed', async () => {
    const codec = codecOf(old);
    const [encoded] = await codec.encode([payload]);
    const data = Buffer.from(encoded!.data!);
    for (const place of [0, 11, 12, 40, data.length - 16, data.length - 1]) {
      const changed = Buffer.from(data);
      changed[place]! ^= 1;
      await expect(codec.decode([{ ...encoded, data: changed }]), `byte ${place}`).rejects.toThrow();
    }
  });

  test.each([0, 4, 20, 27])('%i bytes are no payload', async (length) => {
    const codec = codecOf(old);
    const [encoded] = await codec.encode([payload]);
    await expect(codec.decode([{ ...encoded, data: encoded!.data!.slice(0, length) }])).rejects.toThrow();
  });
});

describe('SCHAKEL_SLEUTELS', () => {
  test.each([
    ['a key of 16 bytes', `a:${Buffer.alloc(16).toString('base64')}`],
    ['a key without id', `:${base64(1)}`],
    ['an id without key', 'a'],
    ['nothing', ''],
    ['an id with a space', `a b:${base64(1)}`],
  ])('%s is refused, without repeating the key', (_, text) => {
    expect(() => parseSleutels(text)).toThrow(/^SCHAKEL_SLEUTELS: /);
    expect(() => parseSleutels(text)).toThrow(/^(?!.*AAAA)/);
  });

  test('an id may be used once', () => {
    expect(() => parseSleutels(`a:${base64(1)},a:${base64(2)}`)).toThrow('twice');
  });

  test('blanks around a key do no harm', () => {
    expect(parseSleutels(` ${young} , ${old} `).find('oud')).toEqual(Buffer.alloc(32, 1));
  });
});
