import type { ReactNode } from 'react';

/** The mark of the example municipality: a gate in a shield. Decoration: the name stands beside it. */
export function Beeldmerk(): ReactNode {
  return (
    <svg
      className="site-logo__beeld"
      viewBox="0 0 40 46"
      width="40"
      height="46"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M2 2h36v23c0 10-8 16-18 19C10 41 2 35 2 25z" fill="currentColor" />
      <path d="M9 12h4v4h4v-4h6v4h4v-4h4v20h-7v-6a4 4 0 0 0-8 0v6H9z" fill="#fff" />
    </svg>
  );
}
