import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { WerkWeergave } from '../../../api/medewerker/contract.ts';
import { callApi } from './api.ts';
import { keys } from './vragen.ts';

/** The server keeps work with us for half an hour after the last sign of life. */
const renewMs = 5 * 60_000;

/**
 * An act on work. Afterwards the page reads the work again, also when it was refused: then somebody else changed it.
 */
export function useHandeling(id: string, handeling: 'neem' | 'teruggeven' | 'afronden') {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: unknown) => callApi<WerkWeergave>('POST', `api/werk/${id}/${handeling}`, body),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: keys.werk(id) });
      void queries.invalidateQueries({ queryKey: keys.werklijst });
    },
  });
}

/** Sends an answer to the klant. */
export function useAntwoord(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (antwoord: { id: string; tekst: string }) =>
      callApi<{ berichtId: string }>('POST', `api/werk/${id}/antwoord`, antwoord),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.werk(id) }),
  });
}

/** Keeps work with us for as long as its page is open. */
export function useLease(id: string, mine: boolean): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (!mine) return;
    const renew = (): void => {
      // Refused: somebody else has it now, which the page must show.
      callApi('POST', `api/werk/${id}/neem`).catch(() =>
        queries.invalidateQueries({ queryKey: keys.werk(id) }),
      );
    };
    const timer = setInterval(renew, renewMs);
    return () => clearInterval(timer);
  }, [queries, id, mine]);
}

/** Asks before the page goes while something typed would be lost. */
export function useKeepTyped(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [dirty]);
}
