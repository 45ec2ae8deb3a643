import type { ReactNode } from 'react';
import { BrowserRouter, Navigate, Route, Routes } from 'react-router';
import type { Ik } from '../../api/medewerker/contract.ts';
import { Apifout } from './gegevens/api.ts';
import { useIk } from './gegevens/vragen.ts';
import { Raam } from './onderdelen/raam.tsx';
import { Laden, Storing } from './onderdelen/stand.tsx';
import { Archiefpagina } from './paginas/archief.tsx';
import { Archieflijstpagina } from './paginas/archieflijst.tsx';
import { Geentoegang } from './paginas/geen-toegang.tsx';
import { Inloggen } from './paginas/inloggen.tsx';
import { Nietgevonden } from './paginas/niet-gevonden.tsx';
import { Verklaringpagina } from './paginas/verklaring.tsx';
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
      <Paginas ik={ik.data} />
    </Raam>
  );
}

/** Each role has pages of its own; a person may have several. */
function Paginas({ ik }: { ik: Ik }): ReactNode {
  const werkt = ik.rollen.includes('medewerker');
  const archiveert = ik.rollen.includes('archivaris');
  return (
    <Routes>
      {werkt ? (
        <>
          <Route index element={<Werklijstpagina ik={ik} />} />
          <Route path="werk/:id" element={<Werkpagina ik={ik} />} />
          <Route path="zoeken" element={<Zoekpagina />} />
          <Route path="verzoeken/:kenmerk" element={<Verzoekpagina />} />
        </>
      ) : null}
      {archiveert ? (
        <>
          <Route path="archief" element={<Archiefpagina />} />
          <Route path="archief/:id" element={<Archieflijstpagina />} />
          <Route path="archief/:id/verklaring" element={<Verklaringpagina />} />
        </>
      ) : null}
      {archiveert && !werkt ? <Route index element={<Navigate to="/archief" replace />} /> : null}
      <Route path="*" element={werkt ? <Nietgevonden /> : <Geentoegang />} />
    </Routes>
  );
}
