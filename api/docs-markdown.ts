import { Marked, type Tokens } from 'marked';

/** One page of the documentation as HTML. */
export interface Docspagina {
  /** Text of the first heading. */
  titel: string;
  html: string;
}

/** The id that GitHub gives a heading, so that links work there and here. */
export function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

/**
 * Where a link of a page in `docs/` leads on the website: to another page, a picture, or another site.
 * @returns undefined for files that the website does not serve, such as source code
 */
export function resolveLink(href: string): string | undefined {
  if (/^(https?:|mailto:|#)/.test(href)) return href;
  const [, path = '', anchor = ''] = /^([^#]*)(#.*)?$/.exec(href) ?? [];
  // The README stands one folder higher: its links start with docs/, those to it with ../.
  const name = path.replace(/^\.\//, '').replace(/^docs\//, '');
  if (name === '../README.md') return `/docs/readme${anchor}`;
  if (name === 'README.md') return `/docs${anchor}`;
  if (/^[a-z0-9-]+\.md$/.test(name)) return `/docs/${name.slice(0, -3)}${anchor}`;
  if (/^beelden\/[a-z0-9-]+\.(png|svg)$/.test(name)) return `/docs/${name}`;
  return undefined;
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (symbol) => `&#${symbol.charCodeAt(0)};`);

const marked = new Marked({
  renderer: {
    heading({ tokens, depth, text }: Tokens.Heading) {
      const id = slugOf(text);
      return `<h${depth} id="${id}" class="utrecht-heading-${depth}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    paragraph({ tokens }) {
      return `<p class="utrecht-paragraph">${this.parser.parseInline(tokens)}</p>\n`;
    },
    link({ href, tokens }) {
      const text = this.parser.parseInline(tokens);
      const target = resolveLink(href);
      return target
        ? `<a class="utrecht-link utrecht-link--html-a" href="${escapeHtml(target)}">${text}</a>`
        : text;
    },
    image({ href, text }) {
      const target = resolveLink(href);
      return target
        ? `<img class="docs-beeld" src="${escapeHtml(target)}" alt="${escapeHtml(text)}">`
        : escapeHtml(text);
    },
    // Wide blocks scroll by themselves, also with the keyboard.
    code({ text, lang }) {
      const label = lang === 'sh' ? 'Opdrachten' : 'Code';
      return `<pre class="docs-code" tabindex="0" role="region" aria-label="${label}"><code>${escapeHtml(text)}</code></pre>\n`;
    },
    table({ header, rows }) {
      const cells = (row: Tokens.TableCell[], open: string, close: string): string =>
        `<tr>${row.map((cell) => `${open}${this.parser.parseInline(cell.tokens)}${close}`).join('')}</tr>`;
      const head = `<thead>${cells(header, '<th scope="col">', '</th>')}</thead>`;
      const body = rows.map((row) => cells(row, '<td>', '</td>')).join('\n');
      return `<div class="docs-tabel" tabindex="0" role="region" aria-label="Tabel"><table>${head}<tbody>${body}</tbody></table></div>\n`;
    },
    // Markup in a text is shown as text; comments are for authors.
    html({ text }) {
      return text.trimStart().startsWith('<!--') ? '' : escapeHtml(text);
    },
  },
});

/** Renders a page of `docs/`. */
export function renderDocs(markdown: string): Docspagina {
  const heading = /^# (.+)$/m.exec(markdown)?.[1] ?? 'Documentatie';
  return {
    titel: heading.replaceAll('`', ''),
    html: marked.parse(markdown, { async: false }),
  };
}
