import type { Waarden } from '../../registers/kader/vraagbaak.ts';
import type { Omgeving, Oproep } from './omgeving.ts';
import type { Resource } from './resource.ts';

/**
 * Logs that a caller gets these rows, before it gets them: of which main objects (a case, a document), for which
 * request. Types and settings, which have no audit trail either, are nobody's data.
 */
export async function noteerLezing(
  { leeslog }: Omgeving,
  { aanroeper, aanleiding }: Oproep,
  { audit, naam }: Resource,
  rijen: readonly Waarden[],
): Promise<void> {
  if (!leeslog || !audit || rijen.length === 0) return;
  const hoofd = audit === 'zelf' ? 'uuid' : audit;
  const betrokkenen = [...new Set(rijen.map((rij) => rij[hoofd]))].filter(
    (uuid): uuid is string => typeof uuid === 'string' && !uuid.includes('/'),
  );
  await leeslog({
    actor: aanroeper.actor,
    activiteit: 'register-raadplegen@1',
    aanleiding,
    betrokkenen,
    gegevens: naam,
  });
}
