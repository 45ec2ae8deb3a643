import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type {
  Ik,
  VerzoekDetail,
  WerkDetail,
  Werklijst,
  Zoekresultaat,
} from '../../../api/medewerker/contract.ts';
import { callApi } from './api.ts';

/** Keys of what was read: the live stream makes them stale. */
export const keys = {
  ik: ['ik'] as const,
  werklijst: ['werklijst'] as const,
  werk: (id: string) => ['werk', id] as const,
};

export const useIk = () =>
  useQuery({ queryKey: keys.ik, queryFn: () => callApi<Ik>('GET', 'api/ik'), staleTime: 60_000 });

export const useWerklijst = (status: string, vaardigheid: string) =>
  useQuery({
    queryKey: [...keys.werklijst, status, vaardigheid],
    queryFn: () => {
      const query = new URLSearchParams({ status, ...(vaardigheid ? { vaardigheid } : {}) });
      return callApi<Werklijst>('GET', `api/werk?${query}`);
    },
    placeholderData: keepPreviousData,
    // Waiting times go on, also when nothing changes.
    refetchInterval: 60_000,
  });

const fresh = 30_000;

/** A message of ours that just went on its way: looked at again soon, to show that it arrived. */
const isSending = (detail: WerkDetail | undefined): boolean =>
  detail?.tijdlijn.some(
    (regel) =>
      regel.regel === 'bericht' &&
      ['te_verzenden', 'onderweg'].includes(regel.aflevering?.status ?? '') &&
      Date.now() - Date.parse(regel.op) < fresh,
  ) ?? false;

export const useWerk = (id: string) =>
  useQuery({
    queryKey: keys.werk(id),
    queryFn: () => callApi<WerkDetail>('GET', `api/werk/${id}`),
    // Every read of a klant is logged: not again for each click on the window.
    refetchOnWindowFocus: false,
    refetchInterval: (query) => (isSending(query.state.data) ? 4_000 : false),
  });

export const useVerzoek = (kenmerk: string) =>
  useQuery({
    queryKey: ['verzoek', kenmerk],
    queryFn: () => callApi<VerzoekDetail>('GET', `api/verzoeken/${encodeURIComponent(kenmerk)}`),
    refetchOnWindowFocus: false,
  });

export const useZoek = (kenmerk: string) =>
  useQuery({
    queryKey: ['zoek', kenmerk],
    queryFn: () => callApi<Zoekresultaat>('GET', `api/verzoeken?${new URLSearchParams({ kenmerk })}`),
    enabled: kenmerk !== '',
  });
