import { Alert, Button, Paragraph } from '@utrecht/component-library-react';
import type { ReactNode } from 'react';
import { describeFout } from '../gegevens/api.ts';

/** While something is read. */
export function Laden({ wat }: { wat: string }): ReactNode {
  return (
    <div className="mw-laden" role="status">
      <span className="mw-laden__draai" aria-hidden="true" />
      <span>{`Wij halen ${wat} op…`}</span>
    </div>
  );
}

/** Something could not be read: why, and the way to try again. */
export function Storing({ fout, opnieuw }: { fout: unknown; opnieuw?: () => void }): ReactNode {
  return (
    <Alert type="error" role="alert">
      <Paragraph>
        <strong>Dit lukte niet.</strong> {describeFout(fout)}
      </Paragraph>
      {opnieuw ? (
        <Button appearance="secondary-action-button" onClick={opnieuw}>
          Probeer opnieuw
        </Button>
      ) : null}
    </Alert>
  );
}

/** There is nothing to show, and that is fine. */
export function Leeg({ titel, children }: { titel: string; children: ReactNode }): ReactNode {
  return (
    <div className="mw-leeg">
      <p className="mw-leeg__titel">{titel}</p>
      <p>{children}</p>
    </div>
  );
}
