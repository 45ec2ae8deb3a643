import { Paragraph } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Paginatitel } from '../onderdelen/paginatitel.tsx';

export function Nietgevonden(): ReactNode {
  return (
    <>
      <Paginatitel titel="Deze pagina bestaat niet" />
      <Paragraph>
        Misschien is de link oud.{' '}
        <Link to="/" className="utrecht-link">
          Ga naar het werk
        </Link>
        .
      </Paragraph>
    </>
  );
}
