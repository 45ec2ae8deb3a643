/** Somebody's reply, split in what is new and the history below it. */
export interface Gesplitst {
  nieuw: string;
  /** Empty when there is none, or when it cannot be told apart for certain. */
  citaat: string;
}

const aanhef =
  /^(op|on|am|le|el|il|em)\b.{0,300}\b(schreef|heeft .{0,100}geschreven|wrote|schrieb|a écrit|escribió|ha scritto|escreveu)\b.{0,100}:\s*$/i;
const scheiding =
  /^[-_\s]*(oorspronkelijk bericht|original message|ursprüngliche nachricht|message d'origine)[-_\s]*$/i;
const eersteKop = /^\**(van|from|von|de)\**\s?:/i;
const andereKop =
  /^\**(verzonden|datum|sent|date|gesendet|envoyé|aan|to|an|à|onderwerp|subject|betreff|objet)\**\s?:/i;
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
  const nieuw = lines
    .slice(0, found.start)
    .join('\n')
    .replace(/\n[_\s]*$/, '')
    .trim();
  const history = lines.slice(found.body);
  const quoted = history.filter(isQuoted).length;
  const written = history.filter((line) => !isQuoted(line) && !isBlank(line)).length;
  const whole = found.marked ? quoted === 0 || written === 0 : written === 0;
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

/** Where the history begins, where its own lines begin, and whether a line announces it. */
function findStart(lines: string[]): { start: number; body: number; marked: boolean } | undefined {
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]!;
    if (isQuoted(line)) return { start: index, body: index, marked: false };
    if (scheiding.test(line)) return { start: index, body: index + 1, marked: true };
    // Mail programs break the announcing line where it gets long.
    for (let span = 1; span <= 3; span += 1) {
      if (
        /^(op|on|am|le|el|il|em)\b/i.test(line) &&
        aanhef.test(
          lines
            .slice(index, index + span)
            .join(' ')
            .slice(0, 500),
        )
      ) {
        return { start: index, body: index + span, marked: true };
      }
    }
    if (
      eersteKop.test(line) &&
      lines.slice(index + 1, index + 6).filter((next) => andereKop.test(next)).length >= 2
    ) {
      return { start: index, body: index + 1, marked: true };
    }
  }
  return undefined;
}
