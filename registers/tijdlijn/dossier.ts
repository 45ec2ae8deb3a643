import { type Kysely, sql } from 'kysely';
import type { Kanaal } from '../../domein/kanaal.ts';
import type { Verwerking } from '../../domein/verwerking.ts';
import type { Database, Verzoekstatus } from '../database.ts';
import { logVerwerking } from '../verwerkingen/log.ts';
import { readZaak, type Zaakvermelding } from '../verzoeken/zaak.ts';
import { listBetrokkenen } from './betrokkenen.ts';

/** A verzoek as a list shows it: no personal data. */
export interface Verzoekregel {
  id: string;
  kenmerk: string;
  product: string;
  status: Verzoekstatus;
  fase: string;
  registratiedatum: Date;
  uiterlijk: Date | null;
}

/** A verzoek with what the klant told. */
export interface Verzoekinhoud extends Verzoekregel {
  gegevens: Record<string, unknown>;
  tekst: string;
  resultaat: string | null;
  wachtOp: string | null;
  voorkeurskanaal: Kanaal | null;
  afgeslotenOp: Date | null;
  voorganger: string | null;
  /** The zaak that it led to, of the newest ronde. */
  zaak: Zaakvermelding | null;
}

export interface Klantbeeld {
  naam: string | null;
  adressen: { soort: string; adres: string }[];
  voorkeurskanaal: Kanaal | null;
  /** Level at which the medium proved who it is; null for unproven. */
  identificatieNiveau: string | null;
  betrokkenen: { naam: string | null; rol: string }[];
  andereVerzoeken: Verzoekregel[];
}

const regel = [
  'verzoek.id',
  'verzoek.kenmerk',
  'verzoek.product',
  'verzoek.status',
  'verzoek.fase',
  'verzoek.registratiedatum',
  'verzoek.uiterlijk',
] as const;

/** What a kenmerk stands for, without personal data. */
export async function findKenmerk(
  db: Kysely<Database>,
  kenmerk: string,
): Promise<{ verzoeken: Verzoekregel[]; interactieId: string | null }> {
  const verzoeken = await db.selectFrom('verzoek').select(regel).where('kenmerk', '=', kenmerk).execute();
  if (verzoeken.length > 0) return { verzoeken, interactieId: null };
  const interactie = await db
    .selectFrom('interactie')
    .select('id')
    .where('kenmerk', '=', kenmerk)
    .executeTakeFirst();
  if (!interactie) return { verzoeken: [], interactieId: null };
  const linked = await db
    .selectFrom('verzoek')
    .innerJoin('interactie_verzoek', 'interactie_verzoek.verzoek_id', 'verzoek.id')
    .select(regel)
    .where('interactie_verzoek.interactie_id', '=', interactie.id)
    .orderBy('verzoek.registratiedatum', 'desc')
    .execute();
  return { verzoeken: linked, interactieId: interactie.id };
}

/** A verzoek with its answers. Call it in a transaction: the read is logged in the same one. */
export async function readVerzoek(
  trx: Kysely<Database>,
  verzoekId: string,
  verwerking: Verwerking,
): Promise<Verzoekinhoud | undefined> {
  const row = await trx
    .selectFrom('verzoek')
    .leftJoin('verzoek as eerder', 'eerder.id', 'verzoek.voorganger_id')
    .select([
      ...regel,
      'verzoek.gegevens',
      'verzoek.tekst',
      'verzoek.resultaat',
      'verzoek.wacht_op as wachtOp',
      'verzoek.voorkeurskanaal',
      'verzoek.afgesloten_op as afgeslotenOp',
      'eerder.kenmerk as voorganger',
    ])
    .where('verzoek.id', '=', verzoekId)
    .executeTakeFirst();
  if (!row) return undefined;
  await logVerwerking(trx, verwerking, await listBetrokkenen(trx, { verzoekId }), 'verzoek');
  return { ...row, zaak: (await readZaak(trx, verzoekId)) ?? null };
}

/**
 * Who the klant is, as far as known, with the other open verzoeken.
 * Call it in a transaction: the read is logged in the same one.
 */
export async function readKlantbeeld(
  trx: Kysely<Database>,
  over: { verzoekId: string | null; interactieId: string },
  verwerking: Verwerking,
): Promise<Klantbeeld> {
  const { verzoekId, interactieId } = over;
  const { rows } = await sql<{ partij_id: string | null }>`
    SELECT coalesce((SELECT partij_id FROM verzoek WHERE id = ${verzoekId}),
                    (SELECT partij_id FROM interactie WHERE id = ${interactieId})) AS partij_id`.execute(trx);
  const partijId = rows[0]?.partij_id ?? null;
  const betrokkenen = verzoekId
    ? await trx
        .selectFrom('betrokkene')
        .select(['naam', 'rol', 'identificatie_niveau'])
        .where('verzoek_id', '=', verzoekId)
        .orderBy('id')
        .execute()
    : [];
  const niveau = betrokkenen.find((betrokkene) => betrokkene.identificatie_niveau)?.identificatie_niveau;
  await logVerwerking(
    trx,
    verwerking,
    await listBetrokkenen(trx, verzoekId ? { verzoekId } : { interactieId }),
    'klantgegevens',
  );
  return {
    ...(partijId
      ? await readPartij(trx, partijId)
      : { naam: await readAfzendernaam(trx, interactieId), adressen: [], voorkeurskanaal: null }),
    identificatieNiveau: niveau ?? null,
    betrokkenen: betrokkenen.map(({ naam, rol }) => ({ naam, rol })),
    andereVerzoeken: partijId ? await listOpen(trx, partijId, verzoekId) : [],
  };
}

async function readPartij(trx: Kysely<Database>, partijId: string) {
  const partij = await trx
    .selectFrom('partij')
    .select(['naam', 'voorkeurskanaal'])
    .where('id', '=', partijId)
    .executeTakeFirstOrThrow();
  const adressen = await trx
    .selectFrom('digitaaladres')
    .select(['soort_digitaal_adres as soort', 'adres'])
    .where('partij_id', '=', partijId)
    .orderBy('id')
    .execute();
  return { ...partij, adressen };
}

/** What the medium says of a klant that we do not know. */
async function readAfzendernaam(trx: Kysely<Database>, interactieId: string): Promise<string | null> {
  const row = await trx
    .selectFrom('bericht')
    .select(sql<string | null>`afzender->>'naam'`.as('naam'))
    .where('interactie_id', '=', interactieId)
    .where('richting', '=', 'in')
    .where(sql<boolean>`afzender->>'naam' IS NOT NULL`)
    .orderBy('volgnummer', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.naam ?? null;
}

async function listOpen(
  trx: Kysely<Database>,
  partijId: string,
  exceptId: string | null,
): Promise<Verzoekregel[]> {
  let query = trx
    .selectFrom('verzoek')
    .select(regel)
    .where('partij_id', '=', partijId)
    .where('afgesloten_op', 'is', null);
  if (exceptId) query = query.where('id', '<>', exceptId);
  return query.orderBy('registratiedatum', 'desc').limit(20).execute();
}
