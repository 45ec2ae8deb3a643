import type { Poststuk } from './stuk.ts';

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character]!);
const tijd = new Intl.DateTimeFormat('nl-NL', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'Europe/Amsterdam',
});
const soorten: Record<string, string> = { email: 'E-mail', sms: 'Sms', post: 'Brief' };

const stijl = `
  body { margin: 0; font-family: system-ui, Arial, sans-serif; font-size: 1rem; line-height: 1.5; color: #1a1a1a; background: #fff; }
  .utrecht-page-layout { max-width: 70rem; margin: 0 auto; padding: 1rem; }
  .utrecht-table { width: 100%; border-collapse: collapse; }
  .utrecht-table__header-cell, .utrecht-table__cell { text-align: start; vertical-align: top; padding: .5rem; border-bottom: 1px solid #767676; overflow-wrap: anywhere; }
  .schakel-scroll { overflow-x: auto; }
  .utrecht-textbox { font: inherit; padding: .5rem; border: 1px solid #595959; min-width: min(20rem, 100%); box-sizing: border-box; }
  .utrecht-button { font: inherit; padding: .5rem 1rem; border: 2px solid #00468b; background: #00468b; color: #fff; cursor: pointer; }
  .utrecht-link { color: #00468b; }
  .utrecht-code-block, .schakel-tekst { white-space: pre-wrap; overflow-wrap: anywhere; background: #f3f3f3; padding: 1rem; margin: 0; font-size: .95rem; }
  .schakel-tekst { font-family: inherit; }
  .utrecht-table__caption { text-align: start; padding: .5rem; }
  dt { font-weight: bold; } dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
  :focus-visible { outline: 3px solid #b36200; outline-offset: 2px; }
`;

function page(titel: string, inhoud: string): string {
  return `<!DOCTYPE html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(titel)} - Postbus</title>
<style>${stijl}</style>
</head>
<body class="utrecht-document">
<main class="utrecht-page-layout">
<h1 class="utrecht-heading-1">${escapeHtml(titel)}</h1>
${inhoud}
</main>
</body>
</html>`;
}

/** The list, newest first. @param aan the filter that is on */
export function renderLijst(stukken: Poststuk[], aan: string | undefined, maximum: number): string {
  const filter = `<form method="get" action="/postbus" role="search">
<p><label class="utrecht-form-label" for="aan">Ontvanger (e-mailadres of telefoonnummer)</label><br>
<input class="utrecht-textbox" id="aan" name="aan" value="${escapeHtml(aan ?? '')}" autocomplete="off" spellcheck="false">
<button class="utrecht-button" type="submit">Filter</button></p>
</form>${aan ? '\n<p><a class="utrecht-link" href="/postbus">Toon alle berichten</a></p>' : ''}`;
  const uitleg =
    '<p class="utrecht-paragraph">Hier staat wat Schakel tijdens het ontwikkelen verstuurde. Deze berichten gaan nergens heen.</p>';
  if (stukken.length === 0)
    return page('Postbus', `${uitleg}\n${filter}\n<p role="status">Er zijn geen berichten.</p>`);
  const rijen = stukken
    .map(
      (stuk) => `<tr>
<td class="utrecht-table__cell">${escapeHtml(tijd.format(new Date(stuk.ontvangenOp)))}</td>
<td class="utrecht-table__cell">${escapeHtml(soorten[stuk.soort] ?? stuk.soort)}</td>
<td class="utrecht-table__cell"><a class="utrecht-link" href="/postbus/${stuk.id}">${escapeHtml(stuk.onderwerp || stuk.tekst.slice(0, 60) || '(zonder onderwerp)')}</a></td>
<td class="utrecht-table__cell">${escapeHtml(stuk.aan)}</td>
<td class="utrecht-table__cell">${stuk.aantal}</td>
</tr>`,
    )
    .join('\n');
  const aantal = stukken.length === 1 ? '1 bericht' : `${stukken.length} berichten`;
  return page(
    'Postbus',
    `${uitleg}
${filter}
<p role="status">${aantal}${stukken.length === maximum ? ' (de nieuwste)' : ''}</p>
<div class="schakel-scroll" tabindex="0" role="region" aria-label="Berichten">
<table class="utrecht-table">
<caption class="utrecht-table__caption">Berichten, de nieuwste bovenaan</caption>
<thead><tr>${['Ontvangen', 'Soort', 'Onderwerp', 'Aan', 'Keer aangeboden'].map((kop) => `<th class="utrecht-table__header-cell" scope="col">${kop}</th>`).join('')}</tr></thead>
<tbody>
${rijen}
</tbody>
</table>
</div>`,
  );
}

/** One piece with its text and its source. */
export function renderStuk(stuk: Poststuk, ruw: string): string {
  const gegevens = [
    ['Soort', soorten[stuk.soort] ?? stuk.soort],
    ['Van', stuk.van],
    ['Aan', stuk.aan],
    ['Ontvangen', tijd.format(new Date(stuk.ontvangenOp))],
    ['Keer aangeboden', String(stuk.aantal)],
    ['Bijlagen', stuk.bijlagen.join(', ') || 'geen'],
    ['Nummer van het bericht', stuk.berichtId],
  ];
  return page(
    stuk.onderwerp || '(zonder onderwerp)',
    `<p><a class="utrecht-link" href="/postbus?aan=${encodeURIComponent(stuk.aan)}">Alle berichten aan deze ontvanger</a></p>
<dl>${gegevens.map(([naam, waarde]) => `<dt>${escapeHtml(naam!)}</dt><dd>${escapeHtml(waarde!)}</dd>`).join('\n')}</dl>
<h2 class="utrecht-heading-2">Tekst</h2>
<pre class="schakel-tekst" tabindex="0" aria-label="Tekst van het bericht">${linkOwn(escapeHtml(stuk.tekst))}</pre>
<details>
<summary>Bron</summary>
<pre class="utrecht-code-block" tabindex="0" aria-label="Bron van het bericht">${escapeHtml(ruw.slice(0, 200_000))}</pre>
</details>`,
  );
}

/** Web addresses in escaped text as links, so that a developer can follow them. */
function linkOwn(escaped: string): string {
  return escaped.replace(
    /https?:\/\/(?:[^\s<>"'()&]|&amp;)+/g,
    (url) => `<a class="utrecht-link" rel="noreferrer" href="${url}">${url}</a>`,
  );
}

export function renderNietGevonden(): string {
  return page(
    'Niet gevonden',
    '<p>Dit bericht is er niet.</p>\n<p><a class="utrecht-link" href="/postbus">Naar de postbus</a></p>',
  );
}
