import { voldoetAanElfproef } from '../../domein/elfproef.ts';
import { eigenschappenOf, type Kanaal } from '../../domein/kanaal.ts';
import type { AnyProces } from '../../domein/proces.ts';
import { validateAntwoorden } from '../../domein/vraag.ts';
import type { InvalidParam } from '../../platform/problem.ts';
import type { ExtraChecks } from './invoer.ts';

/** The processes that may start over this kanaal. */
export function listOpen(processen: ReadonlyMap<string, AnyProces>, kanaal: Kanaal): AnyProces[] {
  return [...processen.values()].filter((proces) => !proces.kanalen || proces.kanalen.includes(kanaal));
}

/** Checks product, answers and identity of a message: what its shape alone cannot tell. */
export function berichtChecks(processen: ReadonlyMap<string, AnyProces>, kanaal: Kanaal): ExtraChecks {
  const open = listOpen(processen, kanaal);
  return (body) => [
    ...checkProduct(open, processen, body),
    ...checkIdentiteit(kanaal, body.afzender),
    ...checkInhoud(body),
  ];
}

function checkProduct(
  open: AnyProces[],
  processen: ReadonlyMap<string, AnyProces>,
  { product, inhoud }: Record<string, unknown>,
): InvalidParam[] {
  if (typeof product !== 'string') return [];
  const proces = open.find(({ code }) => code === product);
  if (!proces) {
    const closed = processen.has(product);
    const codes = open.map(({ code }) => code).join(', ');
    return [
      {
        name: 'product',
        code: closed ? 'kanaal-niet-open' : 'onbekend-product',
        reason: `${closed ? 'Dit product kan niet over dit kanaal.' : 'Dit product kennen wij niet.'} Wel: ${codes}.`,
      },
    ];
  }
  const { gegevens } = (inhoud ?? {}) as { gegevens?: unknown };
  // Without answers the process asks them itself, as after a mail.
  return typeof gegevens === 'object' && gegevens !== null
    ? checkGegevens(proces, gegevens as Record<string, unknown>)
    : [];
}

function checkGegevens(proces: AnyProces, gegevens: Record<string, unknown>): InvalidParam[] {
  const name = (veld: string): string => `inhoud.gegevens.${veld}`;
  const unknown = Object.keys(gegevens).filter((veld) => !Object.hasOwn(proces.gegevens.shape, veld));
  const result = validateAntwoorden(proces.gegevens, gegevens);
  return [
    ...unknown.map((veld) => ({
      name: name(veld),
      code: 'onbekend-veld',
      reason: 'Deze vraag hoort niet bij dit product.',
    })),
    ...(result.ok ? [] : result.fouten).map(({ veld, code, tekst }) => ({
      name: name(veld),
      code: gegevens[veld] === undefined ? 'required' : code,
      reason: tekst,
    })),
  ];
}

const nummers: Record<string, (nummer: string) => boolean> = {
  bsn: voldoetAanElfproef,
  rsin: voldoetAanElfproef,
  kvknummer: (nummer) => /^\d{8}$/.test(nummer),
  vestigingsnummer: (nummer) => /^\d{12}$/.test(nummer),
};

/** An app may claim only what its medium can prove (Bijlage 2). */
export function checkIdentiteit(kanaal: Kanaal, afzender: unknown): InvalidParam[] {
  const { identiteit } = (afzender ?? {}) as {
    identiteit?: { middel?: unknown; soort?: string; nummer?: unknown };
  };
  if (typeof identiteit !== 'object' || identiteit === null) return [];
  const params: InvalidParam[] = [];
  const middelen: readonly string[] = eigenschappenOf(kanaal).identificatiemiddelen;
  if (typeof identiteit.middel === 'string' && !middelen.includes(identiteit.middel)) {
    params.push({
      name: 'afzender.identiteit.middel',
      code: 'middel-hoort-niet-bij-kanaal',
      reason: `Dit kanaal bewijst geen identiteit met dit middel. Wel: ${middelen.join(', ') || 'geen'}.`,
    });
  }
  const past = Object.entries(nummers).find(([soort]) => soort === identiteit.soort)?.[1];
  if (past && typeof identiteit.nummer === 'string' && !past(identiteit.nummer)) {
    params.push({
      name: 'afzender.identiteit.nummer',
      code: 'invalid_format',
      reason:
        'Dit nummer heeft niet de goede lengte, andere tekens dan cijfers, of voldoet niet aan de elfproef.',
    });
  }
  return params;
}

/** A message that says nothing, and asks nothing, is a mistake. */
function checkInhoud({ inhoud, bijlagen, product, bedoeling }: Record<string, unknown>): InvalidParam[] {
  if (typeof inhoud !== 'object' || inhoud === null) return [];
  const { tekst, gegevens, keuze } = inhoud as Record<string, unknown>;
  const says = (typeof tekst !== 'string' || tekst.trim() !== '') && tekst !== undefined;
  const asks = product !== undefined || (bedoeling !== undefined && bedoeling !== 'bericht');
  if (says || gegevens !== undefined || keuze !== undefined || asks) return [];
  if (Array.isArray(bijlagen) && bijlagen.length > 0) return [];
  return [{ name: 'inhoud', code: 'required', reason: 'Stuur tekst, gegevens, een keuze of een bijlage.' }];
}
