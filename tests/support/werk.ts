import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Kanaal } from '../../domein/kanaal.ts';
import { makeKenmerk } from '../../domein/kenmerk.ts';
import type { Database, TaakTable } from '../../registers/database.ts';

/** Rows as aanname and the workflows leave them, for tests of what people do with them. */

export const kenmerk = (): string => makeKenmerk(randomBytes(8));

export interface Zaakje {
  kenmerk: string;
  verzoekId: string;
  interactieId: string;
  partijId: string;
}

/** A melding over overlast by a known klant, which came in over a kanaal. */
export async function makeVerzoek(
  db: Kysely<Database>,
  nu: Date,
  klant: { partijId?: string; naam?: string; kanaal?: Kanaal; tekst?: string } = {},
): Promise<Zaakje> {
  const nummer = kenmerk();
  const kanaal = klant.kanaal ?? 'webformulier';
  const partijId = klant.partijId ?? (await makePartij(db, nu, klant.naam ?? 'Sanne Jansen'));
  const interactieId = await makeInteractie(db, nummer, nu, kanaal, partijId);
  const verzoek = await db
    .insertInto('verzoek')
    .values({
      kenmerk: nummer,
      product: 'melden-overlast',
      proces_versie: 1,
      gegevens: JSON.stringify({
        soort: 'afval',
        gevaarlijk: false,
        locatie: { omschrijving: 'Kerkstraat 12' },
        toelichting: 'Er ligt afval',
      }),
      bronorganisatie: '002564440',
      partij_id: partijId,
      registratiedatum: nu,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('interactie_verzoek')
    .values({ interactie_id: interactieId, verzoek_id: verzoek.id })
    .execute();
  await db
    .insertInto('betrokkene')
    .values({
      sleutel: `${nummer}/klant`,
      verzoek_id: verzoek.id,
      partij_id: partijId,
      rol: 'initiator',
      naam: klant.naam ?? 'Sanne Jansen',
    })
    .execute();
  const zaakje = { kenmerk: nummer, verzoekId: verzoek.id, interactieId, partijId };
  await makeBericht(db, zaakje, 'in', kanaal, klant.tekst ?? '', nu);
  return zaakje;
}

export async function makePartij(db: Kysely<Database>, nu: Date, naam: string): Promise<string> {
  const { id } = await db
    .insertInto('partij')
    .values({
      nummer: kenmerk(),
      soort_partij: 'persoon',
      naam,
      bronorganisatie: '002564440',
      aangemaakt_op: nu,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('digitaaladres')
    .values({
      partij_id: id,
      soort_digitaal_adres: 'email',
      adres: 'sanne@voorbeeld.test',
      zoekwaarde: id,
    })
    .execute();
  return id;
}

export async function makeInteractie(
  db: Kysely<Database>,
  nummer: string,
  nu: Date,
  kanaal: Kanaal,
  partijId?: string,
): Promise<string> {
  const { id } = await db
    .insertInto('interactie')
    .values({ kenmerk: nummer, partij_id: partijId ?? null, aangemaakt_op: nu })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('conversatie')
    .values({ kanaal, conversatie: `${kanaal}:${nummer}`, interactie_id: id, laatst_gebruikt_op: nu })
    .execute();
  return id;
}

/** A message of the conversation, linked to the verzoek. */
export async function makeBericht(
  db: Kysely<Database>,
  over: { kenmerk: string; interactieId: string; verzoekId?: string },
  richting: 'in' | 'uit',
  kanaal: Kanaal,
  tekst: string,
  op: Date,
): Promise<string> {
  const { laatste_volgnummer: volgnummer } = await db
    .updateTable('interactie')
    .set((eb) => ({ laatste_volgnummer: eb('laatste_volgnummer', '+', 1) }))
    .where('id', '=', over.interactieId)
    .returning('laatste_volgnummer')
    .executeTakeFirstOrThrow();
  const { id } = await db
    .insertInto('bericht')
    .values({
      interactie_id: over.interactieId,
      volgnummer,
      richting,
      kanaal,
      kenmerk: over.kenmerk,
      inhoud: JSON.stringify(tekst ? { tekst } : { gegevens: {} }),
      status: richting === 'in' ? 'aangenomen' : 'afgeleverd',
      ontvangen_op: op,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (over.verzoekId)
    await db.insertInto('bericht_verzoek').values({ bericht_id: id, verzoek_id: over.verzoekId }).execute();
  return id;
}

/** Work in the queue. Times in minutes from `nu`. */
export async function makeTaak(
  db: Kysely<Database>,
  over: { kenmerk: string; verzoekId?: string; interactieId: string },
  nu: Date,
  opties: Partial<{
    soort: TaakTable['soort'];
    naam: string;
    vaardigheid: string;
    prioriteit: number;
    sinds: number;
    binnen: number;
  }> = {},
): Promise<string> {
  const { soort = 'taak', naam = 'beoordelen', vaardigheid = 'openbare-ruimte', prioriteit = 3 } = opties;
  const at = (minutes: number): Date => new Date(nu.getTime() + minutes * 60_000);
  const { id } = await db
    .insertInto('taak')
    .values({
      sleutel: `${over.kenmerk}/1/taak/${kenmerk()}`,
      verzoek_id: over.verzoekId ?? null,
      interactie_id: over.interactieId,
      soort,
      naam,
      vaardigheid,
      prioriteit,
      uiterlijk: at(opties.binnen ?? 120),
      aangemaakt_op: at(-(opties.sinds ?? 10)),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
