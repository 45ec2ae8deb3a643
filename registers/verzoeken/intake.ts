import { createHash } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Afzender } from '../../domein/bericht.ts';
import type { Verwerking } from '../../domein/verwerking.ts';
import { Onmogelijk } from '../berichten/onderwerp.ts';
import type { BerichtTable, Database } from '../database.ts';
import { recogniseKlant } from '../klantinteracties/klant.ts';

export interface Intake {
  /** This round is closed: whoever starts it now is late. */
  klaar: boolean;
  product: string;
  gegevens: Record<string, unknown>;
}

const purpose = (aanleiding: string): Verwerking => ({
  actor: 'systeem:worker',
  activiteit: 'klant-herkennen@1',
  aanleiding,
});

/**
 * Registers a verzoek that has begun: recognises the klant, registers the contact and who is involved.
 * One transaction, and the same again changes nothing.
 */
export async function registerIntake(
  db: Kysely<Database>,
  { kenmerk, ronde, berichtId }: { kenmerk: string; ronde: number; berichtId: string },
  nu: Date,
): Promise<Intake> {
  return db.transaction().execute(async (trx) => {
    const verzoek = await trx
      .selectFrom('verzoek')
      .selectAll()
      .where('kenmerk', '=', kenmerk)
      .forUpdate()
      .executeTakeFirst();
    if (!verzoek) throw new Onmogelijk('An unknown kenmerk.');
    const intake = { product: verzoek.product, gegevens: verzoek.gegevens };
    if (verzoek.ronde !== ronde || verzoek.afgesloten_op) return { ...intake, klaar: true };
    const bericht = await trx
      .selectFrom('bericht')
      .selectAll()
      .where('id', '=', berichtId)
      .executeTakeFirstOrThrow();
    const partijId =
      verzoek.partij_id ??
      (await recogniseKlant(
        trx,
        {
          afzender: bericht.afzender,
          sleutel: `verzoek:${kenmerk}`,
          bronorganisatie: verzoek.bronorganisatie,
          voorkeurskanaal: verzoek.voorkeurskanaal,
        },
        purpose(kenmerk),
        nu,
      ));
    const klantcontactId = await registerKlantcontact(trx, bericht, {
      kenmerk,
      onderwerp: verzoek.product,
      verzoekId: verzoek.id,
      partijId,
    });
    if (klantcontactId && !verzoek.geregistreerd_op)
      await registerBetrokkenen(trx, {
        kenmerk,
        verzoekId: verzoek.id,
        partijId,
        afzender: bericht.afzender,
      });
    await trx
      .updateTable('verzoek')
      .set({
        geregistreerd_op: verzoek.geregistreerd_op ?? nu,
        partij_id: partijId,
        status: 'in_behandeling',
        fase: 'in-behandeling',
      })
      .where('id', '=', verzoek.id)
      .execute();
    if (partijId)
      await trx
        .updateTable('interactie')
        .set({ partij_id: partijId })
        .where('id', '=', bericht.interactie_id)
        .where('partij_id', 'is', null)
        .execute();
    return { ...intake, klaar: false };
  });
}

type BerichtRow = { [K in keyof BerichtTable]: unknown } & {
  id: string;
  kanaal: BerichtTable['kanaal'];
  ontvangen_op: Date;
  interactie_id: string;
  afzender: Partial<Afzender>;
};

/** Registers the contact of one message (Klantinteracties: klantcontact with betrokkene and onderwerpobject). @returns undefined when it was registered before */
export async function registerKlantcontact(
  trx: Transaction<Database>,
  bericht: BerichtRow,
  over: { kenmerk: string; onderwerp: string; verzoekId: string | null; partijId: string | null },
): Promise<string | undefined> {
  const row = await trx
    .insertInto('klantcontact')
    .values({
      nummer: `C${createHash('sha256').update(bericht.id).digest('hex').slice(0, 16)}`,
      sleutel: `bericht:${bericht.id}`,
      kanaal: bericht.kanaal,
      onderwerp: over.onderwerp,
      indicatie_contact_gelukt: true,
      plaatsgevonden_op: bericht.ontvangen_op,
      interactie_id: bericht.interactie_id,
      bericht_id: bericht.id,
    })
    .onConflict((conflict) => conflict.column('sleutel').doNothing())
    .returning('id')
    .executeTakeFirst();
  const id =
    row?.id ??
    (
      await trx
        .selectFrom('klantcontact')
        .select('id')
        .where('sleutel', '=', `bericht:${bericht.id}`)
        .executeTakeFirstOrThrow()
    ).id;
  if (over.verzoekId) {
    await trx
      .insertInto('onderwerpobject')
      .values({ klantcontact_id: id, verzoek_id: over.verzoekId })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await trx
    .insertInto('betrokkene')
    .values({
      sleutel: `contact:${bericht.id}`,
      klantcontact_id: id,
      partij_id: over.partijId,
      rol: bericht.afzender.namens ? 'vertegenwoordiger' : 'klant',
      naam: bericht.afzender.naam ?? null,
      initiator: true,
      identificatie_niveau: bericht.afzender.identiteit?.niveau ?? null,
    })
    .onConflict((conflict) => conflict.column('sleutel').doNothing())
    .execute();
  return id;
}

/** Who asks, and for whom: with namens, the sender represents and the other is the initiator. */
async function registerBetrokkenen(
  trx: Transaction<Database>,
  {
    kenmerk,
    verzoekId,
    partijId,
    afzender,
  }: { kenmerk: string; verzoekId: string; partijId: string | null; afzender: Partial<Afzender> },
): Promise<void> {
  const represented = afzender.namens
    ? await trx
        .insertInto('betrokkene')
        .values({
          sleutel: `verzoek:${kenmerk}:namens`,
          verzoek_id: verzoekId,
          rol: 'initiator',
          naam: afzender.namens.naam,
          initiator: true,
        })
        .onConflict((conflict) => conflict.column('sleutel').doUpdateSet({ verzoek_id: verzoekId }))
        .returning('id')
        .executeTakeFirstOrThrow()
    : undefined;
  await trx
    .insertInto('betrokkene')
    .values({
      sleutel: `verzoek:${kenmerk}:afzender`,
      verzoek_id: verzoekId,
      partij_id: partijId,
      rol: represented ? 'vertegenwoordiger' : 'initiator',
      namens_id: represented?.id ?? null,
      naam: afzender.naam ?? null,
      initiator: !represented,
      identificatie_niveau: afzender.identiteit?.niveau ?? null,
    })
    .onConflict((conflict) => conflict.column('sleutel').doNothing())
    .execute();
}
