import { type Kysely, sql } from 'kysely';

/**
 * Aanname in one statement (design section 3.2). A function, because five round trips would cost three times
 * the commit itself; the caller checks and shapes, this stores.
 *
 * The row lock on the interactie gives berichten of one interactie their order: volgnummer and doorgifte.id rise together.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION accept_bericht(b jsonb)
    RETURNS TABLE (bericht_id uuid, kenmerk text, interactie_id uuid, dubbel boolean)
    LANGUAGE plpgsql AS $$
    DECLARE
      v_kanaal text := b->>'kanaal';
      v_conversatie text := b->>'conversatie';
      v_op timestamptz := (b->>'ontvangenOp')::timestamptz;
      v_product text := b->>'product';
      v_nieuw text := b->>'nieuwKenmerk';
      v_bewezen text[] := ARRAY(SELECT jsonb_array_elements_text(coalesce(b->'bewezen', '[]')));
      v_interactie uuid;
      v_focus uuid;
      v_kenmerk text;
      v_volgnummer integer;
      v_bericht uuid;
      v_verzoek uuid;
    BEGIN
      -- Two deliveries of the same message at the same moment: the second waits here and finds the first.
      PERFORM pg_advisory_xact_lock(hashtextextended(v_kanaal || chr(10) || (b->>'externId'), 1));
      SELECT m.id, m.kenmerk, m.interactie_id INTO v_bericht, v_kenmerk, v_interactie
        FROM bericht m WHERE m.kanaal = v_kanaal AND m.extern_id = b->>'externId';
      IF FOUND THEN
        RETURN QUERY SELECT v_bericht, v_kenmerk, v_interactie, true;
        RETURN;
      END IF;

      PERFORM pg_advisory_xact_lock(hashtextextended(v_kanaal || chr(10) || v_conversatie, 2));
      SELECT c.interactie_id, c.focus_verzoek_id INTO v_interactie, v_focus
        FROM conversatie c WHERE c.kanaal = v_kanaal AND c.conversatie = v_conversatie;
      IF v_interactie IS NULL AND cardinality(v_bewezen) > 0 THEN
        -- A proven reference continues the conversation of that verzoek, or of that interactie.
        SELECT iv.interactie_id INTO v_interactie
          FROM verzoek z JOIN interactie_verzoek iv ON iv.verzoek_id = z.id
          WHERE z.kenmerk = v_bewezen[1] ORDER BY iv.interactie_id DESC LIMIT 1;
        IF v_interactie IS NULL THEN
          SELECT i.id INTO v_interactie FROM interactie i WHERE i.kenmerk = v_bewezen[1];
        END IF;
      END IF;
      IF v_interactie IS NULL THEN
        INSERT INTO interactie (kenmerk, laatste_volgnummer, aangemaakt_op)
          VALUES (v_nieuw, 1, v_op) RETURNING id, 1 INTO v_interactie, v_volgnummer;
        v_kenmerk := v_nieuw;
      ELSE
        UPDATE interactie i SET laatste_volgnummer = i.laatste_volgnummer + 1
          WHERE i.id = v_interactie RETURNING i.laatste_volgnummer, i.kenmerk INTO v_volgnummer, v_kenmerk;
      END IF;

      IF v_product IS NOT NULL THEN
        INSERT INTO verzoek (kenmerk, product, proces_versie, gegevens, bronorganisatie, voorkeurskanaal, registratiedatum)
          VALUES (v_nieuw, v_product, (b->>'procesVersie')::integer, coalesce(b->'inhoud'->'gegevens', '{}'),
                  b->>'bronorganisatie', b->>'voorkeurskanaal', v_op)
          RETURNING id INTO v_verzoek;
        v_kenmerk := v_nieuw;
        INSERT INTO interactie_verzoek VALUES (v_interactie, v_verzoek);
      END IF;

      INSERT INTO conversatie AS c (kanaal, conversatie, interactie_id, focus_verzoek_id, adres, laatst_gebruikt_op)
        VALUES (v_kanaal, v_conversatie, v_interactie, coalesce(v_verzoek, (SELECT z.id FROM verzoek z WHERE z.kenmerk = v_bewezen[1])), b->>'adres', v_op)
        ON CONFLICT ON CONSTRAINT conversatie_pkey DO UPDATE
          SET laatst_gebruikt_op = excluded.laatst_gebruikt_op, adres = coalesce(excluded.adres, c.adres),
              focus_verzoek_id = coalesce(excluded.focus_verzoek_id, c.focus_verzoek_id);

      IF v_product IS NULL AND cardinality(v_bewezen) > 0 THEN
        SELECT z.kenmerk INTO v_kenmerk FROM verzoek z WHERE z.kenmerk = v_bewezen[1];
        v_kenmerk := coalesce(v_kenmerk, v_bewezen[1]);
      ELSIF v_product IS NULL AND v_focus IS NOT NULL THEN
        SELECT z.kenmerk INTO v_kenmerk FROM verzoek z WHERE z.id = v_focus;
      END IF;

      INSERT INTO bericht (interactie_id, volgnummer, richting, kanaal, conversatie, extern_id, soort, product, kenmerk,
                           genoemd, automatisch, onderwerp, inhoud, afzender, ontvangen_op)
        VALUES (v_interactie, v_volgnummer, 'in', v_kanaal, v_conversatie, b->>'externId', coalesce(b->>'soort', 'bericht'),
                v_product, v_kenmerk, ARRAY(SELECT jsonb_array_elements_text(coalesce(b->'genoemd', '[]'))),
                coalesce((b->>'automatisch')::boolean, false), b->>'onderwerp', b->'inhoud', b->'afzender', v_op)
        RETURNING id INTO v_bericht;

      -- Which verzoeken it belongs to for certain; the relay adds what the sender merely mentions.
      INSERT INTO bericht_verzoek (bericht_id, verzoek_id)
        SELECT v_bericht, z.id FROM verzoek z WHERE z.id = v_verzoek OR z.kenmerk = ANY (v_bewezen)
        ON CONFLICT DO NOTHING;
      INSERT INTO interactie_verzoek (interactie_id, verzoek_id)
        SELECT v_interactie, z.id FROM verzoek z WHERE z.kenmerk = ANY (v_bewezen) ON CONFLICT DO NOTHING;
      INSERT INTO bijlage (bericht_id, volgorde, sha256, naam, mediatype, grootte)
        SELECT v_bericht, e.ordinality, e.value->>'sha256', e.value->>'naam', e.value->>'mediatype', (e.value->>'grootte')::bigint
        FROM jsonb_array_elements(coalesce(b->'bijlagen', '[]')) WITH ORDINALITY e;

      INSERT INTO doorgifte (stroom, bericht_id) VALUES (v_interactie, v_bericht);
      PERFORM pg_notify('doorgifte', '');
      -- Other windows on the same live conversation show the line at once.
      IF (b->>'live')::boolean THEN PERFORM pg_notify('gesprek', v_interactie::text); END IF;
      RETURN QUERY SELECT v_bericht, v_kenmerk, v_interactie, false;
    END $$;
  `.execute(db);
}

export async function down(): Promise<void> {
  throw new Error('Registers are never migrated down: restore a backup.');
}
