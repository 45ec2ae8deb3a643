import { sql } from 'kysely';
import { steeringPart } from '../domein/vraag.ts';
import { findOnderwerp, Onmogelijk } from '../registers/berichten/onderwerp.ts';
import { recordGebeurtenis } from '../registers/gebeurtenissen/gebeurtenis.ts';
import { flagTaken, openTaak } from '../registers/taken/taak.ts';
import { registerIntake, registerKlantcontact } from '../registers/verzoeken/intake.ts';
import type { Registeractiviteiten } from './contract.ts';
import type { Omgeving } from './omgeving.ts';

/** Writes in our own registers. Each is one idempotent transaction. */
export function createRegisters({ db, processen, nu }: Omgeving): Registeractiviteiten {
  return {
    async registerIntake(opdracht) {
      const { klaar, product, gegevens } = await registerIntake(db, opdracht, nu());
      const proces = processen.get(product);
      if (!proces) throw new Onmogelijk(`No process "${product}".`);
      return { klaar, gegevens: steeringPart(proces.gegevens, gegevens) };
    },

    openTaak: (opdracht) => openTaak(db, opdracht, nu()),

    async readTaakuitkomst({ product, sleutel, naam }) {
      const taak = await db
        .selectFrom('taak')
        .select('resultaat')
        .where('sleutel', '=', sleutel)
        .executeTakeFirst();
      const schema = processen.get(product)?.taken[naam];
      if (!taak || !schema) throw new Onmogelijk(`No task "${naam}".`);
      return steeringPart(schema, taak.resultaat ?? {});
    },

    async setFase({ kenmerk, fase, wachtOp, uiterlijk }) {
      await db
        .updateTable('verzoek')
        .set({ fase, wacht_op: wachtOp ?? null, uiterlijk: uiterlijk ? new Date(uiterlijk) : null })
        .where('kenmerk', '=', kenmerk)
        .where('afgesloten_op', 'is', null)
        .execute();
    },

    recordGebeurtenis: (opdracht) => recordGebeurtenis(db, { ...opdracht, actor: 'systeem:worker' }, nu()),

    async registerBericht({ kenmerk, berichtId }) {
      const over = await findOnderwerp(db, kenmerk);
      await db.transaction().execute(async (trx) => {
        const bericht = await trx
          .selectFrom('bericht')
          .selectAll()
          .where('id', '=', berichtId)
          .executeTakeFirstOrThrow();
        if (over.verzoek) {
          await trx
            .insertInto('bericht_verzoek')
            .values({ bericht_id: berichtId, verzoek_id: over.verzoek.id })
            .onConflict((conflict) => conflict.doNothing())
            .execute();
        }
        await registerKlantcontact(trx, bericht, {
          kenmerk,
          onderwerp: over.verzoek?.product ?? 'gesprek',
          verzoekId: over.verzoek?.id ?? null,
          partijId: over.partijId,
        });
      });
      return {
        bijTaak: await flagTaken(
          db,
          { ...(over.verzoek ? { verzoekId: over.verzoek.id } : {}), interactieId: over.interactieId },
          nu(),
        ),
      };
    },

    async recordKanaalwissel({ kenmerk, berichtId }) {
      const bericht = await db
        .selectFrom('bericht')
        .selectAll()
        .where('id', '=', berichtId)
        .executeTakeFirstOrThrow();
      const mail =
        bericht.soort === 'kanaalwissel'
          ? bericht.afzender.adressen?.find(({ soort }) => soort === 'email')?.waarde
          : undefined;
      const kanaal = mail ? 'email' : bericht.kanaal;
      if (mail) {
        await db
          .insertInto('conversatie')
          .values({
            kanaal: 'email',
            conversatie: `wissel:${berichtId}`,
            interactie_id: bericht.interactie_id,
            adres: mail,
            laatst_gebruikt_op: nu(),
          })
          .onConflict((conflict) => conflict.columns(['kanaal', 'conversatie']).doNothing())
          .execute();
        // Who goes on by mail has left the live conversation, also when the window stays open.
        await db
          .updateTable('conversatie')
          .set({ aanwezig: false })
          .where('interactie_id', '=', bericht.interactie_id)
          .where('kanaal', '=', bericht.kanaal)
          .execute();
      }
      await recordGebeurtenis(
        db,
        {
          kenmerk,
          sleutel: `wissel/${kenmerk}/${berichtId}`,
          soort: 'kanaalwissel',
          gegevens: { naar: kanaal },
          actor: 'klant',
        },
        nu(),
      );
      return { kanaal };
    },

    async closeVerzoek({ kenmerk, resultaat, status }) {
      await db.transaction().execute(async (trx) => {
        const verzoek = await trx
          .updateTable('verzoek')
          .set({ status, fase: status, resultaat, wacht_op: null, uiterlijk: null, afgesloten_op: nu() })
          .where('kenmerk', '=', kenmerk)
          .where('afgesloten_op', 'is', null)
          .returning('id')
          .executeTakeFirst();
        if (!verzoek) return;
        await trx
          .updateTable('taak')
          .set({ status: 'vervallen', afgerond_op: nu() })
          .where('verzoek_id', '=', verzoek.id)
          .where('soort', '=', 'taak')
          .where('status', 'in', ['open', 'in_behandeling'])
          .execute();
        await recordGebeurtenis(
          trx,
          {
            kenmerk,
            sleutel: `gesloten/${kenmerk}/${nu().toISOString()}`,
            soort: status,
            gegevens: { resultaat },
            actor: 'systeem:worker',
          },
          nu(),
        );
        await sql`SELECT pg_notify('werk', '')`.execute(trx);
      });
    },

    async rerouteBericht({ berichtId }) {
      await db.transaction().execute(async (trx) => {
        const { interactie_id: stroom } = await trx
          .selectFrom('bericht')
          .select('interactie_id')
          .where('id', '=', berichtId)
          .executeTakeFirstOrThrow();
        const waiting = await trx
          .selectFrom('doorgifte')
          .select('id')
          .where('bericht_id', '=', berichtId)
          .executeTakeFirst();
        if (!waiting) await trx.insertInto('doorgifte').values({ stroom, bericht_id: berichtId }).execute();
        await sql`SELECT pg_notify('doorgifte', '')`.execute(trx);
      });
    },
  };
}
