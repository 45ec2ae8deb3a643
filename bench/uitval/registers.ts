import type pg from 'pg';

/** An inbound message as the timeline holds it. */
export interface Tijdlijnbericht {
  id: string;
  kanaal: string;
  ref: string;
  interactie: string;
  volgnummer: number;
  /** Verzoeken that it belongs to. */
  verzoeken: string[];
  /** Registered contacts. */
  contacten: number;
  /** Acknowledgements of this message itself (those of a verzoek are counted there). */
  bevestigingen: number;
}

export interface Verzoekstand {
  kenmerk: string;
  product: string;
  geregistreerd: boolean;
  /** Names of its open tasks of the process. */
  taken: string[];
  /** What its zaak holds: zaken, statussen and initiators. */
  zaken: number;
  statussen: number;
  initiators: number;
  /** Acknowledgements of the verzoek, and with how many Message-IDs they reached the mail server. */
  bevestigingen: number;
  messageIds: number;
  /** How it was acknowledged: kanaal and status of the message. */
  via: string;
}

/** The medium's own id is spelled inside `extern_id` in another way for each kanaal. */
const ref = `CASE kanaal WHEN 'email' THEN split_part(extern_id, ' ', 1)
  WHEN 'chat' THEN split_part(extern_id, ':', 2) ELSE extern_id END`;

/** Ids of the messages that an empty development system begins with: nobody sent them. */
export async function readExamples(database: pg.Client): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>("SELECT id FROM bericht WHERE richting = 'in'");
  return rows.map(({ id }) => id);
}

/** All messages of klanten in the timeline, apart from session events and examples. */
export async function readTijdlijn(database: pg.Client, examples: string[]): Promise<Tijdlijnbericht[]> {
  const { rows } = await database.query<Tijdlijnbericht>(
    `
    WITH bevestigd AS (
      SELECT substring(sleutel from '/bericht/([0-9a-f-]+)/ontvangst$') AS bericht, count(*)::int AS aantal
      FROM bericht WHERE soort = 'ontvangstbevestiging' GROUP BY 1),
    contact AS (SELECT bericht_id, count(*)::int AS aantal FROM klantcontact GROUP BY 1)
    SELECT b.id, b.kanaal, ${ref} AS ref, b.interactie_id AS interactie, b.volgnummer,
           ARRAY(SELECT z.kenmerk FROM bericht_verzoek bv JOIN verzoek z ON z.id = bv.verzoek_id
                 WHERE bv.bericht_id = b.id ORDER BY z.id) AS verzoeken,
           coalesce(k.aantal, 0) AS contacten,
           coalesce(e.aantal, 0) AS bevestigingen
    FROM bericht b LEFT JOIN bevestigd e ON e.bericht = b.id::text LEFT JOIN contact k ON k.bericht_id = b.id
    WHERE b.richting = 'in' AND b.soort <> 'sessie' AND b.id <> ALL ($1)
    ORDER BY b.interactie_id, b.volgnummer`,
    [examples],
  );
  return rows;
}

/** All verzoeken with what each must have, apart from examples. */
export async function readVerzoeken(database: pg.Client, examples: string[]): Promise<Verzoekstand[]> {
  const { rows } = await database.query<Verzoekstand>(
    `
    SELECT z.kenmerk, z.product, z.geregistreerd_op IS NOT NULL AS geregistreerd,
           ARRAY(SELECT t.naam FROM taak t WHERE t.verzoek_id = z.id AND t.soort = 'taak' AND t.status = 'open') AS taken,
           (SELECT count(*)::int FROM zaak k WHERE k.identificatie LIKE z.kenmerk || '%') AS zaken,
           (SELECT count(*)::int FROM status s JOIN zaak k ON k.uuid = s.zaak WHERE k.identificatie = z.kenmerk) AS statussen,
           (SELECT count(*)::int FROM rol r JOIN zaak k ON k.uuid = r.zaak WHERE k.identificatie = z.kenmerk) AS initiators,
           count(u.id)::int AS bevestigingen,
           (SELECT count(DISTINCT p.extern_id)::int FROM postbus p
              WHERE p.extern_id = ANY (array_agg('<' || u.id || '@voorbeeldstad.test>'))) AS "messageIds",
           string_agg(u.kanaal || ' ' || u.status, ', ') AS via
    FROM verzoek z
    LEFT JOIN bericht u ON u.kenmerk = z.kenmerk AND u.soort = 'ontvangstbevestiging'
      AND u.sleutel NOT LIKE '%/bericht/%'
    WHERE NOT EXISTS (SELECT FROM bericht_verzoek bv WHERE bv.verzoek_id = z.id AND bv.bericht_id = ANY ($1))
    GROUP BY z.id ORDER BY z.id`,
    [examples],
  );
  return rows;
}

export interface Poststand {
  /** Mails of ours that never reached the mail server. */
  nooit: string[];
  /** Mails at the mail server that the register does not know. */
  vreemd: string[];
  mails: number;
  /** Hand-overs above one per mail: the same Message-ID again. */
  herhaald: number;
}

/** Mail handed over, against mail in the register. */
export async function readPost(database: pg.Client): Promise<Poststand> {
  const { rows } = await database.query<Poststand>(`
    WITH uit AS (SELECT id, '<' || id || '@voorbeeldstad.test>' AS message_id FROM bericht
                 WHERE richting = 'uit' AND kanaal = 'email')
    SELECT ARRAY(SELECT id::text FROM uit WHERE NOT EXISTS (SELECT FROM postbus p WHERE p.extern_id = uit.message_id)) AS nooit,
           ARRAY(SELECT extern_id FROM postbus p WHERE NOT EXISTS (SELECT FROM uit WHERE uit.message_id = p.extern_id)) AS vreemd,
           (SELECT count(*)::int FROM postbus) AS mails,
           (SELECT coalesce(sum(aantal - 1), 0)::int FROM postbus) AS herhaald`);
  return rows[0]!;
}
