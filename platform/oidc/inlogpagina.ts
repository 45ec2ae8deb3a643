import type { DemoMens } from './mensen.ts';

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (symbol) => `&#${symbol.charCodeAt(0)};`);

const style = `
  body { font: 1.125rem/1.5 system-ui, sans-serif; margin: 0; color: #1a1a1a; background: #f3f5f8; }
  main { max-width: 34rem; margin: 3rem auto; padding: 2rem; background: #fff; border-top: 6px solid #5115ef; }
  h1 { font-size: 1.75rem; margin-top: 0; }
  ul { list-style: none; padding: 0; display: grid; gap: .75rem; }
  button { font: inherit; width: 100%; text-align: start; padding: .9rem 1.1rem; cursor: pointer; color: inherit;
    background: #fff; border: 2px solid #5115ef; border-radius: 4px; min-height: 44px; }
  button:hover { background: #f3eeff; }
  button:focus-visible { outline: 3px solid #1a1a1a; outline-offset: 2px; }
  small { display: block; color: #444; font-size: 1rem; }
`;

/** Style of the page, for its Content-Security-Policy. */
export const pageStyle = style;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}</style></head><body><main>${body}</main></body></html>`;
}

/** Choose who you are: one button per person, works without script. */
export function renderInlogpagina(gemeente: string, mensen: readonly DemoMens[]): string {
  const buttons = mensen
    .map(
      ({ sub, name, functie }) =>
        `<li><button name="sub" value="${escapeHtml(sub)}">${escapeHtml(name)}<small>${escapeHtml(functie)}</small></button></li>`,
    )
    .join('');
  return page(
    `Inloggen – ${gemeente}`,
    `<h1>Wie bent u?</h1><p>Dit is een proefomgeving van ${escapeHtml(gemeente)}. Kies een medewerker om in te loggen.</p>
<form method="post"><ul>${buttons}</ul></form>`,
  );
}

/** Something about signing in went wrong: says so, with the way back. */
export function renderInlogfout(): string {
  return page(
    'Inloggen is niet gelukt',
    '<h1>Inloggen is niet gelukt</h1><p>Misschien duurde het te lang. <a href="/medewerker/">Begin opnieuw</a>.</p>',
  );
}
