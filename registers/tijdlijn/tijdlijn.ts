import { type Kysely, type SqlBool, sql } from 'kysely';
import type { Kanaal } from '../../domein/kanaal.ts';
import type { Verwerking } from '../../domein/verwerking.ts';
import type { Berichtsoort, Berichtstatus, Database } from '../database.ts';
import { logVerwerking } from '../verwerkingen/log.ts';
import { listBetrokkenen } from './betrokkenen.ts';

export type Over = { verzoekId: string } | { interactieId: string };

interface Regelbasis {
  id: string;
  op: Date;
  /** Kenmerk of the verzoek or interactie that the line is about, where it has one. */
  kenmerk: string | null;
  /** Pseudonym, for what a medewerker did. */
  medewerker: string | null;
}

export interface Berichtregel extends Regelbasis {
  regel: 'bericht';
  richting: 'in' | 'uit';
  van: 'klant' | 'medewerker' | 'systeem';
  kanaal: Kanaal;
  soort: Berichtsoort;
  onderwerp: string | null;
  tekst: string;
  /** Answers to a form, by field. */
  gegevens: Record<string, unknown> | null;
  /** Session event of a live medium, or the code of a button. */
  keuze: string | null;
  status: Berichtstatus;
  bijlagen: { id: string; naam: string; mediatype: string; grootte: number }[];
}

export interface Gebeurtenisregel extends Regelbasis {
  regel: 'gebeurtenis';
  soort: string;
  gegevens: Record<string, unknown>;
}

/** A contact that is no message of ours: a visit, a phone call. */
export interface Contactregel extends Regelbasis {
  regel: 'klantcontact';
  kanaal: Kanaal;
  onderwerp: string;
  tekst: string;
  gelukt: boolean | null;
}

export type Tijdlijnregel = Berichtregel | Gebeurtenisregel | Contactregel;

/** Longest timeline: the newest lines are kept. */
const maximum = 500;

/**
 * Everything that happened around a verzoek or an interactie, over all kanalen, oldest first.
 * Of a verzoek: the messages that belong to it, whatever conversation they came in. Of an interactie: all its messages.
 * Call it in a transaction: the read is logged in the same one.
 */
export async function readTijdlijn(
  trx: Kysely<Database>,
  over: Over,
  verwerking: Verwerking,
): Promise<Tijdlijnregel[]> {
  const [berichten, gebeurtenissen, contacten] = [
    await readBerichten(trx, over),
    await readGebeurtenissen(trx, over),
    await readContacten(trx, over),
  ];
  await logVerwerking(trx, verwerking, await listBetrokkenen(trx, over), 'tijdlijn');
  return [...berichten, ...gebeurtenissen, ...contacten]
    .sort((a, b) => a.op.getTime() - b.op.getTime() || a.id.localeCompare(b.id))
    .slice(-maximum);
}

async function readBerichten(trx: Kysely<Database>, over: Over): Promise<Berichtregel[]> {
  let query = trx.selectFrom('bericht').selectAll().orderBy('ontvangen_op', 'desc').limit(maximum);
  query =
    'interactieId' in over
      ? query.where('interactie_id', '=', over.interactieId)
      : query.where((eb) =>
          eb.exists(
            eb
              .selectFrom('bericht_verzoek')
              .select('bericht_id')
              .whereRef('bericht_id', '=', 'bericht.id')
              .where('verzoek_id', '=', over.verzoekId),
          ),
        );
  const rows = await query.execute();
  const bijlagen = await trx
    .selectFrom('bijlage')
    .select(['id', 'bericht_id', 'naam', 'mediatype', 'grootte'])
    .where(sql<SqlBool>`bericht_id = ANY(${rows.map(({ id }) => id)}::uuid[])`)
    .orderBy('volgorde')
    .execute();
  return rows.map((row) => ({
    regel: 'bericht',
    id: row.id,
    op: row.ontvangen_op,
    kenmerk: row.kenmerk,
    medewerker: row.medewerker,
    richting: row.richting,
    van: row.richting === 'in' ? 'klant' : row.medewerker ? 'medewerker' : 'systeem',
    kanaal: row.kanaal,
    soort: row.soort,
    onderwerp: row.onderwerp,
    tekst: row.inhoud.tekst ?? '',
    gegevens: row.inhoud.gegevens ?? null,
    keuze: row.inhoud.keuze ?? null,
    status: row.status,
    bijlagen: bijlagen
      .filter((bijlage) => bijlage.bericht_id === row.id)
      .map(({ bericht_id: _, ...bijlage }) => bijlage),
  }));
}

async function readGebeurtenissen(trx: Kysely<Database>, over: Over): Promise<Gebeurtenisregel[]> {
  const query = trx.selectFrom('gebeurtenis').selectAll().orderBy('op', 'desc').limit(maximum);
  const rows = await ('interactieId' in over
    ? query.where('interactie_id', '=', over.interactieId)
    : query.where('verzoek_id', '=', over.verzoekId)
  ).execute();
  return rows.map((row) => ({
    regel: 'gebeurtenis',
    id: row.id,
    op: row.op,
    kenmerk: null,
    medewerker: row.actor.startsWith('medewerker:') ? row.actor.slice('medewerker:'.length) : null,
    soort: row.soort,
    gegevens: row.gegevens,
  }));
}

/** Contacts that were registered for a message are that message's own line already. */
async function readContacten(trx: Kysely<Database>, over: Over): Promise<Contactregel[]> {
  let query = trx
    .selectFrom('klantcontact')
    .selectAll()
    .where('bericht_id', 'is', null)
    .orderBy('plaatsgevonden_op', 'desc')
    .limit(maximum);
  query =
    'interactieId' in over
      ? query.where('interactie_id', '=', over.interactieId)
      : query.where((eb) =>
          eb.exists(
            eb
              .selectFrom('onderwerpobject')
              .select('klantcontact_id')
              .whereRef('klantcontact_id', '=', 'klantcontact.id')
              .where('verzoek_id', '=', over.verzoekId),
          ),
        );
  const rows = await query.execute();
  return rows.map((row) => ({
    regel: 'klantcontact',
    id: row.id,
    op: row.plaatsgevonden_op,
    kenmerk: null,
    medewerker: row.medewerker,
    kanaal: row.kanaal,
    onderwerp: row.onderwerp,
    tekst: row.inhoud,
    gelukt: row.indicatie_contact_gelukt,
  }));
}
