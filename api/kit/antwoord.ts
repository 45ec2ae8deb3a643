import type { Request, Response } from 'express';
import type { Waarden } from '../../registers/kader/vraagbaak.ts';
import { etagVan, komtVoor } from './etag.ts';
import { nietGevonden } from './fout.ts';
import type { Bladzijde } from './lees.ts';
import type { Oproep } from './omgeving.ts';
import type { Resource } from './resource.ts';
import type { Vraag } from './vraag.ts';

/** Tells what rules warned of; the change itself succeeded. */
export function meldWaarschuwingen(oproep: Oproep, res: Response): void {
  if (oproep.waarschuwingen.length > 0) res.setHeader('X-Warning', oproep.waarschuwingen.join(' '));
}

/** Sends one object, with its ETag and 304 where the standard has them. */
export function stuurObject(
  req: Request,
  res: Response,
  resource: Resource,
  beeld: unknown,
  status = 200,
): void {
  const tekst = JSON.stringify(beeld);
  res.status(status).type('application/json');
  if (resource.etag) {
    const etag = etagVan(tekst);
    res.setHeader('ETag', etag);
    if (status === 200 && ['GET', 'HEAD'].includes(req.method) && komtVoor(req.get('if-none-match'), etag)) {
      res.status(304).end();
      return;
    }
  }
  if (status === 201 && typeof (beeld as Waarden).url === 'string')
    res.setHeader('Location', (beeld as Waarden).url as string);
  // Also without the content: HEAD has the headers of GET.
  res.setHeader('Content-Length', Buffer.byteLength(tekst));
  res.end(req.method === 'HEAD' ? undefined : tekst);
}

/** Sends a page, or a plain array for resources that the standard does not paginate. */
export function stuurLijst(
  req: Request,
  res: Response,
  oproep: Oproep,
  resource: Resource,
  beelden: Waarden[],
  blad: Bladzijde,
  vraag: Vraag,
): void {
  res.type('application/json');
  if (resource.pagina === false) {
    res.end(JSON.stringify(beelden));
    return;
  }
  if (beelden.length === 0 && vraag.pagina > 1) throw nietGevonden('Ongeldige pagina.');
  const link = (pagina: number): string => {
    const url = new URL(req.originalUrl, oproep.basis);
    url.searchParams.set('page', String(pagina));
    return url.href;
  };
  res.end(
    JSON.stringify({
      count: blad.aantal,
      next: blad.meer ? link(vraag.pagina + 1) : null,
      previous: vraag.pagina > 1 ? link(vraag.pagina - 1) : null,
      results: beelden,
    }),
  );
}
