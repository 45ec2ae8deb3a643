import { type Kysely, sql, type Transaction } from 'kysely';
import { acceptAanleiding } from '../aanname/aanleiding.ts';
import type { Database } from '../database.ts';
import { type Klasse, leesKlasse } from './klasse.ts';
import type { Verklaring } from './verklaring.ts';
import type { Archiefactie } from './voorwaarden.ts';

export type Lijststatus = 'voorgesteld' | 'goedgekeurd' | 'afgewezen' | 'uitgevoerd';
export type Regelstatus = 'voorgesteld' | 'afgehaald' | 'uitgevoerd' | 'overgeslagen';

export interface Archieflijst {
  id: string;
  soort: Archiefactie;
  peildatum: string;
  status: Lijststatus;
  voorgesteldOp: string;
  beslistOp: string | null;
  beslistDoor: string | null;
  toelichting: string | null;
  uitgevoerdOp: string | null;
  zaken: number;
}

export interface Archiefregel {
  volgnummer: number;
  identificatie: string;
  zaaktype: string;
  resultaattype: string;
  klasse: Klasse;
  archiefactiedatum: string;
  status: Regelstatus;
  reden: string | null;
}

const iso = (kolom: string) =>
  sql<string>`to_char(${sql.ref(kolom)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
const lijstkolommen = sql`l.id, l.soort, l.peildatum::text AS peildatum, l.status, ${iso('l.voorgesteld_op')} AS "voorgesteldOp",
  ${iso('l.beslist_op')} AS "beslistOp", l.beslist_naam AS "beslistDoor", l.toelichting, ${iso('l.uitgevoerd_op')} AS "uitgevoerdOp",
  (SELECT count(*)::int FROM archiefregel r WHERE r.lijst = l.id) AS zaken`;

/** Lists that wait first, then the others, newest first. */
export async function leesLijsten(db: Kysely<Database>): Promise<Archieflijst[]> {
  const { rows } = await sql<Archieflijst>`
    SELECT ${lijstkolommen} FROM archieflijst l ORDER BY l.status <> 'voorgesteld', l.id DESC LIMIT 200`.execute(
    db,
  );
  return rows;
}

export interface Lijstdetail {
  lijst: Archieflijst;
  regels: Archiefregel[];
  verklaring: Verklaring | null;
}

export async function leesLijst(db: Kysely<Database>, id: string): Promise<Lijstdetail | undefined> {
  const { rows } = await sql<Archieflijst & { verklaring: Verklaring | null }>`
    SELECT ${lijstkolommen}, l.verklaring FROM archieflijst l WHERE l.id = ${id}::uuid`.execute(db);
  const [rij] = rows;
  if (!rij) return undefined;
  const { verklaring, ...lijst } = rij;
  const regels = await sql<Omit<Archiefregel, 'klasse'> & { selectielijstklasse: string }>`
    SELECT volgnummer, identificatie, zaaktype, resultaattype, selectielijstklasse, archiefactiedatum::text AS archiefactiedatum, status, reden
    FROM archiefregel WHERE lijst = ${id}::uuid ORDER BY volgnummer`.execute(db);
  return {
    lijst,
    verklaring,
    regels: regels.rows.map(({ selectielijstklasse, ...regel }) => ({
      ...regel,
      klasse: leesKlasse(selectielijstklasse),
    })),
  };
}

/** What a person decides about a list. Zaken that were taken off stay, with the reason. */
export interface Archiefbesluit {
  besluit: 'goedkeuren' | 'afwijzen';
  toelichting: string;
  afgehaald: { volgnummer: number; reden: string }[];
}

export type Besluituitslag = 'ok' | 'onbekend' | 'al-beslist' | 'regel-onbekend';

/**
 * Decides about a list, once: the second decision changes nothing. The workflow hears of it through the relay.
 * @param door pseudonym of who decides @param naam stands in the verklaring
 */
export function beslis(
  db: Kysely<Database>,
  id: string,
  { besluit, toelichting, afgehaald }: Archiefbesluit,
  { door, naam }: { door: string; naam: string },
  nu: Date,
): Promise<Besluituitslag> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ status: Lijststatus; soort: Archiefactie }>`
      SELECT status, soort FROM archieflijst WHERE id = ${id}::uuid FOR UPDATE`.execute(trx);
    const [lijst] = rows;
    if (!lijst) return 'onbekend';
    if (lijst.status !== 'voorgesteld') return 'al-beslist';
    const bekend = await telRegels(
      trx,
      id,
      afgehaald.map(({ volgnummer }) => volgnummer),
    );
    if (bekend !== afgehaald.length) return 'regel-onbekend';
    for (const { volgnummer, reden } of afgehaald)
      await sql`UPDATE archiefregel SET status = 'afgehaald', reden = ${reden}, op = ${nu} WHERE lijst = ${id}::uuid AND volgnummer = ${volgnummer}`.execute(
        trx,
      );
    if (besluit === 'afwijzen')
      await sql`UPDATE archiefregel SET status = 'afgehaald', reden = ${toelichting}, op = ${nu} WHERE lijst = ${id}::uuid AND status = 'voorgesteld'`.execute(
        trx,
      );
    await sql`
      UPDATE archieflijst SET status = ${besluit === 'goedkeuren' ? 'goedgekeurd' : 'afgewezen'}, beslist_op = ${nu}, beslist_door = ${door},
        beslist_naam = ${naam}, toelichting = ${toelichting} WHERE id = ${id}::uuid`.execute(trx);
    await acceptAanleiding(trx, {
      stroom: id,
      doel: { archieflijst: id, soort: lijst.soort },
      naam: 'archiefbesluit',
      verwijzing: {},
    });
    return 'ok';
  });
}

async function telRegels(trx: Transaction<Database>, id: string, volgnummers: number[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM archiefregel WHERE lijst = ${id}::uuid AND volgnummer = ANY(${volgnummers}::int[])`.execute(
    trx,
  );
  return rows[0]?.n ?? 0;
}
