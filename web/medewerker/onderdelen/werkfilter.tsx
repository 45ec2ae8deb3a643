import { FormLabel, Select, SelectOption } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { Ik, WerkWeergave } from '../../../api/medewerker/contract.ts';

const statussen = [
  { code: 'open', tekst: 'Wachtend' },
  { code: 'mijn', tekst: 'Bij mij' },
  { code: 'bezig', tekst: 'Bij iemand' },
];

/** What the list shows. It stands in the address, so a page can be kept and shared. */
export function Werkfilter({ ik, werk }: { ik: Ik; werk: WerkWeergave[] }): ReactNode {
  const [query, setQuery] = useSearchParams();
  const status = query.get('status') ?? 'open';
  const withValue = (name: string, value: string): URLSearchParams => {
    const next = new URLSearchParams(query);
    if (value) next.set(name, value);
    else next.delete(name);
    return next;
  };
  const kanalen = new Map(
    werk.flatMap(({ kanaal }) => (kanaal ? [[kanaal.code, kanaal.naam] as const] : [])),
  );
  const chosen = query.get('kanaal') ?? '';
  if (chosen && !kanalen.has(chosen)) kanalen.set(chosen, showVaardigheid(chosen));
  return (
    <div className="mw-filter">
      <nav aria-label="Welk werk" className="mw-tabs">
        {statussen.map(({ code, tekst }) => (
          <Link
            key={code}
            to={`?${withValue('status', code === 'open' ? '' : code)}`}
            aria-current={status === code ? 'page' : undefined}
            replace
          >
            {tekst}
          </Link>
        ))}
      </nav>
      <Keuze
        id="filter-vaardigheid"
        label="Vaardigheid"
        value={query.get('vaardigheid') ?? ''}
        onChange={(value) => setQuery(withValue('vaardigheid', value), { replace: true })}
        opties={[
          ['', 'Mijn vaardigheden'],
          ...ik.vaardigheden.map((code) => [code, showVaardigheid(code)] as const),
          ['alle', 'Alle vaardigheden'],
        ]}
      />
      <Keuze
        id="filter-kanaal"
        label="Kanaal"
        value={chosen}
        onChange={(value) => setQuery(withValue('kanaal', value), { replace: true })}
        opties={[['', 'Alle kanalen'], ...kanalen]}
      />
    </div>
  );
}

export const showVaardigheid = (code: string): string => {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

interface Keuzevelden {
  id: string;
  label: string;
  value: string;
  opties: readonly (readonly [code: string, tekst: string])[];
  onChange: (value: string) => void;
}

function Keuze({ id, label, value, opties, onChange }: Keuzevelden): ReactNode {
  return (
    <div className="mw-filter__veld">
      <FormLabel htmlFor={id}>{label}</FormLabel>
      <Select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {opties.map(([code, tekst]) => (
          <SelectOption key={code} value={code}>
            {tekst}
          </SelectOption>
        ))}
      </Select>
    </div>
  );
}
