import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { Ik } from '../../../api/medewerker/contract.ts';
import { callApi } from '../gegevens/api.ts';
import { keys } from '../gegevens/vragen.ts';

/** Well within the two minutes after which the server thinks that nobody is there. */
const reportMs = 45_000;

/** Whether klanten can chat with me: a switch that reports for as long as it is on and the page is open. */
export function Aanwezigheid({ aanwezig }: { aanwezig: boolean }): ReactNode {
  const queries = useQueryClient();
  const report = useMutation({
    mutationFn: (value: boolean) =>
      callApi<{ aanwezig: boolean }>('PUT', 'api/aanwezig', { aanwezig: value }),
    onSuccess: (answer) =>
      queries.setQueryData<Ik>(keys.ik, (ik) => ik && { ...ik, aanwezig: answer.aanwezig }),
  });
  const { mutate } = report;
  useEffect(() => {
    if (!aanwezig) return;
    const timer = setInterval(() => mutate(true), reportMs);
    return () => clearInterval(timer);
  }, [aanwezig, mutate]);
  return (
    <button
      type="button"
      role="switch"
      aria-checked={aanwezig}
      className="mw-schakelaar"
      onClick={() => mutate(!aanwezig)}
    >
      <span className="mw-schakelaar__spoor" aria-hidden="true">
        <span className="mw-schakelaar__knop" />
      </span>
      Chat: {aanwezig ? 'aan' : 'uit'}
    </button>
  );
}
