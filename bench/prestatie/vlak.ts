import type pg from 'pg';
import { type Figure, median, spread } from './figures.ts';
import { runIntakes } from './intake.ts';
import type { Opstelling } from './stand.ts';

/**
 * Registers as they are after some years: closed requests with their klanten, messages, contacts, tasks and log lines.
 * By SQL, since nobody waits years.
 */
export async function seedRegisters(database: pg.Client, count: number): Promise<void> {
  await database.query(`
    CREATE TEMP TABLE zaad AS
      SELECT n, uuidv7() AS interactie, uuidv7() AS partij, uuidv7() AS verzoek, uuidv7() AS bericht, uuidv7() AS antwoord,
             uuidv7() AS contact, 'Z-' || lpad(n::text, 8, '0') AS kenmerk, 'zaad' || n || '@klant.test' AS adres,
             now() - make_interval(mins => n) AS op
      FROM generate_series(1, ${Math.floor(count)}) n;
    INSERT INTO partij (id, nummer, soort_partij, naam, bronorganisatie, sleutel, aangemaakt_op)
      SELECT partij, 'K' || kenmerk, 'persoon', 'Klant ' || n, '002564440', 'verzoek:' || kenmerk, op FROM zaad;
    INSERT INTO digitaaladres (partij_id, soort_digitaal_adres, adres, zoekwaarde) SELECT partij, 'email', adres, adres FROM zaad;
    INSERT INTO interactie (id, kenmerk, laatste_volgnummer, verwerkt_tot, partij_id, aangemaakt_op)
      SELECT interactie, 'I' || kenmerk, 2, 2, partij, op FROM zaad;
    INSERT INTO verzoek (id, kenmerk, product, proces_versie, status, fase, gegevens, resultaat, bronorganisatie, partij_id,
                         geregistreerd_op, registratiedatum, afgesloten_op)
      SELECT verzoek, kenmerk, 'melden-overlast', 1, 'afgehandeld', 'afgehandeld',
             '{"soort": "afval", "gevaarlijk": false, "toelichting": "Er ligt afval"}', 'opgelost', '002564440', partij, op, op, op
      FROM zaad;
    INSERT INTO interactie_verzoek SELECT interactie, verzoek FROM zaad;
    INSERT INTO conversatie (kanaal, conversatie, interactie_id, focus_verzoek_id, adres, laatst_gebruikt_op)
      SELECT 'email', 'zaad:' || n, interactie, verzoek, adres, op FROM zaad;
    INSERT INTO bericht (id, interactie_id, volgnummer, richting, kanaal, conversatie, extern_id, sleutel, soort, kenmerk,
                         inhoud, afzender, status, adres, ontvangen_op)
      SELECT bericht, interactie, 1, 'in', 'email', 'zaad:' || n, 'zaad:' || n, NULL, 'bericht', kenmerk,
             '{"tekst": "Er ligt afval naast de container."}'::jsonb, '{"adressen": []}'::jsonb, 'aangenomen', NULL, op FROM zaad
      UNION ALL
      SELECT antwoord, interactie, 2, 'uit', 'email', 'zaad:' || n, '<' || antwoord || '@voorbeeldstad.test>',
             kenmerk || '/1/bevestigOntvangst#1', 'ontvangstbevestiging', kenmerk, '{"tekst": "Wij hebben uw bericht."}', '{}',
             'verzonden', adres, op FROM zaad;
    INSERT INTO bericht_verzoek SELECT bericht, verzoek FROM zaad UNION ALL SELECT antwoord, verzoek FROM zaad;
    INSERT INTO klantcontact (id, nummer, sleutel, kanaal, onderwerp, plaatsgevonden_op, interactie_id, bericht_id)
      SELECT contact, 'C' || kenmerk, 'bericht:' || bericht, 'email', 'melden-overlast', op, interactie, bericht FROM zaad;
    INSERT INTO betrokkene (sleutel, klantcontact_id, verzoek_id, partij_id, rol, initiator)
      SELECT 'contact:' || bericht, contact, NULL, partij, 'klant', true FROM zaad
      UNION ALL SELECT 'verzoek:' || kenmerk || ':afzender', NULL, verzoek, partij, 'initiator', true FROM zaad;
    INSERT INTO onderwerpobject SELECT contact, verzoek FROM zaad;
    INSERT INTO taak (sleutel, verzoek_id, interactie_id, soort, naam, vaardigheid, uiterlijk, status, aangemaakt_op, afgerond_op)
      SELECT kenmerk || '/1/taak:beoordelen#1', verzoek, interactie, 'taak', 'beoordelen', 'openbare-ruimte', op, 'klaar', op, op FROM zaad;
    INSERT INTO gebeurtenis (sleutel, verzoek_id, interactie_id, soort, actor, op)
      SELECT 'gesloten/' || kenmerk, verzoek, interactie, 'afgehandeld', 'systeem:worker', op FROM zaad;
    INSERT INTO verwerking (actor, activiteit, aanleiding, betrokkenen, gegevens, op)
      SELECT 'systeem:worker', 'klant-herkennen@1', kenmerk, ARRAY[partij], 'herkenning', op FROM zaad;
    DROP TABLE zaad;`);
  await database.query('VACUUM ANALYZE');
}

/** The rate of whole intakes on a full system against that on an empty one, in turns, so that both meet the same noise. */
export async function measureVlak(
  empty: Opstelling,
  full: Opstelling,
  turns: number,
  count: number,
): Promise<Figure[]> {
  const counts = await full.database.query<{ verzoeken: number; open: number }>(
    'SELECT count(*)::int AS verzoeken, count(*) FILTER (WHERE afgesloten_op IS NULL)::int AS open FROM verzoek',
  );
  await runIntakes(empty, 50);
  await runIntakes(full, 50);
  const rounds: { empty: number; full: number; cpuEmpty: number; cpuFull: number }[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    // Who goes first takes turns too.
    const order = turn % 2 === 0 ? [empty, full] : [full, empty];
    const results = new Map<Opstelling, Awaited<ReturnType<typeof runIntakes>>>();
    for (const opstelling of order) results.set(opstelling, await runIntakes(opstelling, count));
    const sum = (opstelling: Opstelling): number =>
      Object.values(results.get(opstelling)!.cpu).reduce((a, b) => a + b, 0);
    rounds.push({
      empty: results.get(empty)!.perSecond,
      full: results.get(full)!.perSecond,
      cpuEmpty: sum(empty),
      cpuFull: sum(full),
    });
  }
  const ratios = rounds.map((round) => round.full / round.empty);
  return [
    { naam: 'verzoeken in the full registers', waarde: counts.rows[0]!.verzoeken, eenheid: '' },
    { naam: 'open workflows beside them', waarde: counts.rows[0]!.open, eenheid: '' },
    {
      naam: 'whole intakes, full against empty',
      waarde: median(rounds.map(({ full: rate }) => rate)),
      eenheid: '/s',
      nullijn: median(rounds.map(({ empty: rate }) => rate)),
      spreiding: spread(rounds.map(({ full: rate }) => rate)),
    },
    {
      naam: 'full : empty',
      waarde: median(ratios),
      eenheid: '×',
      norm: { soort: 'hoog', grens: 0.9 },
      spreiding: spread(ratios),
    },
    {
      naam: 'processor time per intake, full against empty',
      waarde: median(rounds.map(({ cpuFull }) => cpuFull)),
      eenheid: 'ms',
      nullijn: median(rounds.map(({ cpuEmpty }) => cpuEmpty)),
    },
  ];
}
