import { Alert, Paragraph } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import { describeFout } from '../gegevens/api.ts';

interface Meldingvelden {
  /** An error to tell of; nothing is shown when it is empty. */
  fout?: unknown;
  type?: 'ok' | 'info';
  tekst?: string;
}

/** A sentence that a screen reader tells at once: an error interrupts, other news waits its turn. */
export function Melding({ fout, type = 'info', tekst }: Meldingvelden): ReactNode {
  if (fout)
    return (
      <Alert type="error" role="alert">
        <Paragraph>{describeFout(fout)}</Paragraph>
      </Alert>
    );
  return tekst ? (
    <Alert type={type} role="status">
      <Paragraph>{tekst}</Paragraph>
    </Alert>
  ) : null;
}
