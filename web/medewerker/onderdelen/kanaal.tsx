import type { ReactNode } from 'react';
import type { Kanaalnaam } from '../../../api/medewerker/contract.ts';

const mail = 'M3 6h18v12H3zM3 7l9 7 9-7';
const scherm = 'M3 5h18v11H3zM9 20h6M12 16v4';
const brief = 'M5 3h11l4 4v14H5zM9 9h6M9 13h7M9 17h7';
const mens = 'M12 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4.5 3.5-7 8-7s8 2.5 8 7';

/** One line drawing per medium, on a grid of 24. */
const tekeningen: Record<string, string> = {
  balie: mens,
  mijnoverheid: scherm,
  mijngemeente: scherm,
  website: scherm,
  webformulier: 'M5 3h14v18H5zM8 8h3M8 12h3M8 16h3M14 8h2M14 12h2M14 16h2',
  chat: 'M3 5h18v11H10l-5 4v-4H3zM8 10h.01M12 10h.01M16 10h.01',
  telefoon: 'M6 3h4l1.5 5-2.5 2a12 12 0 0 0 5 5l2-2.5 5 1.5v4a2 2 0 0 1-2 2C11 20 4 13 4 5a2 2 0 0 1 2-2z',
  videobellen: 'M3 7h12v10H3zM15 11l6-4v10l-6-4z',
  email: mail,
  post: brief,
  'sociale-media':
    'M12 3v18M3 12h18M5 7c4 3 10 3 14 0M5 17c4-3 10-3 14 0M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
  'op-locatie': 'M12 21c5-6 7-9 7-12a7 7 0 0 0-14 0c0 3 2 6 7 12zM12 11a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  sms: 'M7 2h10v20H7zM11 19h2M9 7h6M9 11h4',
  'berichtenbox-bedrijven': mail,
  ketenpartnerportaal: 'M4 20V9l8-5 8 5v11M9 20v-6h6v6',
};

/** Kanaal as icon and name: never the icon alone. */
export function Kanaal({ kanaal }: { kanaal: Kanaalnaam }): ReactNode {
  return (
    <span className="mw-kanaal">
      <svg
        viewBox="0 0 24 24"
        width="20"
        height="20"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        <path d={tekeningen[kanaal.code] ?? mail} />
      </svg>
      {kanaal.naam}
    </span>
  );
}
