/** Decodes base64 that comes in pieces of any length. White space is passed over, padding is required (RFC 4648, 3.2). */
export class Base64Lezer {
  #rest = '';
  #vulling = 0;

  /** @throws RangeError for what is no base64 */
  lees(tekst: string): Buffer {
    const stuk = /\s/.test(tekst) ? tekst.replace(/\s+/g, '') : tekst;
    const begin = stuk.indexOf('=');
    const cijfers = begin < 0 ? stuk : stuk.slice(0, begin);
    if (cijfers !== '' && (this.#vulling > 0 || !/^[A-Za-z0-9+/]*$/.test(cijfers))) throw geenBase64();
    if (begin >= 0) this.#vul(stuk.slice(begin));
    const alles = this.#rest + cijfers;
    // Four characters are three bytes: what is less waits for the next piece.
    const heel = alles.length - (alles.length % 4);
    this.#rest = alles.slice(heel);
    return Buffer.from(alles.slice(0, heel), 'base64');
  }

  /** The last bytes. @throws RangeError for a text that stops within a byte, OnvolledigeBase64 without its padding */
  einde(): Buffer {
    const { length } = this.#rest;
    if (length === 1) throw geenBase64();
    if ((length + this.#vulling) % 4 !== 0) throw new OnvolledigeBase64('The padding is missing.');
    return Buffer.from(this.#rest, 'base64');
  }

  #vul(vulling: string): void {
    this.#vulling += vulling.length;
    if (this.#vulling > 2 || /[^=]/.test(vulling)) throw geenBase64();
  }
}

/** Base64 that stops before its end. */
export class OnvolledigeBase64 extends RangeError {}

const geenBase64 = (): RangeError => new RangeError('This is no base64.');
