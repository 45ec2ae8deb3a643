import type { RequestHandler } from 'express';
import { type InvalidParam, Problem } from '../../platform/problem.ts';
import { validatieFout } from './fout.ts';

/** Deeper than any declared field; what goes on without end would exhaust the stack of whoever walks it. */
const maximumDiepte = 64;

/**
 * Refuses what PostgreSQL cannot keep, wherever it stands: the NUL character, and halves of surrogate pairs.
 * @throws Problem 400 with the name of the field
 */
export function eisTekens(body: unknown): void {
  const werk: { waarde: unknown; pad: string; diepte: number }[] = [{ waarde: body, pad: '', diepte: 0 }];
  for (let stap = werk.pop(); stap; stap = werk.pop()) {
    const { waarde, pad, diepte } = stap;
    if (typeof waarde === 'string') eisTekst(waarde, pad);
    if (typeof waarde !== 'object' || waarde === null) continue;
    if (diepte >= maximumDiepte)
      throw validatieFout([fout(pad, 'max_depth', `Dit gaat meer dan ${maximumDiepte} niveaus diep.`)]);
    for (const [naam, deel] of Object.entries(waarde)) {
      eisTekst(naam, pad);
      if (typeof deel === 'string' || typeof deel === 'object')
        werk.push({ waarde: deel, pad: pad ? `${pad}.${naam}` : naam, diepte: diepte + 1 });
    }
  }
}

const fout = (pad: string, code: string, reason: string): InvalidParam => ({
  name: pad.slice(0, 200) || 'nonFieldErrors',
  code,
  reason,
});

function eisTekst(tekst: string, pad: string): void {
  if (tekst.includes('\0'))
    throw validatieFout([fout(pad, 'null_characters_not_allowed', 'Het teken NUL is niet toegestaan.')]);
  if (!isHeel(tekst))
    throw validatieFout([
      fout(pad, 'surrogate_characters_not_allowed', 'Halve tekens (surrogaten) zijn niet toegestaan.'),
    ]);
}

/** Unicode text without halves of pairs (ECMAScript 2024, which the types do not know yet). */
const isHeel = (tekst: string): boolean => (tekst as unknown as { isWellFormed(): boolean }).isWellFormed();

/** The same for the query; the path holds uuids only. */
export const eisVraagTekens: RequestHandler = (req, _res, next) => {
  eisTekens(req.query);
  next();
};

/** The same for a body that was read. */
export const eisBodyTekens: RequestHandler = (req, _res, next) => {
  eisTekens(req.body);
  next();
};

/** Values that only the database could judge (class 22 of PostgreSQL: out of range, unreadable) are wrong input. */
export function alsInvoerfout(error: unknown): unknown {
  const { code } = (error ?? {}) as { code?: unknown };
  if (error instanceof Problem || typeof code !== 'string' || !/^22[0-9A-Z]{3}$/.test(code)) return error;
  return validatieFout([
    { name: 'nonFieldErrors', code: 'invalid', reason: 'Een waarde ligt buiten het bereik.' },
  ]);
}
