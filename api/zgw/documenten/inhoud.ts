import type { Inhoudopslag } from '../../../registers/zgw/documenten/inhoud.ts';
import { veldFout } from '../../kit/fout.ts';

type Body = Record<string, unknown>;

/**
 * Puts the base64 content of a body into the document store, and leaves its SHA-256 in its place. Whatever a client
 * sends here is replaced: nobody can name a content that somebody else brought.
 * @throws Problem 400 when it is no base64, or of another size than announced
 */
export async function bergInhoudOp(opslag: Inhoudopslag, body: Body): Promise<Body> {
  const { inhoud, bestandsomvang } = body;
  if (inhoud === undefined) return body;
  if (inhoud === null || inhoud === '') {
    // An empty file has no bytes to keep apart from "nothing yet": only a size says that parts will come.
    return { ...body, inhoud: null };
  }
  if (typeof inhoud !== 'string' || !isBase64(inhoud))
    throw veldFout('inhoud', 'invalid', 'De inhoud is geen geldige base64.');
  const bytes = Buffer.from(inhoud, 'base64');
  // Of another type than a number: the field itself complains.
  if (
    typeof bestandsomvang === 'number' &&
    Number.isInteger(bestandsomvang) &&
    bestandsomvang !== bytes.length
  )
    throw veldFout(
      'nonFieldErrors',
      'file-size',
      'De inhoud heeft een andere grootte dan bestandsomvang zegt.',
    );
  const { sha256, grootte } = await opslag.bergBytesOp(bytes);
  return { ...body, inhoud: sha256, bestandsomvang: bestandsomvang ?? grootte };
}

const isBase64 = (tekst: string): boolean => /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(tekst);
