import { sql } from 'kysely';
import type { Antwoord, Json, Registers } from './zgw.ts';

/** One wrong value of one field, and the codes by which the standard's form may name it. */
export interface Fout {
  veld: string;
  soort: string;
  waarde: unknown;
  codes: string[];
}

/**
 * Who wrote each row of every table last, and where, but for the log of reads, since a refusal may need a look: equal
 * when nothing was written, not even the same again.
 */
export async function stand({ omgeving }: Registers): Promise<string> {
  const tabellen = await omgeving.opslag.alle<{ naam: string }>(
    sql`SELECT quote_ident(tablename) AS naam FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'verwerking' ORDER BY 1`,
  );
  const hashes = tabellen.map(
    ({ naam }) => sql`
      SELECT ${sql.lit(naam)} || ' ' || count(*) || ' ' || coalesce(sum(hashtextextended(xmin::text || ctid::text, 0)), 0) AS hash
      FROM ${sql.raw(naam)}`,
  );
  const rijen = await omgeving.opslag.alle<{ hash: string }>(sql`${sql.join(hashes, sql` UNION ALL `)}`);
  return rijen.map(({ hash }) => hash).join('\n');
}

/** The schema of a request body, as the served document tells it; of variants the one that fits the body. */
export function invoerVan(document: Json, pad: string, body: Json): Json {
  const ref = document.paths[pad].post.requestBody.content['application/json'].schema.$ref as string;
  const schema = opgelost(document, { $ref: ref });
  if (!schema.anyOf) return schema.properties as Json;
  const keus = (schema.anyOf as Json[]).map((deel) => opgelost(document, deel));
  const past = keus.find((deel) =>
    Object.entries<Json>(deel.properties).every(
      ([naam, vorm]) => !vorm.enum || body[naam] === undefined || vorm.enum.includes(body[naam]),
    ),
  );
  return (past ?? keus[0])?.properties as Json;
}

function opgelost(document: Json, schema: Json): Json {
  const naam = (schema.$ref as string | undefined)?.split('/').at(-1);
  return naam ? document.components.schemas[naam] : schema;
}

/** Bad values for a field, from what the document says of it; which code each deserves stands here. */
export function foutenVoor(veld: string, vorm: Json, verplicht: boolean, ongepast: string): Fout[] {
  const vormen = (vorm.anyOf as Json[] | undefined) ?? [vorm];
  const typen = new Set(vormen.map((een) => een.type as string));
  const fouten: Fout[] = [];
  const voeg = (soort: string, waarde: unknown, ...codes: string[]): void => {
    fouten.push({ veld, soort, waarde, codes });
  };
  if (verplicht) voeg('missing', undefined, 'required');
  if (!vormen.some((een) => een.nullable) && !vormen.some((een) => een.type === undefined))
    voeg('null', null, 'null');
  if (typen.has('string') && !typen.has('object') && !vormen.some((een) => een.anyOf))
    voeg('wrong type', { geen: 'tekst' }, 'invalid', 'invalid_choice');
  if (typen.has('string') && !typen.has('integer')) voeg('wrong type', 12.5, 'invalid', 'invalid_choice');
  if (typen.has('boolean')) voeg('wrong type', 'misschien', 'invalid');
  if (typen.has('integer') && !typen.has('string')) {
    voeg('wrong type', 'twaalf', 'invalid');
    voeg('out of range', 10 ** 12, 'max_value');
  }
  if (typen.has('array')) voeg('wrong type', 'geen lijst', 'invalid');
  if (typen.has('object')) voeg('wrong type', 'geen groep', 'invalid');
  const tekst = vormen.find((een) => een.type === 'string' && !een.enum) ?? {};
  if (tekst.maxLength && tekst.format !== 'uri')
    voeg('too long', 'x'.repeat((tekst.maxLength as number) + 1), 'max_length');
  if (tekst.format === 'uri')
    voeg('no address', 'geen-adres', 'bad-url', 'does_not_exist', 'no_match', 'object-does-not-exist');
  if (tekst.format === 'date') voeg('no date', '2024-02-30', 'invalid');
  if (tekst.format === 'date-time' || vormen.some((een) => een.format === 'date-time'))
    voeg('no moment', '2024-01-01T25:00:00Z', 'invalid');
  if (tekst.format === 'duration') voeg('no duration', 'zes weken', 'invalid');
  if (vormen.some((een) => een.enum?.some((code: unknown) => code)) && !tekst.type)
    voeg('no choice', 'iets-anders', 'invalid_choice');
  if (vorm['x-verwijst-naar'] && tekst.format === 'uri') {
    voeg('leads elsewhere', ongepast, 'invalid-resource', 'no_match', 'object-does-not-exist');
    voeg(
      'leads nowhere',
      ongepast.replace(/[^/]+$/, '00000000-0000-4000-8000-000000000000'),
      'bad-url',
      'no_match',
      'invalid-resource',
      'object-does-not-exist',
    );
  }
  return fouten;
}

/** @returns what is wrong with a refusal in the form of the standard, or nothing */
export function mankement(
  antwoord: Antwoord,
  { veld, codes }: Pick<Fout, 'veld' | 'codes'>,
): string | undefined {
  const { status, headers, body } = antwoord;
  if (status !== 400) return `status ${status} ${JSON.stringify(body).slice(0, 300)}`;
  if (!headers.get('content-type')?.startsWith('application/problem+json')) return 'no problem+json';
  if (!headers.get('api-version')) return 'no API-Version';
  if (body.code !== 'invalid' || body.status !== 400) return `code ${body.code}`;
  const genoemd = (body.invalidParams as Json[]).filter(
    ({ name }) => name === veld || name.startsWith(`${veld}.`),
  );
  if (!genoemd.some(({ code, reason }) => codes.includes(code) && reason.length > 5))
    return `${JSON.stringify(body.invalidParams)} has no ${codes.join(' or ')} for ${veld}`;
  return undefined;
}
