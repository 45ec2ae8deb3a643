import type { Kysely } from 'kysely';
import type { Kanaal } from '../../domein/kanaal.ts';
import type { Verwerking } from '../../domein/verwerking.ts';
import type { Database, Verzoekstatus } from '../database.ts';
import { findKenmerk, readVerzoek } from '../tijdlijn/dossier.ts';
import { type Over, readTijdlijn, type Tijdlijnregel } from '../tijdlijn/tijdlijn.ts';
import type { Zaakvermelding } from './zaak.ts';

/** One message or contact, as the klant may see it: no names of medewerkers, no notes, no events of the engine. */
export interface EigenRegel {
  id: string;
  op: Date;
  van: 'klant' | 'medewerker' | 'systeem';
  kanaal: Kanaal;
  soort: 'bericht' | 'vraag' | 'intrekken' | 'contact';
  onderwerp: string | null;
  tekst: string;
  /** Answers to a form, by field. */
  gegevens: Record<string, unknown> | null;
  bijlagen: { naam: string; grootte: number }[];
  /** Of an outbound message: it reached nobody. */
  mislukt: boolean;
}

/** What the own page shows. Without `verzoek`: a conversation that has none yet. */
export interface EigenPagina {
  kenmerk: string;
  verzoek?: {
    product: string;
    status: Verzoekstatus;
    fase: string;
    uiterlijk: Date | null;
    registratiedatum: Date;
    afgesloten: boolean;
    resultaat: string | null;
    /** Kenmerk of the verzoek that this one goes on from. */
    voorganger: string | null;
    zaak: Zaakvermelding | null;
  };
  tijdlijn: EigenRegel[];
}

/**
 * Reads what the klant may see of one verzoek, or of a conversation without one, over all kanalen, oldest first.
 * The read is logged in the same transaction. @returns undefined for an unknown kenmerk
 */
export async function readEigenPagina(
  db: Kysely<Database>,
  kenmerk: string,
  verwerking: Verwerking,
): Promise<EigenPagina | undefined> {
  return db.transaction().execute(async (trx) => {
    const { verzoeken, interactieId } = await findKenmerk(trx, kenmerk);
    if (interactieId) return { kenmerk, tijdlijn: await readRegels(trx, { interactieId }, verwerking) };
    const id = verzoeken[0]?.id;
    const verzoek = id && (await readVerzoek(trx, id, verwerking));
    if (!verzoek) return undefined;
    const { product, status, fase, uiterlijk, registratiedatum, resultaat, voorganger, zaak } = verzoek;
    return {
      kenmerk,
      verzoek: {
        product,
        status,
        fase,
        uiterlijk,
        registratiedatum,
        resultaat,
        voorganger,
        zaak,
        afgesloten: verzoek.afgeslotenOp !== null,
      },
      tijdlijn: await readRegels(trx, { verzoekId: verzoek.id }, verwerking),
    };
  });
}

async function readRegels(trx: Kysely<Database>, over: Over, verwerking: Verwerking): Promise<EigenRegel[]> {
  return (await readTijdlijn(trx, over, verwerking)).flatMap(toEigenRegel);
}

function toEigenRegel(regel: Tijdlijnregel): EigenRegel[] {
  if (regel.regel === 'gebeurtenis') return [];
  const { id, op, kanaal, onderwerp } = regel;
  if (regel.regel === 'klantcontact')
    // What was written down about a visit or a call is work of the medewerker: that it took place is not.
    return [
      {
        id,
        op,
        kanaal,
        van: 'medewerker',
        soort: 'contact',
        onderwerp: null,
        tekst: '',
        gegevens: null,
        bijlagen: [],
        mislukt: false,
      },
    ];
  if (regel.soort === 'sessie' || regel.soort === 'kanaalwissel') return [];
  return [
    {
      id,
      op,
      kanaal,
      onderwerp,
      van: regel.van,
      soort: regel.soort === 'intrekken' || regel.soort === 'vraag' ? regel.soort : 'bericht',
      tekst: regel.tekst,
      gegevens: regel.gegevens,
      bijlagen: regel.bijlagen.map(({ naam, grootte }) => ({ naam, grootte })),
      mislukt: regel.status === 'mislukt',
    },
  ];
}
