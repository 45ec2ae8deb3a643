import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Archieflijst, Lijstdetail } from '../../../api/medewerker/contract.ts';
import { callApi } from './api.ts';

const sleutel = ['archief'] as const;

export const useArchieflijsten = () =>
  useQuery({
    queryKey: sleutel,
    queryFn: () => callApi<{ lijsten: Archieflijst[] }>('GET', 'api/archief/lijsten'),
  });

export const useArchieflijst = (id: string) =>
  useQuery({
    queryKey: [...sleutel, id],
    queryFn: () => callApi<Lijstdetail>('GET', `api/archief/lijsten/${encodeURIComponent(id)}`),
    // Once approved it is worked on by itself.
    refetchInterval: ({ state }) => (state.data?.lijst.status === 'goedgekeurd' ? 2_000 : false),
  });

export interface Archiefkeuze {
  besluit: 'goedkeuren' | 'afwijzen';
  toelichting: string;
  afgehaald: { volgnummer: number; reden: string }[];
}

/** Decides about a list; afterwards the page reads it again, also when it was refused: somebody else decided then. */
export function useArchiefbesluit(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (keuze: Archiefkeuze) =>
      callApi<Lijstdetail>('POST', `api/archief/lijsten/${encodeURIComponent(id)}/besluit`, keuze),
    onSettled: () => queries.invalidateQueries({ queryKey: sleutel }),
  });
}

export const statusnamen: Record<Archieflijst['status'], string> = {
  voorgesteld: 'Wacht op u',
  goedgekeurd: 'Wordt uitgevoerd',
  afgewezen: 'Afgewezen',
  uitgevoerd: 'Uitgevoerd',
};

/** Why a zaak of an approved list stayed, for people. */
const redenen: Record<string, string> = {
  heropend: 'De zaak is weer open.',
  gewijzigd: 'De zaak is veranderd na het voorstel.',
  verdwenen: 'De zaak bestond al niet meer.',
  'andere-nominatie': 'De archiefnominatie is veranderd.',
  'nog-niet-verlopen': 'De bewaartermijn is nog niet voorbij.',
  'andere-archiefstatus': 'De archiefstatus is veranderd.',
  'deelzaak-blijft': 'Een deelzaak blijft bestaan.',
  'hoofdzaak-open': 'De hoofdzaak is nog open.',
  'gerelateerde-zaak-open': 'Een zaak die erbij hoort is nog open.',
  'document-in-bewerking': 'Iemand werkt aan een document.',
  'documents-not-archived': 'Niet alle documenten zijn gearchiveerd.',
};

/** Why a zaak stayed: what a person wrote as it is, a code of ours in words. */
export const showReden = (reden: string, afgehaald: boolean): string =>
  afgehaald ? reden : (redenen[reden] ?? `Het register staat het niet toe (${reden}).`);

export const showZaken = (aantal: number): string => (aantal === 1 ? '1 zaak' : `${aantal} zaken`);

/** The class of the selectielijst: its number and what it is about. */
export function showKlasse({
  nummer,
  naam,
  jaar,
}: {
  nummer: string;
  naam: string;
  jaar: number | null;
}): string {
  return nummer ? `${nummer} ${naam}${jaar ? ` (${jaar})` : ''}` : 'Niet op de selectielijst';
}
