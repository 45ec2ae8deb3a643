import { Paragraph } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import { Paginatitel } from '../onderdelen/paginatitel.tsx';

/** Signed in, but not for this: says what to do. */
export function Geentoegang(): ReactNode {
  return (
    <>
      <Paginatitel titel="U heeft geen toegang tot het werk" />
      <Paragraph>
        Op deze pagina’s staan gegevens van inwoners. Die mag u alleen zien als u de rol medewerker heeft.
        Heeft u die nodig? Vraag de rol dan aan bij uw leidinggevende.
      </Paragraph>
    </>
  );
}
