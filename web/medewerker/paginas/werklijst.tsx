import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Paragraph } from '@utrecht/component-library-react';
import { type ReactNode, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { Ik, Werklijst, WerkWeergave } from '../../../api/medewerker/contract.ts';
import { callApi, describeFout } from '../gegevens/api.ts';
import { useLive } from '../gegevens/live.ts';
import { showDuur } from '../gegevens/tijd.ts';
import { useWerklijst } from '../gegevens/vragen.ts';
import { Paginatitel } from '../onderdelen/paginatitel.tsx';
import { Laden, Leeg, Storing } from '../onderdelen/stand.tsx';
import { Werkfilter } from '../onderdelen/werkfilter.tsx';
import { Werkrij } from '../onderdelen/werkrij.tsx';

const leeg: Record<string, [titel: string, uitleg: string]> = {
  open: ['Er is geen werk dat wacht', 'Nieuw werk komt hier vanzelf in beeld.'],
  mijn: ['U heeft nu geen werk in handen', 'Kies “Volgende”, of pak iets uit de lijst.'],
  bezig: ['Niemand is nu bezig', 'Werk dat een collega pakt, ziet u hier.'],
};

/** What waits, over all kanalen, in the order in which it should be done. */
export function Werklijstpagina({ ik }: { ik: Ik }): ReactNode {
  const [query] = useSearchParams();
  const status = query.get('status') ?? 'open';
  const kanaal = query.get('kanaal') ?? '';
  const lijst = useWerklijst(status in leeg ? status : 'open', query.get('vaardigheid') ?? '');
  useLive();
  const werk = lijst.data?.werk.filter((rij) => !kanaal || rij.kanaal?.code === kanaal) ?? [];
  return (
    <>
      <div className="mw-kopregel">
        <Paginatitel titel="Werk" />
        <Volgende ik={ik} />
      </div>
      {lijst.data ? <Tegels lijst={lijst.data} /> : null}
      <Werkfilter ik={ik} werk={lijst.data?.werk ?? []} />
      {lijst.isPending ? <Laden wat="het werk" /> : null}
      {lijst.isError ? <Storing fout={lijst.error} opnieuw={() => void lijst.refetch()} /> : null}
      {lijst.data ? (
        <>
          <p role="status" className="mw-onzichtbaar">
            {werk.length === 1 ? '1 regel in de lijst' : `${werk.length} regels in de lijst`}
          </p>
          {werk.length > 0 ? (
            <Lijst werk={werk} nu={lijst.data.nu} />
          ) : kanaal && lijst.data.werk.length > 0 ? (
            <Leeg titel="Geen werk van dit kanaal">
              Kies bij Kanaal voor “Alle kanalen” om de rest te zien.
            </Leeg>
          ) : (
            <Leeg titel={leeg[status]?.[0] ?? 'Er is niets'}>{leeg[status]?.[1]}</Leeg>
          )}
        </>
      ) : null}
    </>
  );
}

function Tegels({ lijst: { drukte, nu } }: { lijst: Werklijst }): ReactNode {
  return (
    <dl className="mw-tegels">
      <div className="mw-tegel">
        <dt>Wachtend</dt>
        <dd>{drukte.wachtend}</dd>
      </div>
      <div className="mw-tegel">
        <dt>Langste wachttijd</dt>
        <dd>{drukte.langstSinds ? showDuur(drukte.langstSinds, nu) : 'Niemand wacht'}</dd>
      </div>
      <div className={drukte.teLaat > 0 ? 'mw-tegel mw-tegel--laat' : 'mw-tegel'}>
        <dt>Te laat</dt>
        <dd>
          {drukte.teLaat > 0 ? <span aria-hidden="true">! </span> : null}
          {drukte.teLaat}
        </dd>
      </div>
    </dl>
  );
}

/** Arrow keys go through the list; Tab goes past it row by row as ever. */
function Lijst({ werk, nu }: { werk: WerkWeergave[]; nu: string }): ReactNode {
  const move = (event: React.KeyboardEvent<HTMLOListElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a')];
    const target = links[links.indexOf(document.activeElement as HTMLAnchorElement) + step];
    if (!target) return;
    event.preventDefault();
    target.focus();
  };
  return (
    <ol className="mw-lijst" onKeyDown={move}>
      {werk.map((rij) => (
        <Werkrij key={rij.id} werk={rij} nu={nu} />
      ))}
    </ol>
  );
}

/** Hands out what comes first, and opens it. */
function Volgende({ ik }: { ik: Ik }): ReactNode {
  const navigate = useNavigate();
  const [niets, setNiets] = useState(false);
  const volgende = useMutation({
    mutationFn: () => callApi<WerkWeergave | undefined>('POST', 'api/werk/volgende', {}),
    onSuccess: (werk) => {
      if (werk) navigate(`/werk/${werk.id}`);
      else setNiets(true);
    },
  });
  return (
    <div className="mw-volgende">
      <Button
        appearance="primary-action-button"
        disabled={volgende.isPending || ik.vaardigheden.length === 0}
        onClick={() => {
          setNiets(false);
          volgende.mutate();
        }}
      >
        Volgende
      </Button>
      <div role="status">{niets ? <span>Er is nu geen werk dat bij u past.</span> : null}</div>
      {volgende.isError ? (
        <Alert type="error" role="alert">
          <Paragraph>{describeFout(volgende.error)}</Paragraph>
        </Alert>
      ) : null}
    </div>
  );
}
