/**
 * The number that a klant can quote, read out and type: `S-K7M3-9QXT-4`.
 * Crockford base 32 without I, L, O and U; eight random symbols and one check symbol against typing errors.
 * Random, so that one kenmerk says nothing of another; still never enough to disclose anything.
 */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const modulus = 37;
const checkAlphabet = `${alphabet}*~$=U`;

function checkSymbol(symbols: string): string {
  let remainder = 0;
  for (const symbol of symbols) remainder = (remainder * 32 + alphabet.indexOf(symbol)) % modulus;
  return checkAlphabet[remainder] ?? '';
}

/** Makes a kenmerk from eight random bytes. Draws again (by rotation) where the check symbol would be no letter or digit. */
export function makeKenmerk(randomBytes: Uint8Array): string {
  if (randomBytes.length < 8) throw new RangeError('A kenmerk needs eight random bytes.');
  const values = [...randomBytes.slice(0, 8)].map((byte) => byte % 32);
  for (;;) {
    const symbols = values.map((value) => alphabet[value]).join('');
    const check = checkSymbol(symbols);
    if (/[0-9A-Z]/.test(check) && check !== 'U')
      return `S-${symbols.slice(0, 4)}-${symbols.slice(4)}-${check}`;
    values[7] = ((values[7] ?? 0) + 1) % 32;
  }
}

const pattern = /(?<![0-9A-Z])S[- ]?([0-9A-Z]{4})[- ]?([0-9A-Z]{4})[- ]?([0-9A-Z])(?![0-9A-Z])/gi;

/** Finds all well-formed kenmerken in a text, in canonical spelling, each once. I, L and O are read as 1, 1 and 0. */
export function findKenmerken(text: string): string[] {
  const found = new Set<string>();
  for (const match of text.matchAll(pattern)) {
    const read = `${match[1]}${match[2]}${match[3]}`.toUpperCase().replace(/[IL]/g, '1').replace(/O/g, '0');
    const [symbols, check] = [read.slice(0, 8), read.slice(8)];
    if ([...symbols].every((symbol) => alphabet.includes(symbol)) && checkSymbol(symbols) === check) {
      found.add(`S-${symbols.slice(0, 4)}-${symbols.slice(4)}-${check}`);
    }
  }
  return [...found];
}

/** True for a kenmerk in canonical spelling with a right check symbol. */
export function isKenmerk(text: string): boolean {
  return findKenmerken(text)[0] === text;
}

/** Number of the zaak of a verzoek: the one that the klant knows; a verzoek that was opened again has a next zaak. */
export const zaaknummerVan = (kenmerk: string, ronde: number): string =>
  ronde === 1 ? kenmerk : `${kenmerk}-${ronde}`;
