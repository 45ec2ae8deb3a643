import type { UitgaandBericht } from '../../domein/bericht.ts';
import type { Kanaalinstellingen } from '../../domein/kanaaladapter.ts';

/** How a message looks: the same words as plain text and as simple HTML. */
export interface Opmaak {
  onderwerp: string;
  tekst: string;
  html: string;
}

/** @param link address of the klant's own page about this kenmerk */
export function formatBericht(
  bericht: UitgaandBericht,
  instellingen: Kanaalinstellingen,
  link: string,
): Opmaak {
  const gemeente = /^gemeente\b/i.test(instellingen.gemeenteNaam)
    ? instellingen.gemeenteNaam
    : `Gemeente ${instellingen.gemeenteNaam}`;
  const keuzes = (bericht.keuzes ?? []).map(({ tekst }) => tekst);
  const vraag = 'Antwoord op deze e-mail met een van deze woorden:';
  const voet = [
    `Uw nummer is ${bericht.kenmerk}.`,
    'Wilt u reageren? Beantwoord dan deze e-mail.',
    'Wilt u zien hoe het ervoor staat, of liever chatten? Ga naar uw eigen pagina:',
  ];
  const tekst = [
    bericht.tekst.trim(),
    ...(keuzes.length > 0 ? [`${vraag}\n${keuzes.map((keuze) => `- ${keuze}`).join('\n')}`] : []),
    // "-- " is where mail programs see a signature and leave it out of a reply.
    ['-- ', gemeente, ...voet, link].join('\n'),
  ].join('\n\n');
  return {
    onderwerp: formatOnderwerp(bericht),
    tekst,
    html: formatHtml(bericht, gemeente, [vraag, keuzes], voet, link),
  };
}

/** The subject in one line, at most 200 characters, with the kenmerk in brackets. */
function formatOnderwerp({ onderwerp, kenmerk }: UitgaandBericht): string {
  const regel = onderwerp.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  if (regel.includes(kenmerk) && regel.length <= 200) return regel;
  return `${regel.length > 180 ? `${[...regel].slice(0, 179).join('')}…` : regel} [${kenmerk}]`.trim();
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character]!);

/** Escaped text in which web addresses are links. Only http and https; punctuation at the end stays outside. */
function linkify(text: string): string {
  let html = '';
  let end = 0;
  for (const match of text.matchAll(/https?:\/\/[^\s<>"'()]+/g)) {
    const url = match[0].replace(/[.,;:!?]+$/, '');
    html += `${escapeHtml(text.slice(end, match.index))}<a href="${escapeHtml(url)}">${escapeHtml(url)}</a>`;
    end = match.index + url.length;
  }
  return html + escapeHtml(text.slice(end));
}

function formatHtml(
  bericht: UitgaandBericht,
  gemeente: string,
  [vraag, keuzes]: [string, string[]],
  voet: string[],
  link: string,
): string {
  const alineas = bericht.tekst
    .trim()
    .split(/\n{2,}/)
    .map((alinea) => `<p>${linkify(alinea).replace(/\n/g, '<br>\n')}</p>`);
  const lijst =
    keuzes.length > 0
      ? [`<p>${vraag}</p>`, '<ul>', ...keuzes.map((keuze) => `<li>${escapeHtml(keuze)}</li>`), '</ul>']
      : [];
  return [
    '<!DOCTYPE html>',
    '<html lang="nl">',
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escapeHtml(formatOnderwerp(bericht))}</title></head>`,
    '<body style="font-family: Arial, Helvetica, sans-serif; font-size: 16px; line-height: 1.5; color: #1a1a1a; background: #ffffff; max-width: 40em; margin: 1em;">',
    '<main>',
    ...alineas,
    ...lijst,
    '</main>',
    '<footer style="border-top: 1px solid #767676; margin-top: 2em;">',
    `<p><strong>${escapeHtml(gemeente)}</strong><br>`,
    `${voet.slice(0, 2).map(escapeHtml).join('<br>\n')}</p>`,
    `<p>Wilt u zien hoe het ervoor staat, of liever chatten? <a href="${escapeHtml(link)}">Ga naar uw eigen pagina</a>.</p>`,
    '</footer>',
    '</body></html>',
  ].join('\n');
}
