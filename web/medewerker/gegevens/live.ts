import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from './vragen.ts';

const retryMs = 5_000;

/**
 * Keeps what is on the screen fresh: the list of work always, the open work when it or its conversation changed.
 * A connection that breaks is made again by the browser, one that was refused by us.
 */
export function useLive(open?: { werkId: string; interactieId: string | undefined }): void {
  const queries = useQueryClient();
  const werkId = open?.werkId;
  const interactieId = open?.interactieId;
  useEffect(() => {
    const query = new URLSearchParams();
    if (werkId) query.set('werk', werkId);
    if (interactieId) query.set('interactie', interactieId);
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const connect = (): void => {
      source = new EventSource(`/medewerker/api/stroom?${query}`);
      source.addEventListener('werk', () => void queries.invalidateQueries({ queryKey: keys.werklijst }));
      source.addEventListener('gesprek', () => {
        if (werkId) void queries.invalidateQueries({ queryKey: keys.werk(werkId) });
      });
      source.addEventListener('error', () => {
        if (source.readyState !== EventSource.CLOSED) return;
        // Refused, which the browser does not try again: are we still signed in?
        void queries.invalidateQueries({ queryKey: keys.ik });
        timer = setTimeout(connect, retryMs);
      });
    };
    connect();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [queries, werkId, interactieId]);
}
