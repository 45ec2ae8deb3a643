import type { Inhoudopslag, Opgeborgen } from '../../../registers/zgw/documenten/inhoud.ts';
import { veldFout } from '../../kit/fout.ts';
import { Base64Lezer, OnvolledigeBase64 } from './base64.ts';

type Body = Record<string, unknown>;

/** Stands in a body for a content that was put away while the body was read. No JSON can make one. */
export class InhoudInOpslag {
  constructor(readonly opgeborgen: Opgeborgen) {}
}

export const geenBase64 = (error?: unknown) =>
  error instanceof OnvolledigeBase64
    ? veldFout('inhoud', 'incorrect-base64-padding', 'De base64 van de inhoud houdt te vroeg op.')
    : veldFout('inhoud', 'invalid', 'De inhoud is geen geldige base64.');

/**
 * Puts the base64 content of a body into the document store, and leaves its SHA-256 in its place. Whatever a client
 * sends here is replaced: nobody can name a content that somebody else brought.
 * @param bekend the size that holds where the body names none; absent when the size follows from the content
 * @throws Problem 400 when it is no base64, or of another size than announced
 */
export async function bergInhoudOp(
  opslag: Inhoudopslag,
  body: Body,
  maximum: number,
  bekend?: number | null,
): Promise<Body> {
  const { inhoud } = body;
  const aangekondigd = body.bestandsomvang === undefined ? bekend : body.bestandsomvang;
  if (typeof body.bestandsomvang === 'number' && body.bestandsomvang > maximum)
    throw veldFout('bestandsomvang', 'max_value', `Een document is hier hoogstens ${maximum} bytes.`);
  if (inhoud === undefined) return body;
  if (inhoud === null || inhoud === '') {
    // An empty file has no bytes to keep apart from "nothing yet": only a size says that parts will come.
    return { ...body, inhoud: null };
  }
  const bytes = inhoud instanceof InhoudInOpslag ? undefined : ontcijfer(inhoud);
  const omvang = bytes ? bytes.length : (inhoud as InhoudInOpslag).opgeborgen.grootte;
  if (aangekondigd !== undefined && aangekondigd !== omvang && isOmvang(aangekondigd))
    throw veldFout(
      'nonFieldErrors',
      'file-size',
      'De inhoud heeft een andere grootte dan bestandsomvang zegt.',
    );
  const { sha256, grootte } = bytes ? await opslag.bergBytesOp(bytes) : (inhoud as InhoudInOpslag).opgeborgen;
  return { ...body, inhoud: sha256, bestandsomvang: body.bestandsomvang ?? grootte };
}

/** Of what is no size at all the field itself complains. */
const isOmvang = (waarde: unknown): boolean => waarde === null || Number.isInteger(waarde);

function ontcijfer(inhoud: unknown): Buffer {
  if (typeof inhoud !== 'string') throw geenBase64();
  try {
    const lezer = new Base64Lezer();
    const begin = lezer.lees(inhoud);
    return Buffer.concat([begin, lezer.einde()]);
  } catch (error) {
    throw error instanceof RangeError ? geenBase64(error) : error;
  }
}
