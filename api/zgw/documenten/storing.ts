import { describeError, type Logger } from '../../../platform/logging.ts';
import { Problem } from '../../../platform/problem.ts';
import { Beschadigd, type Inhoudopslag } from '../../../registers/zgw/documenten/inhoud.ts';

interface Fout {
  code?: string;
  status?: number;
  cause?: Fout;
}

/** Codes of a client that went away while it was sending. */
const clientWeg = ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORT_ERR'];

/**
 * The store as a request sees it: a disk that is full or read-only and a bucket that is away or refuses us are no fault
 * of the client, whatever status the bucket gave. Nothing was changed then, and it may be tried again.
 */
export function metStoring(opslag: Inhoudopslag, log: Logger): Inhoudopslag {
  async function bewaakt<T>(werk: Promise<T>, leest = false): Promise<T> {
    try {
      return await werk;
    } catch (error) {
      const fout = (error ?? {}) as Fout;
      if (error instanceof Problem || error instanceof RangeError || error instanceof Beschadigd) throw error;
      if (clientWeg.includes(String(fout.code))) throw error;
      log.error({ err: describeError(error) }, 'the store of documents fails');
      // Lost, which no second try mends. Of a size that it cannot read s3mini tells the status in the cause only.
      if (leest && (fout.code === 'ENOENT' || (fout.status ?? fout.cause?.status) === 404))
        throw new Problem(500, 'error', 'Something went wrong.', 'The content is not in the store.');
      throw new Problem(
        503,
        'opslag-niet-beschikbaar',
        'De opslag van documenten is niet beschikbaar.',
        'Er is niets veranderd; probeer het later opnieuw.',
      );
    }
  }
  return {
    ...opslag,
    bergOp: (stream, maximum) => bewaakt(opslag.bergOp(stream, maximum)),
    bergBytesOp: (bytes) => bewaakt(opslag.bergBytesOp(bytes)),
    voegSamen: (delen) => bewaakt(opslag.voegSamen(delen), true),
    grootte: (sha256) => bewaakt(opslag.grootte(sha256), true),
    open: (sha256, bereik) => bewaakt(opslag.open(sha256, bereik), true),
  };
}
