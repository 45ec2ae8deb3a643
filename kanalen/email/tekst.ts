import { convert } from 'html-to-text';

/** Deepest nesting that is converted with structure; the parser below is quadratic in it. */
const maximumDepth = 300;
const maximumHtml = 1_000_000;
const implied =
  /^(area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|option|tr|td|th|thead|tbody|tfoot)$/;

/** HTML as a person would read it aloud: paragraphs, lists, addresses of links; no images, no line breaks at 80. */
export function htmlToTekst(html: string): string {
  if (html.length > maximumHtml || isTooDeep(html)) return stripTags(html);
  try {
    return convert(html, {
      wordwrap: false,
      limits: { maxDepth: maximumDepth },
      selectors: [
        {
          selector: 'a',
          options: {
            hideLinkHrefIfSameAsText: true,
            ignoreHref: false,
            noAnchorUrl: true,
            linkBrackets: ['(', ')'],
          },
        },
        { selector: 'img', format: 'skip' },
        ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
          selector,
          options: { uppercase: false },
        })),
        { selector: 'ul', options: { itemPrefix: '- ' } },
        { selector: 'blockquote', options: { trimEmptyLines: true } },
      ],
    });
  } catch {
    return stripTags(html);
  }
}

function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, closing, name] of html.matchAll(/<(\/?)([a-z][a-z0-9:-]{0,30})/gi)) {
    if (implied.test(name!.toLowerCase())) continue;
    depth = Math.max(0, depth + (closing ? -1 : 1));
    if (depth > maximumDepth) return true;
  }
  return false;
}

// Linear on any input: a tag never holds a second "<".
function stripTags(html: string): string {
  return html
    .replace(/<(br|\/p|\/div|\/li|\/tr)[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/** Plain text that every register can hold: no control characters, no broken characters, at most one empty line in a row. */
export function tidyTekst(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      .replace(/[\u00a0\u202f]/g, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g, '')
      .replace(/\p{Surrogate}/gu, '\ufffd')
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}

/** The first `maximum` characters, the last of them an ellipsis where something was cut. Never half a character. */
export function cutTekst(text: string, maximum: number): string {
  if (text.length <= maximum) return text;
  return `${text.slice(0, maximum - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
