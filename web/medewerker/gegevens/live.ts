import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from './vragen.ts';

/**
 * Keeps what is on the screen fresh: the list of work always, the open work when it or its conversation changed.
 * The browser connects again by itself.
 */
export function useLive(open?: { werkId: string; interactieId: string | undefined }): void {
  const queries = useQueryClient();
  const werkId = open?.werkId;
  const interactieId = open?.interactieId;
  useEffect(() => {
    const query = new URLSearchParams();
    if (werkId) query.set('werk', werkId);
    if (interactieId) query.set('interactie', interactieId);
    const source = new EventSource(`/medewerker/api/stroom?${query}`);
    source.addEventListener('werk', () => void queries.invalidateQueries({ queryKey: keys.werklijst }));
    source.addEventListener('gesprek', () => {
      if (werkId) void queries.invalidateQueries({ queryKey: keys.werk(werkId) });
    });
    return () => source.close();
  }, [queries, werkId, interactieId]);
}
