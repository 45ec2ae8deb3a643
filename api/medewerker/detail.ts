import type { Request } from 'express';
import type { Verwerking } from '../../domein/verwerking.ts';
import type { Db } from '../../platform/database.ts';
import { readNamen } from '../../registers/taken/medewerkers.ts';
import { findWerk, listWerkOver } from '../../registers/taken/werk.ts';
import { findKenmerk, readKlantbeeld, readVerzoek } from '../../registers/tijdlijn/dossier.ts';
import { readTijdlijn } from '../../registers/tijdlijn/tijdlijn.ts';
import type { VerzoekDetail, WerkDetail } from './contract.ts';
import { currentMedewerker, verwerkingOf } from './sessie.ts';
import { showTijdlijnregel } from './tijdlijn-weergave.ts';
import { type Processen, showAntwoorden, showKlant, showVerzoek, showWerk, vragenOf } from './weergave.ts';

/** Work with all that is needed to do it, or undefined. What is read of the klant is logged. */
export async function readDetail(
  db: Db,
  processen: Processen,
  req: Request,
  id: string,
  nu: Date,
): Promise<WerkDetail | undefined> {
  const werk = await findWerk(db, id, nu);
  if (!werk) return undefined;
  const activiteit = werk.soort === 'gesprek' ? 'gesprek-voeren@1' : 'verzoek-behandelen@1';
  const dossier = await readDossier(db, processen, werk, verwerkingOf(req, `taak:${id}`, activiteit));
  const namen = await readNamen(db, [werk.medewerker]);
  const vragen = vragenOf(processen, werk);
  const { resultaat } = await db
    .selectFrom('taak')
    .select('resultaat')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    werk: showWerk(werk, processen, namen, currentMedewerker(req).pseudoniem, nu),
    interactieId: werk.interactieId,
    vragen,
    resultaat: resultaat ? showAntwoorden(vragen, resultaat) : [],
    ...dossier,
  };
}

/** What stands under a kenmerk, with its work, or undefined. What is read of the klant is logged. */
export async function readVerzoekDetail(
  db: Db,
  processen: Processen,
  req: Request,
  kenmerk: string,
  nu: Date,
): Promise<VerzoekDetail | undefined> {
  const found = await findKenmerk(db, kenmerk);
  const verzoekId = found.interactieId ? null : (found.verzoeken[0]?.id ?? null);
  if (!verzoekId && !found.interactieId) return undefined;
  const interactieId = found.interactieId ?? (await lastInteractie(db, verzoekId!));
  const dossier = await readDossier(
    db,
    processen,
    { verzoekId, interactieId },
    verwerkingOf(req, `kenmerk:${kenmerk}`),
  );
  const werk = await listWerkOver(db, verzoekId ? { verzoekId } : { interactieId }, nu);
  const namen = await readNamen(
    db,
    werk.map(({ medewerker }) => medewerker),
  );
  const ik = currentMedewerker(req).pseudoniem;
  return { kenmerk, ...dossier, werk: werk.map((row) => showWerk(row, processen, namen, ik, nu)) };
}

async function readDossier(
  db: Db,
  processen: Processen,
  over: { verzoekId: string | null; interactieId: string },
  verwerking: Verwerking,
) {
  return db.transaction().execute(async (trx) => {
    const verzoek = over.verzoekId ? await readVerzoek(trx, over.verzoekId, verwerking) : undefined;
    const klant = await readKlantbeeld(trx, over, verwerking);
    const regels = await readTijdlijn(
      trx,
      over.verzoekId ? { verzoekId: over.verzoekId } : { interactieId: over.interactieId },
      verwerking,
    );
    const namen = await readNamen(
      trx,
      regels.map(({ medewerker }) => medewerker),
    );
    return {
      verzoek: verzoek ? showVerzoek(verzoek, processen) : null,
      klant: showKlant(klant, processen),
      tijdlijn: regels.map((regel) => showTijdlijnregel(regel, namen)),
    };
  });
}

async function lastInteractie(db: Db, verzoekId: string): Promise<string> {
  const row = await db
    .selectFrom('interactie_verzoek')
    .select('interactie_id')
    .where('verzoek_id', '=', verzoekId)
    .orderBy('interactie_id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return row.interactie_id;
}
