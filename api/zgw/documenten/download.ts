import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { Problem } from '../../../platform/problem.ts';
import type { Bereik, Inhoudopslag } from '../../../registers/zgw/documenten/inhoud.ts';
import { komtVoor } from '../../kit/etag.ts';

/**
 * Sends a content, or the part of it that `Range` asks for. Its SHA-256 goes along (`Repr-Digest`, RFC 9530), so that
 * parts can be checked too; a whole content that is damaged breaks off before its end.
 * @throws Problem 416 for a range that lies outside
 */
export async function stuurInhoud(
  req: Request,
  res: Response,
  inhoud: Inhoudopslag,
  sha256: string,
): Promise<void> {
  const grootte = await inhoud.grootte(sha256);
  const etag = `"${sha256}"`;
  res.set({
    ETag: etag,
    'Accept-Ranges': 'bytes',
    'Repr-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
  });
  if (komtVoor(req.get('if-none-match'), etag)) return void res.status(304).end();
  // Of a HEAD the range is nobody's (RFC 9110, 14.2).
  const bereik = req.method === 'GET' ? gevraagdBereik(req, res, grootte, etag) : undefined;
  if (bereik) res.status(206).set('Content-Range', `bytes ${bereik.van}-${bereik.tot}/${grootte}`);
  res.set('Content-Length', String(bereik ? bereik.tot - bereik.van + 1 : grootte));
  if (req.method === 'HEAD') return void res.end();
  await pipeline(await inhoud.open(sha256, bereik), res).catch((error: NodeJS.ErrnoException) => {
    // The client went away.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  });
}

/** One range; several, or one of a content that has changed since (`If-Range`), give the whole. */
function gevraagdBereik(req: Request, res: Response, grootte: number, etag: string): Bereik | undefined {
  const indien = req.get('if-range');
  if (req.get('range') === undefined || (indien !== undefined && indien !== etag)) return undefined;
  // The last so many bytes of a content that has fewer are all of it (RFC 9110, 14.1.2), which `range-parser` refuses.
  req.headers.range = req.headers.range?.replace(/(?<=[=,]\s*)-\d+/g, (eind) =>
    Number(eind) < -grootte ? `-${grootte}` : eind,
  );
  const bereiken = req.range(grootte, { combine: true });
  if (bereiken === -1) {
    res.removeHeader('Content-Disposition');
    res.set('Content-Range', `bytes */${grootte}`);
    throw new Problem(416, 'range_not_satisfiable', 'Bereik onbruikbaar.', 'Dit deel is er niet.');
  }
  const [een, ...meer] = Array.isArray(bereiken) && bereiken.type === 'bytes' ? bereiken : [];
  return een && meer.length === 0 ? { van: een.start, tot: een.end } : undefined;
}
