/** Encryption keys with ids, so that they can be rotated: the first encrypts, all decrypt. */
export interface Sleutels {
  current: { id: string; key: Buffer };
  /** @throws Error that names the id when the key is not there */
  find(id: string): Buffer;
}

/** Reads `id:base64,id:base64`. @throws Error for a key that is not 32 bytes, or an id used twice */
export function parseSleutels(text: string): Sleutels {
  const entries = text.split(',').map((entry) => {
    const [id = '', base64 = ''] = entry.trim().split(':');
    const key = Buffer.from(base64, 'base64');
    if (!/^[\w-]{1,32}$/.test(id) || key.length !== 32) {
      throw new Error(
        `SCHAKEL_SLEUTELS: "${id}" must be an id of letters and digits with 32 bytes in base64.`,
      );
    }
    return { id, key };
  });
  const byId = new Map(entries.map(({ id, key }) => [id, key]));
  if (byId.size !== entries.length) throw new Error('SCHAKEL_SLEUTELS: an id is used twice.');
  return {
    current: entries[0]!,
    find(id) {
      const key = byId.get(id);
      if (!key) throw new Error(`No key with id "${id}" in SCHAKEL_SLEUTELS.`);
      return key;
    },
  };
}
