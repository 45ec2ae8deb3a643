import { randomBytes } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Bestemming, Verzoekstand, Wegwijzer } from '../../domein/bestemming.ts';
import { eigenschappenOf } from '../../domein/kanaal.ts';
import { makeKenmerk } from '../../domein/kenmerk.ts';
import type { BerichtSignaal } from '../../domein/opdracht.ts';
import type { AnyProces } from '../../domein/proces.ts';
import type { Database } from '../database.ts';
import { zoekwaardeOf } from '../klantinteracties/klant.ts';

/** Only codes of ours go into a signal; what else a sender puts there stays in the register. */
const signalKeuze =
  /^(menu|medewerker|aangekomen|gaat-over|aanwezig|vertrokken|opgenomen|gelezen|product:[a-z][a-z0-9-]{2,59})$/;

/** An item of the relay that is about a message. */
export interface Wachtend {
  id: number;
  berichtId: string;
}

export interface Doorgiftebericht {
  /** A message before this one waits behind it, sent on its way a second time: its turn is first. */
  eerder?: Wachtend;
  signaal: BerichtSignaal;
  wegwijzer: Wegwijzer;
  interactieId: string;
}

interface Row {
  kanaal: BerichtSignaal['kanaal'];
  volgnummer: number;
  soort: BerichtSignaal['soort'];
  keuze: string | null;
  automatisch: boolean;
  interactie_id: string;
  interactie_kenmerk: string;
  genoemd: string[];
  mail: string | null;
  focus_id: string | null;
  gekoppeld: string[];
  eerder: Wachtend | null;
  verzoeken: {
    id: string;
    kenmerk: string;
    product: string;
    ronde: number;
    open: boolean;
    van_interactie: boolean;
    van_later: boolean;
    adressen: string[];
  }[];
}

/** Reads what decides where a message goes: one statement, references only. */
export async function readWegwijzer(
  trx: Transaction<Database>,
  processen: ReadonlyMap<string, AnyProces>,
  berichtId: string,
): Promise<Doorgiftebericht> {
  const { rows } = await sql<Row>`
    SELECT b.kanaal, b.volgnummer, b.soort, b.inhoud->>'keuze' AS keuze, b.automatisch, b.interactie_id, i.kenmerk AS interactie_kenmerk, b.genoemd,
           (SELECT a->>'waarde' FROM jsonb_array_elements(b.afzender->'adressen') a WHERE a->>'soort' = 'email' LIMIT 1) AS mail,
           c.focus_verzoek_id AS focus_id,
           ARRAY(SELECT bv.verzoek_id FROM bericht_verzoek bv WHERE bv.bericht_id = b.id) AS gekoppeld,
           -- In this statement, since the verzoek that it opened is seen below at the same moment.
           (SELECT jsonb_build_object('id', d.id, 'berichtId', e.id) FROM doorgifte d JOIN bericht e ON e.id = d.bericht_id
            WHERE d.stroom = b.interactie_id AND e.volgnummer < b.volgnummer ORDER BY e.volgnummer LIMIT 1) AS eerder,
           coalesce((
             SELECT jsonb_agg(jsonb_build_object(
               'id', z.id, 'kenmerk', z.kenmerk, 'product', z.product, 'ronde', z.ronde, 'open', z.afgesloten_op IS NULL,
               'van_interactie', EXISTS (SELECT 1 FROM interactie_verzoek iv WHERE iv.interactie_id = b.interactie_id AND iv.verzoek_id = z.id),
               'van_later', (SELECT min(m.volgnummer) FROM bericht_verzoek bv JOIN bericht m ON m.id = bv.bericht_id
                             WHERE bv.verzoek_id = z.id AND m.interactie_id = b.interactie_id) > b.volgnummer,
               'adressen', ARRAY(SELECT d.zoekwaarde FROM digitaaladres d WHERE d.partij_id = z.partij_id)) ORDER BY z.id)
             FROM verzoek z
             -- A union: OR between these would read every verzoek there is.
             WHERE z.id IN (SELECT iv.verzoek_id FROM interactie_verzoek iv WHERE iv.interactie_id = b.interactie_id
                            UNION SELECT bv.verzoek_id FROM bericht_verzoek bv WHERE bv.bericht_id = b.id
                            UNION SELECT g.id FROM verzoek g WHERE g.kenmerk = ANY (b.genoemd))), '[]') AS verzoeken
    FROM bericht b
    JOIN interactie i ON i.id = b.interactie_id
    LEFT JOIN conversatie c ON c.kanaal = b.kanaal AND c.conversatie = b.conversatie
    WHERE b.id = ${berichtId}
  `.execute(trx);
  const row = rows[0];
  if (!row) throw new RangeError('There is no such bericht.');

  const standOf = ({ kenmerk, product, ronde, open }: Row['verzoeken'][number]): Verzoekstand => ({
    kenmerk,
    product,
    ronde,
    open,
    naAfsluiting: processen.get(product)?.naAfsluiting ?? 'nieuw',
  });
  const mail = row.mail && zoekwaardeOf('email', row.mail);
  // Mentioning a kenmerk counts only from an address that this verzoek knows.
  const known = (verzoek: Row['verzoeken'][number]): boolean =>
    row.genoemd.includes(verzoek.kenmerk) && !!mail && verzoek.adressen.includes(mail);
  const keuze = row.keuze && signalKeuze.test(row.keuze) ? row.keuze : undefined;
  // What a later message opened was not there for this one, however long it waited.
  const before = row.verzoeken.filter(({ van_later }) => !van_later);
  const focus = before.find(({ id }) => id === row.focus_id);
  return {
    ...(row.eerder ? { eerder: row.eerder } : {}),
    interactieId: row.interactie_id,
    signaal: {
      berichtId,
      stroom: row.interactie_id,
      volgnummer: row.volgnummer,
      kanaal: row.kanaal,
      soort: row.soort,
      automatisch: row.automatisch,
      ...(keuze ? { keuze } : {}),
    },
    wegwijzer: {
      bericht: {
        kanaal: row.kanaal,
        soort: row.soort,
        automatisch: row.automatisch,
        ...(keuze ? { keuze } : {}),
      },
      gekoppeld: row.verzoeken.filter(({ id }) => row.gekoppeld.includes(id)).map(standOf),
      genoemd: row.verzoeken.filter(known).map(standOf),
      ...(focus ? { focus: standOf(focus) } : {}),
      interactie: {
        kenmerk: row.interactie_kenmerk,
        open: before.filter(({ open, van_interactie }) => open && van_interactie).map(standOf),
      },
      live: eigenschappenOf(row.kanaal).dialoog === 'altijd',
    },
  };
}

/** Carries out what a destination asks of the register: opens a round again, or a new verzoek that refers to the closed one. */
export async function prepareBestemming(
  trx: Transaction<Database>,
  bestemming: Bestemming,
  bericht: { berichtId: string; interactieId: string; procesVersie: number },
  nu: Date,
): Promise<{ kenmerk: string; ronde: number; product: string } | undefined> {
  const link = async (verzoekId: string): Promise<void> => {
    await trx
      .insertInto('bericht_verzoek')
      .values({ bericht_id: bericht.berichtId, verzoek_id: verzoekId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  };
  switch (bestemming.soort) {
    case 'interactie':
      return undefined;
    case 'verzoek': {
      const { id } = await trx
        .selectFrom('verzoek')
        .select('id')
        .where('kenmerk', '=', bestemming.kenmerk)
        .executeTakeFirstOrThrow();
      await link(id);
      return bestemming;
    }
    case 'heropen': {
      const { id } = await trx
        .updateTable('verzoek')
        .set({
          ronde: bestemming.ronde,
          status: 'in_behandeling',
          fase: 'heropend',
          resultaat: null,
          afgesloten_op: null,
        })
        .where('kenmerk', '=', bestemming.kenmerk)
        .returning('id')
        .executeTakeFirstOrThrow();
      await link(id);
      return bestemming;
    }
    case 'vervolg': {
      const { id: voorganger, ...old } = await trx
        .selectFrom('verzoek')
        .select(['id', 'bronorganisatie', 'partij_id', 'voorkeurskanaal'])
        .where('kenmerk', '=', bestemming.voorganger)
        .executeTakeFirstOrThrow();
      const kenmerk = makeKenmerk(randomBytes(8));
      const { id } = await trx
        .insertInto('verzoek')
        .values({
          ...old,
          kenmerk,
          product: bestemming.product,
          proces_versie: bericht.procesVersie,
          voorganger_id: voorganger,
          registratiedatum: nu,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await trx
        .insertInto('interactie_verzoek')
        .values({ interactie_id: bericht.interactieId, verzoek_id: id })
        .execute();
      await trx.deleteFrom('bericht_verzoek').where('bericht_id', '=', bericht.berichtId).execute();
      await link(id);
      await trx
        .updateTable('conversatie')
        .set({ focus_verzoek_id: id })
        .where('interactie_id', '=', bericht.interactieId)
        .execute();
      return { kenmerk, ronde: 1, product: bestemming.product };
    }
  }
}
