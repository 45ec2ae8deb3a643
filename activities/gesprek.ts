import { randomBytes } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import { findBestemming } from '../domein/bestemming.ts';
import { makeKenmerk } from '../domein/kenmerk.ts';
import type { AnyProces } from '../domein/proces.ts';
import type { Verwerking } from '../domein/verwerking.ts';
import { type Antwoorden, listVragen, nextVraag, parseAntwoord } from '../domein/vraag.ts';
import type { Db } from '../platform/database.ts';
import { readWegwijzer } from '../registers/aanname/wegwijzer.ts';
import { Onmogelijk } from '../registers/berichten/onderwerp.ts';
import type { Database } from '../registers/database.ts';
import { recordGebeurtenis } from '../registers/gebeurtenissen/gebeurtenis.ts';
import { logVerwerking } from '../registers/verwerkingen/log.ts';
import type { Dialoogstand, Gespreksactiviteiten } from './contract.ts';
import type { Omgeving } from './omgeving.ts';
import { contactveld, dialoogschema, dialoogvragen } from './uitvraag.ts';

const purpose = (aanleiding: string): Verwerking => ({
  actor: 'systeem:worker',
  activiteit: 'gesprek-voeren@1',
  aanleiding,
});

/** Minutes without a sign of life after which a medewerker counts as away. */
const presenceMinutes = 2;

/** What the interactie workflow does to the world. */
export function createGesprek(omgeving: Omgeving): Gespreksactiviteiten {
  const { db, processen, nu } = omgeving;

  function findProces(product: string): AnyProces {
    const proces = processen.get(product);
    if (!proces) throw new Onmogelijk(`No process "${product}".`);
    return proces;
  }

  function standOf(proces: AnyProces, antwoorden: Antwoorden): Dialoogstand {
    const next = nextVraag(dialoogvragen(proces), antwoorden);
    return next ? { stand: 'vraag', veld: next.naam } : { stand: 'klaar' };
  }

  async function isMedewerkerAanwezig(): Promise<boolean> {
    const row = await sql<{ aanwezig: boolean }>`
      SELECT EXISTS (SELECT 1 FROM medewerker_aanwezig WHERE kanaal = 'chat' AND gezien_op > ${new Date(nu().getTime() - presenceMinutes * 60_000)}) AS aanwezig
    `.execute(db);
    return row.rows[0]?.aanwezig ?? false;
  }

  return {
    isMedewerkerAanwezig,

    async startInteractie({ interactieId }) {
      const row = await db
        .selectFrom('interactie')
        .select('verwerkt_tot')
        .where('id', '=', interactieId)
        .executeTakeFirstOrThrow();
      return { verwerktTot: row.verwerkt_tot, medewerkerAanwezig: await isMedewerkerAanwezig() };
    },

    async finishInteractie({ interactieId, verwerktTot }) {
      await db
        .updateTable('interactie')
        .set({ verwerkt_tot: verwerktTot })
        .where('id', '=', interactieId)
        .where('verwerkt_tot', '<', verwerktTot)
        .execute();
    },

    passOn: ({ interactieId, berichtId }) =>
      db.transaction().execute(async (trx) => {
        const { wegwijzer } = await readWegwijzer(trx, processen, berichtId);
        const way = findBestemming(wegwijzer).find((bestemming) => bestemming.soort !== 'interactie');
        if (!way) return false;
        // Written down, so that the way holds whatever the conversation turns to meanwhile.
        await trx
          .insertInto('bericht_verzoek')
          .columns(['bericht_id', 'verzoek_id'])
          .expression((eb) =>
            eb
              .selectFrom('verzoek')
              .select([eb.val(berichtId).as('bericht_id'), 'id'])
              .where('kenmerk', '=', way.soort === 'vervolg' ? way.voorganger : way.kenmerk),
          )
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        await sendOn(trx, interactieId, berichtId);
        return true;
      }),

    async classifyBericht({ berichtId, live }) {
      const bericht = await db
        .selectFrom('bericht')
        .select(['onderwerp', 'inhoud', 'interactie_id'])
        .where('id', '=', berichtId)
        .executeTakeFirstOrThrow();
      await logVerwerking(db, purpose(berichtId), [bericht.interactie_id], 'bericht');
      const tekst = (bericht.inhoud.tekst ?? '').trim().toLowerCase();
      if (live && /\bmedewerker\b/.test(tekst)) return { keuze: 'medewerker' };
      // A subject is chosen with care; a whole letter mentions many words. A line in a chat is as short as a subject.
      const subject = live ? tekst : (bericht.onderwerp ?? '').toLowerCase();
      const match = [...processen.values()].find(
        (proces) =>
          proces.trefwoorden?.some((word: string) => subject.includes(word)) ||
          (live && subject === proces.dienst.toLowerCase()),
      );
      return match ? { keuze: `product:${match.code}` } : {};
    },

    async startUitvraag({ interactieId, product, ronde }) {
      const proces = findProces(product);
      const known = JSON.stringify(await readKnown(db, interactieId));
      await db
        .insertInto('uitvraag')
        .values({ interactie_id: interactieId, product, ronde, antwoorden: known })
        .onConflict((conflict) =>
          conflict
            .column('interactie_id')
            .doUpdateSet({ product, ronde, antwoorden: known, laatste_volgnummer: 0 })
            .where('uitvraag.ronde', '<', ronde),
        )
        .execute();
      const { antwoorden } = await db
        .selectFrom('uitvraag')
        .select('antwoorden')
        .where('interactie_id', '=', interactieId)
        .executeTakeFirstOrThrow();
      return standOf(proces, antwoorden);
    },

    async answerUitvraag({ interactieId, berichtId, volgnummer }) {
      return db.transaction().execute(async (trx) => {
        const uitvraag = await trx
          .selectFrom('uitvraag')
          .selectAll()
          .where('interactie_id', '=', interactieId)
          .forUpdate()
          .executeTakeFirstOrThrow();
        const proces = findProces(uitvraag.product);
        const antwoorden: Antwoorden = uitvraag.antwoorden;
        const vraag = nextVraag(dialoogvragen(proces), antwoorden);
        // Answered by an earlier run of this activity: the same outcome again.
        if (!vraag || uitvraag.laatste_volgnummer >= volgnummer) {
          const stand = standOf(proces, antwoorden);
          return antwoorden.fout$ && stand.stand === 'vraag' ? { ...stand, stand: 'fout' } : stand;
        }
        const { inhoud } = await trx
          .selectFrom('bericht')
          .select('inhoud')
          .where('id', '=', berichtId)
          .executeTakeFirstOrThrow();
        await logVerwerking(trx, purpose(berichtId), [interactieId], 'antwoord');
        const result = parseAntwoord(dialoogschema(proces), vraag, inhoud.keuze ?? inhoud.tekst ?? '');
        const { fout$: _, ...kept } = antwoorden;
        const next = result.ok
          ? { ...kept, [vraag.naam]: result.waarde }
          : { ...kept, fout$: result.fout.tekst };
        await trx
          .updateTable('uitvraag')
          .set({ antwoorden: JSON.stringify(next), laatste_volgnummer: volgnummer })
          .where('interactie_id', '=', interactieId)
          .execute();
        return result.ok ? standOf(proces, next) : { stand: 'fout', veld: vraag.naam };
      });
    },

    async openVerzoek({ interactieId, berichtId, product, uitUitvraag }) {
      const proces = findProces(product);
      return db.transaction().execute(async (trx) => {
        // An earlier run that was given up may still be at it: the second waits here and finds what the first made.
        await trx.selectFrom('bericht').select('id').where('id', '=', berichtId).forUpdate().execute();
        const made = await trx
          .selectFrom('gebeurtenis')
          .innerJoin('verzoek', 'verzoek.id', 'gebeurtenis.verzoek_id')
          .select('verzoek.kenmerk')
          .where('gebeurtenis.sleutel', '=', `geopend/${berichtId}`)
          .executeTakeFirst();
        if (made) return made;
        const gegevens = uitUitvraag
          ? await takeUitvraag(trx, interactieId, berichtId)
          : await readVrijeTekst(trx, proces, berichtId);
        const kenmerk = makeKenmerk(randomBytes(8));
        const { id } = await trx
          .insertInto('verzoek')
          .values({
            kenmerk,
            product,
            proces_versie: proces.versie,
            gegevens: JSON.stringify(gegevens),
            bronorganisatie: omgeving.bronorganisatie,
            registratiedatum: nu(),
          })
          .returning('id')
          .executeTakeFirstOrThrow();
        await trx
          .insertInto('interactie_verzoek')
          .values({ interactie_id: interactieId, verzoek_id: id })
          .execute();
        await trx.insertInto('bericht_verzoek').values({ bericht_id: berichtId, verzoek_id: id }).execute();
        await trx
          .updateTable('conversatie')
          .set({ focus_verzoek_id: id })
          .where('interactie_id', '=', interactieId)
          .where('conversatie', '=', (eb) =>
            eb.selectFrom('bericht').select('conversatie').where('id', '=', berichtId),
          )
          .execute();
        await recordGebeurtenis(
          trx,
          {
            kenmerk,
            sleutel: `geopend/${berichtId}`,
            soort: 'geopend',
            gegevens: { product },
            actor: 'systeem:worker',
          },
          nu(),
        );
        await sendOn(trx, interactieId, berichtId);
        return { kenmerk };
      });
    },

    async setFocus({ interactieId, kenmerk }) {
      const verzoek = kenmerk
        ? await db.selectFrom('verzoek').select('id').where('kenmerk', '=', kenmerk).executeTakeFirstOrThrow()
        : undefined;
      await db
        .updateTable('conversatie')
        .set({ focus_verzoek_id: verzoek?.id ?? null })
        .where('interactie_id', '=', interactieId)
        .where('kanaal', '=', 'chat')
        .execute();
    },

    async closeGesprek({ kenmerk, sleutel }) {
      await recordGebeurtenis(
        db,
        { kenmerk, sleutel: `${sleutel}/gesloten`, soort: 'gesprek-afgesloten', actor: 'systeem:worker' },
        nu(),
      );
    },
  };
}

/** What this conversation told before is not asked again: the address to answer to. */
async function readKnown(db: Db, interactieId: string): Promise<Antwoorden> {
  const row = await db
    .selectFrom('interactie')
    .innerJoin('digitaaladres', 'digitaaladres.partij_id', 'interactie.partij_id')
    .select('adres')
    .where('interactie.id', '=', interactieId)
    .where('soort_digitaal_adres', '=', 'email')
    .orderBy('digitaaladres.id')
    .executeTakeFirst();
  await logVerwerking(db, purpose(interactieId), [interactieId], 'adressen');
  return row ? { [contactveld]: row.adres } : {};
}

/** Sends a message on its way once more, now that there is a verzoek for it. The same again changes nothing for who hears it twice. */
async function sendOn(trx: Transaction<Database>, interactieId: string, berichtId: string): Promise<void> {
  await trx.insertInto('doorgifte').values({ stroom: interactieId, bericht_id: berichtId }).execute();
  await sql`SELECT pg_notify('doorgifte', '')`.execute(trx);
}

/** The answers of the dialogue; the contact answer becomes an address of the message that completed it. */
async function takeUitvraag(
  trx: Transaction<Database>,
  interactieId: string,
  berichtId: string,
): Promise<Antwoorden> {
  const { antwoorden } = await trx
    .selectFrom('uitvraag')
    .select('antwoorden')
    .where('interactie_id', '=', interactieId)
    .executeTakeFirstOrThrow();
  const { [contactveld]: email, fout$: _, ...rest } = antwoorden;
  if (typeof email === 'string') {
    const { afzender } = await trx
      .selectFrom('bericht')
      .select('afzender')
      .where('id', '=', berichtId)
      .executeTakeFirstOrThrow();
    const adressen = [
      ...(afzender.adressen ?? []).filter(({ waarde }) => waarde !== email),
      { soort: 'email' as const, waarde: email },
    ];
    await trx
      .updateTable('bericht')
      .set({ afzender: JSON.stringify({ ...afzender, adressen }) })
      .where('id', '=', berichtId)
      .execute();
  }
  return Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
}

/** A letter answers one question: the first that takes a long text. */
async function readVrijeTekst(
  trx: Transaction<Database>,
  proces: AnyProces,
  berichtId: string,
): Promise<Antwoorden> {
  const { inhoud, onderwerp } = await trx
    .selectFrom('bericht')
    .select(['inhoud', 'onderwerp'])
    .where('id', '=', berichtId)
    .executeTakeFirstOrThrow();
  await logVerwerking(trx, purpose(berichtId), [], 'bericht');
  const vraag = listVragen(proces.gegevens).find(({ soort }) => soort === 'lange-tekst');
  const tekst = (inhoud.tekst?.trim() || onderwerp || '').slice(0, vraag?.maximum ?? 2000);
  return vraag && tekst ? { [vraag.naam]: tekst } : {};
}
