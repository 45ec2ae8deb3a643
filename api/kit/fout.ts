import { type InvalidParam, Problem } from '../../platform/problem.ts';

/** Errors in the forms of the ZGW standard (`Fout` and `ValidatieFout`): those of fields first, then those of their combination. */
export function validatieFout(fouten: InvalidParam[]): Problem {
  const samen = (fout: InvalidParam): boolean => fout.name === 'nonFieldErrors';
  const invalidParams = [...fouten.filter((fout) => !samen(fout)), ...fouten.filter(samen)];
  return new Problem(
    400,
    'invalid',
    'Invalid input.',
    'De invoer klopt niet; er is niets veranderd.',
    invalidParams,
  );
}

export const veldFout = (name: string, code: string, reason: string): Problem =>
  validatieFout([{ name, code, reason }]);

export const nietToegestaan = (detail = 'U heeft geen toestemming voor deze actie.'): Problem =>
  new Problem(403, 'permission_denied', 'U heeft geen toestemming voor deze actie.', detail);

export const nietGevonden = (detail = 'Niet gevonden.'): Problem =>
  new Problem(404, 'not_found', 'Niet gevonden.', detail);

export const mediatypeOnbekend = (wel: string): Problem =>
  new Problem(
    415,
    'unsupported_media_type',
    'Media type niet ondersteund.',
    `Alleen ${wel} wordt ondersteund.`,
  );

export const methodeOnbekend = (methode: string): Problem =>
  new Problem(405, 'method_not_allowed', 'Methode niet toegestaan.', `Methode "${methode}" niet toegestaan.`);
