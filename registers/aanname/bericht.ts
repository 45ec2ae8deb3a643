import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import {
  type InkomendBericht,
  inkomendBerichtSchema,
  type Ontvangstbewijs,
  type SessieGebeurtenis,
  sessieGebeurtenisSchema,
} from '../../domein/bericht.ts';
import { eigenschappenOf, type Kanaal } from '../../domein/kanaal.ts';
import { Weigering } from '../../domein/kanaaladapter.ts';
import { makeKenmerk } from '../../domein/kenmerk.ts';
import type { AnyProces } from '../../domein/proces.ts';
import { validateAntwoorden } from '../../domein/vraag.ts';
import type { Db } from '../../platform/database.ts';
import { refuseUnstorable } from './tekens.ts';

/** What aanname must know beside the database. */
export interface Aannameregels {
  processen: ReadonlyMap<string, AnyProces>;
  bronorganisatie: string;
}

interface Row {
  bericht_id: string;
  kenmerk: string;
  interactie_id: string;
  dubbel: boolean;
}

/**
 * Accepts a message for good: one transaction stores it, binds its conversation and gives the number (design section 3.2).
 * The same kanaal and externId again change nothing and give the same answer.
 * @throws Weigering for input that no process could use; nothing is stored then
 */
export async function acceptBericht(
  db: Db,
  regels: Aannameregels,
  input: InkomendBericht,
): Promise<Ontvangstbewijs> {
  const bericht = check(inkomendBerichtSchema, input);
  const proces = findProces(regels, bericht);
  if (proces && bericht.inhoud.gegevens)
    bericht.inhoud.gegevens = checkGegevens(proces, bericht.inhoud.gegevens);
  return store(db, {
    ...bericht,
    soort: bericht.bedoeling,
    procesVersie: proces?.versie,
    bronorganisatie: regels.bronorganisatie,
    adres: bericht.afzender.adressen[0]?.waarde,
  });
}

/** Accepts an event of a live medium: it takes its place between the messages of the conversation. @throws Weigering */
export async function acceptGebeurtenis(db: Db, input: SessieGebeurtenis): Promise<Ontvangstbewijs> {
  const { gebeurtenis, op, afzender, ...rest } = check(sessieGebeurtenisSchema, input);
  return store(db, {
    ...rest,
    afzender: afzender ?? { adressen: [] },
    inhoud: { keuze: gebeurtenis },
    soort: 'sessie',
    ontvangenOp: op,
  });
}

function check<S extends z.ZodType>(schema: S, input: unknown): z.infer<S> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new Weigering(issue.path.join('.'), issue.code, issue.message);
  }
  refuseUnstorable(parsed.data);
  return parsed.data;
}

async function store(db: Db, fields: Record<string, unknown>): Promise<Ontvangstbewijs> {
  const live = eigenschappenOf(fields.kanaal as Kanaal).live;
  const payload = JSON.stringify({ ...fields, live, nieuwKenmerk: makeKenmerk(randomBytes(8)) });
  const { rows } = await sql<Row>`SELECT * FROM accept_bericht(${payload}::jsonb)`.execute(db);
  const row = rows[0]!;
  return {
    berichtId: row.bericht_id,
    kenmerk: row.kenmerk,
    interactieId: row.interactie_id,
    dubbel: row.dubbel,
  };
}

function findProces(regels: Aannameregels, bericht: InkomendBericht): AnyProces | undefined {
  if (bericht.product === undefined) return undefined;
  const proces = regels.processen.get(bericht.product);
  if (!proces) {
    throw new Weigering(
      'product',
      'onbekend-product',
      `Dit product kennen wij niet. Wel: ${[...regels.processen.keys()].join(', ')}.`,
    );
  }
  if (proces.kanalen && !proces.kanalen.includes(bericht.kanaal)) {
    throw new Weigering('product', 'kanaal-niet-open', 'Dit product kunt u niet over dit kanaal aanvragen.');
  }
  return proces;
}

function checkGegevens(proces: AnyProces, gegevens: Record<string, unknown>): Record<string, unknown> {
  const unknown = Object.keys(gegevens).find((naam) => !Object.hasOwn(proces.gegevens.shape, naam));
  if (unknown)
    throw new Weigering(`inhoud.gegevens.${unknown}`, 'onbekend-veld', 'Dit veld kennen wij niet.');
  const result = validateAntwoorden(proces.gegevens, gegevens);
  if (result.ok) return result.gegevens;
  const fout = result.fouten[0]!;
  throw new Weigering(`inhoud.gegevens.${fout.veld}`, fout.code, fout.tekst);
}
