import { z } from 'zod';
import { Zaakweigering } from './poort.ts';

const foutSchema = z.object({
  code: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  invalidParams: z.array(z.object({ name: z.string(), code: z.string(), reason: z.string() })).optional(),
});

/** Complaints that pass: another attempt was first and will be found, or our clock is ahead. */
const gaatOver = ['identificatie-niet-uniek', 'unique', 'date-in-future', 'future_not_allowed'];
const later = new Set([408, 425, 429]);

/**
 * What an answer that is no success means (ZGW standard, `Fout` and `ValidatieFout`).
 * @param pad resource that was asked; of a rol no reason is kept, since it may repeat what a klant told
 */
export function foutVan(status: number, pad: string, antwoord: unknown): Error {
  if (status >= 500 || later.has(status)) return new Error(`The register answered ${status} to ${pad}.`);
  const gelezen = foutSchema.safeParse(antwoord);
  const { code = 'geweigerd', title = '', detail = '', invalidParams = [] } = gelezen.data ?? {};
  if (invalidParams.length > 0 && invalidParams.every((fout) => gaatOver.includes(fout.code)))
    return new Error(`The register answered ${invalidParams[0]!.code} to ${pad}.`);
  const [eerste] = invalidParams;
  const veld = eerste ? `${pad}.${eerste.name}` : pad;
  const reden =
    pad === 'rollen' ? 'niet aangenomen' : (eerste?.reason ?? (detail || title || 'niet aangenomen'));
  return new Zaakweigering(veld, eerste?.code ?? `${code}, HTTP ${status}`, reden.slice(0, 300));
}
