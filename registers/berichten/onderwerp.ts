import type { Kysely } from 'kysely';
import type { Kanaal } from '../../domein/kanaal.ts';
import type { Database } from '../database.ts';

/** What a message of ours is about: a verzoek, or a conversation that has none yet. No personal data. */
export interface Berichtonderwerp {
  kenmerk: string;
  verzoek?: { id: string; product: string; voorgangerId: string | null; uiterlijk: Date | null };
  /** The interactie in whose order the message is stored: the one used last. */
  interactieId: string;
  interactieIds: string[];
  partijId: string | null;
  voorkeur: Kanaal | null;
}

/** An order that cannot be carried out, however often it is tried. Its name is the type that workflows know. */
export class Onmogelijk extends Error {
  override name = 'Onmogelijk';
}

/** Finds what a kenmerk stands for. @throws Onmogelijk for an unknown kenmerk */
export async function findOnderwerp(db: Kysely<Database>, kenmerk: string): Promise<Berichtonderwerp> {
  const verzoek = await db
    .selectFrom('verzoek')
    .select(['id', 'product', 'voorganger_id', 'partij_id', 'voorkeurskanaal', 'uiterlijk'])
    .where('kenmerk', '=', kenmerk)
    .executeTakeFirst();
  if (verzoek) {
    const interacties = await db
      .selectFrom('interactie_verzoek')
      .innerJoin('interactie', 'interactie.id', 'interactie_verzoek.interactie_id')
      .leftJoin('conversatie', 'conversatie.interactie_id', 'interactie.id')
      .select((eb) => ['interactie.id', eb.fn.max('conversatie.laatst_gebruikt_op').as('gebruikt')])
      .where('verzoek_id', '=', verzoek.id)
      .groupBy('interactie.id')
      .orderBy('gebruikt', (order) => order.desc().nullsLast())
      .execute();
    if (!interacties[0]) throw new Onmogelijk('A verzoek without an interactie.');
    return {
      kenmerk,
      verzoek: {
        id: verzoek.id,
        product: verzoek.product,
        voorgangerId: verzoek.voorganger_id,
        uiterlijk: verzoek.uiterlijk,
      },
      interactieId: interacties[0].id,
      interactieIds: interacties.map(({ id }) => id),
      partijId: verzoek.partij_id,
      voorkeur: verzoek.voorkeurskanaal,
    };
  }
  const interactie = await db
    .selectFrom('interactie')
    .select(['id', 'partij_id'])
    .where('kenmerk', '=', kenmerk)
    .executeTakeFirst();
  if (!interactie) throw new Onmogelijk('An unknown kenmerk.');
  return {
    kenmerk,
    interactieId: interactie.id,
    interactieIds: [interactie.id],
    partijId: interactie.partij_id,
    voorkeur: null,
  };
}
