import type { ReactNode } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { Apifout } from './gegevens/api.ts';
import { useIk } from './gegevens/vragen.ts';
import { Raam } from './onderdelen/raam.tsx';
import { Laden, Storing } from './onderdelen/stand.tsx';
import { Geentoegang } from './paginas/geen-toegang.tsx';
import { Inloggen } from './paginas/inloggen.tsx';
import { Nietgevonden } from './paginas/niet-gevonden.tsx';
import { Verzoekpagina } from './paginas/verzoek.tsx';
import { Werkpagina } from './paginas/werk.tsx';
import { Werklijstpagina } from './paginas/werklijst.tsx';
import { Zoekpagina } from './paginas/zoeken.tsx';

/** Who is signed in decides what there is to see. */
export function App(): ReactNode {
  return (
    <BrowserRouter basename="/medewerker">
      <Deur />
    </BrowserRouter>
  );
}

function Deur(): ReactNode {
  const ik = useIk();
  if (ik.isPending) return <Laden wat="de pagina" />;
  if (ik.error instanceof Apifout && ik.error.status === 401) return <Inloggen />;
  if (!ik.data) return <Storing fout={ik.error} opnieuw={() => void ik.refetch()} />;
  return (
    <Raam ik={ik.data}>
      {ik.data.rollen.includes('medewerker') ? (
        <Routes>
          <Route index element={<Werklijstpagina ik={ik.data} />} />
          <Route path="werk/:id" element={<Werkpagina ik={ik.data} />} />
          <Route path="zoeken" element={<Zoekpagina />} />
          <Route path="verzoeken/:kenmerk" element={<Verzoekpagina />} />
          <Route path="*" element={<Nietgevonden />} />
        </Routes>
      ) : (
        <Geentoegang />
      )}
    </Raam>
  );
}
