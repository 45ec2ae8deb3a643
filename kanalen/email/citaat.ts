/** Somebody's reply, split in what is new and the history below it. */
export interface Gesplitst {
  nieuw: string;
  /** Empty when there is none, or when it cannot be told apart for certain. */
  citaat: string;
}

const voorzetsel = /^(op|on|am|le|el|il|em)\b/i;
const werkwoord = /\b(schreef|geschreven|wrote|schrieb|a écrit|escribió|ha scritto|escreveu)\b/i;
const scheiding =
  /^[-_\s]*(oorspronkelijk bericht|original message|ursprüngliche nachricht|message d'origine)[-_\s]*$/i;
const eersteKop = /^\**(van|from|von|de)\**\s?:/i;
const andereKop =
  /^\**(verzonden|datum|sent|date|gesendet|envoyé|aan|to|an|à|onderwerp|subject|betreff|objet)\**\s?:/i;
/** A history that begins below this many lines is not looked for. */
const maximumRegels = 5_000;
const isQuoted = (line: string): boolean => /^\s*>/.test(line);
const isBlank = (line: string): boolean => line.trim() === '';

/**
 * Takes the quoted history off the end of a reply. Only a history that runs to the end counts; answers written between
 * the quotes, a text that is nothing but history, or anything else unclear stays whole.
 */
export function splitCitaat(text: string): Gesplitst {
  const lines = text.split('\n');
  const found = findStart(lines);
  if (!found) return { nieuw: text, citaat: '' };
  let end = found.start;
  while (end > 0 && /^[_\s]*$/.test(lines[end - 1]!)) end -= 1;
  const nieuw = lines.slice(0, end).join('\n');
  const history = lines.slice(found.body);
  const quoted = history.filter(isQuoted).length;
  const written = history.filter((line) => !isQuoted(line) && !isBlank(line)).length;
  const whole = written === 0 || (found.certain && quoted === 0);
  if (nieuw === '' || !whole) return { nieuw: text, citaat: '' };
  return { nieuw, citaat: lines.slice(found.start).join('\n') };
}

/** A text without the lines that are quoted for certain. */
export function withoutQuotedLines(text: string): string {
  return text
    .split('\n')
    .filter((line) => !isQuoted(line))
    .join('\n');
}

/** Where the history begins, where its own lines begin, and whether what announces it can be nothing else. */
function findStart(lines: string[]): { start: number; body: number; certain: boolean } | undefined {
  for (let index = 0; index < Math.min(lines.length, maximumRegels); index += 1) {
    const line = lines[index]!;
    if (isQuoted(line)) return { start: index, body: index, certain: false };
    if (scheiding.test(line)) return { start: index, body: index + 1, certain: true };
    if (eersteKop.test(line) && countKoppen(lines.slice(index + 1, index + 6)) >= 2) {
      return { start: index, body: index + 1, certain: true };
    }
    if (!voorzetsel.test(line)) continue;
    // Mail programs break the announcing line where it gets long.
    for (let span = 1; span <= 3; span += 1) {
      const aankondiging = lines
        .slice(index, index + span)
        .join(' ')
        .slice(0, 500);
      if (!werkwoord.test(aankondiging) || !/:\s*$/.test(aankondiging)) continue;
      // "Op maandag schreef mijn buurman:" is a sentence; a program writes an address, or year and time.
      const certain =
        aankondiging.includes('@') || (/\d{4}\D/.test(aankondiging) && /\d:\d\d/.test(aankondiging));
      return { start: index, body: index + span, certain };
    }
  }
  return undefined;
}

const countKoppen = (lines: string[]): number => lines.filter((line) => andereKop.test(line)).length;
