import { createHash } from 'node:crypto';
import { Problem } from '../../platform/problem.ts';
import type { Actie } from '../../registers/kader/regel.ts';
import type { Waarden } from '../../registers/kader/vraagbaak.ts';
import type { Resource } from './resource.ts';

/** Tag of a representation: over its JSON, as the standard demands. */
export function etagVan(tekst: string): string {
  return `"${createHash('md5').update(tekst).digest('hex')}"`;
}

/** What only its maker is told belongs to no version that If-Match could name. */
export const heeftEtagBij = ({ etag, vormNieuw }: Resource, actie: Actie): boolean =>
  etag && !(actie === 'create' && vormNieuw);

/** True when the header names this tag, or any. */
export function komtVoor(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((een) => ['*', etag].includes(een.trim().replace(/^W\//, '')));
}

/** @throws Problem 412 when the row is no longer what the client saw */
export function eisIfMatch(ifMatch: string | undefined, beeld: Waarden): void {
  if (ifMatch === undefined || komtVoor(ifMatch, etagVan(JSON.stringify(beeld)))) return;
  throw new Problem(
    412,
    'precondition_failed',
    'Niet meer dezelfde versie.',
    'Het object is intussen gewijzigd; haal het opnieuw op.',
  );
}
