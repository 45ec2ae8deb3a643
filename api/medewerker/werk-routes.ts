import { type Request, Router } from 'express';
import { validateAntwoorden } from '../../domein/vraag.ts';
import { forbidden, notFound, Problem } from '../../platform/problem.ts';
import { complete } from '../../registers/taken/afronden.ts';
import { answer } from '../../registers/taken/antwoord.ts';
import { readNamen } from '../../registers/taken/medewerkers.ts';
import { giveBack, take, takeNext } from '../../registers/taken/neem.ts';
import { countWerk, findWerk, listWerk, type Werk } from '../../registers/taken/werk.ts';
import {
  afrondenSchema,
  antwoordSchema,
  idSchema,
  samenvattingSchema,
  volgendeSchema,
  type Werklijst,
  werkfilterSchema,
} from './contract.ts';
import { readDetail } from './detail.ts';
import { parse } from './invoer.ts';
import type { Medewerkeromgeving } from './omgeving.ts';
import { currentMedewerker } from './sessie.ts';
import { showWerk, taakSchema } from './weergave.ts';

const refusals = {
  onbekend: () => notFound('Dit werk bestaat niet.'),
  gesloten: () => new Problem(409, 'gesloten', 'Conflict.', 'Dit werk is al afgerond of niet meer nodig.'),
  'ander-antwoord': () =>
    new Problem(409, 'ander-antwoord', 'Conflict.', 'Onder dit nummer is al een ander antwoord bewaard.'),
};

/** The work of people: list, claim, answer, finish. */
export function createWerkRouter({ db, processen, nu }: Medewerkeromgeving): Router {
  const router = Router();
  router.param('id', (_req, _res, next, id) =>
    next(idSchema.safeParse(id).success ? undefined : refusals.onbekend()),
  );

  const show = async (req: Request, werk: Werk) =>
    showWerk(
      werk,
      processen,
      await readNamen(db, [werk.medewerker]),
      currentMedewerker(req).pseudoniem,
      nu(),
    );

  async function refuse(id: string, reden: keyof typeof refusals | 'bezet'): Promise<Problem> {
    if (reden !== 'bezet') return refusals[reden]();
    const holder = (await findWerk(db, id, nu()))?.medewerker ?? null;
    if (!holder)
      return new Problem(409, 'niet-genomen', 'Conflict.', 'U heeft dit werk niet meer. Neem het eerst.');
    const naam = (await readNamen(db, [holder])).get(holder) ?? 'Een collega';
    return new Problem(409, 'bezet', 'Conflict.', `${naam} is hier al mee bezig.`);
  }

  /** Work asks for a skill; a colleague without it may look, not take. */
  async function checkSkill(req: Request, id: string): Promise<void> {
    const werk = await findWerk(db, id, nu());
    if (werk && !currentMedewerker(req).vaardigheden.includes(werk.vaardigheid))
      throw forbidden(`Voor dit werk is de vaardigheid ${werk.vaardigheid} nodig.`);
  }

  router.get('/', async (req, res) => {
    const { status, vaardigheid } = parse(werkfilterSchema, req.query);
    const ik = currentMedewerker(req);
    const vaardigheden = vaardigheid === 'alle' ? undefined : vaardigheid ? [vaardigheid] : ik.vaardigheden;
    const moment = nu();
    const werk = await listWerk(db, { status, medewerker: ik.pseudoniem, vaardigheden }, moment);
    const drukte = await countWerk(db, vaardigheden, moment);
    const namen = await readNamen(
      db,
      werk.map(({ medewerker }) => medewerker),
    );
    res.json({
      werk: werk.map((row) => showWerk(row, processen, namen, ik.pseudoniem, moment)),
      drukte: { ...drukte, langstSinds: drukte.langstSinds?.toISOString() ?? null },
      nu: moment.toISOString(),
    } satisfies Werklijst);
  });

  router.post('/volgende', async (req, res) => {
    const { vaardigheid } = parse(volgendeSchema, req.body ?? {});
    const ik = currentMedewerker(req);
    if (vaardigheid && !ik.vaardigheden.includes(vaardigheid))
      throw forbidden(`U heeft de vaardigheid ${vaardigheid} niet.`);
    const werk = await takeNext(db, ik.pseudoniem, vaardigheid ? [vaardigheid] : ik.vaardigheden, nu());
    if (!werk) return res.status(204).end();
    res.json(await show(req, werk));
  });

  router.get('/:id', async (req, res) => {
    const detail = await readDetail(db, processen, req, req.params.id, nu());
    if (!detail) throw refusals.onbekend();
    res.json(detail);
  });

  router.post('/:id/neem', async (req, res) => {
    await checkSkill(req, req.params.id);
    const uitslag = await take(db, req.params.id, currentMedewerker(req).pseudoniem, nu());
    if (!uitslag.ok) throw await refuse(req.params.id, uitslag.reden);
    res.json(await show(req, uitslag.werk));
  });

  router.post('/:id/teruggeven', async (req, res) => {
    const uitslag = await giveBack(db, req.params.id, currentMedewerker(req).pseudoniem, nu());
    if (!uitslag.ok) throw await refuse(req.params.id, uitslag.reden);
    res.json(await show(req, uitslag.werk));
  });

  router.post('/:id/afronden', async (req, res) => {
    const { resultaat } = parse(afrondenSchema, req.body ?? {});
    const werk = await findWerk(db, req.params.id, nu());
    if (!werk) throw refusals.onbekend();
    const uitslag = await complete(
      db,
      werk.id,
      currentMedewerker(req).pseudoniem,
      checkResultaat(werk, resultaat),
      nu(),
    );
    if (!uitslag.ok) throw await refuse(werk.id, uitslag.reden);
    res.json(await show(req, uitslag.werk));
  });

  router.post('/:id/antwoord', async (req, res) => {
    const antwoord = parse(antwoordSchema, req.body ?? {});
    const uitslag = await answer(db, req.params.id, currentMedewerker(req).pseudoniem, antwoord, nu());
    if (!uitslag.ok) throw await refuse(req.params.id, uitslag.reden);
    res.status(uitslag.dubbel ? 200 : 201).json({ berichtId: uitslag.berichtId });
  });

  function checkResultaat(werk: Werk, resultaat: Record<string, unknown>): Record<string, unknown> {
    const schema = taakSchema(processen, werk);
    if (!schema) return parse(samenvattingSchema, resultaat, 'resultaat');
    const known = Object.keys(schema.shape);
    const unknown = Object.keys(resultaat).filter((veld) => !known.includes(veld));
    const checked = validateAntwoorden(schema, resultaat);
    const fouten = [
      ...unknown.map((veld) => ({ veld, code: 'unknown', tekst: 'Dit veld hoort niet bij deze taak.' })),
      ...(checked.ok ? [] : checked.fouten),
    ];
    if (fouten.length === 0 && checked.ok) return checked.gegevens;
    throw new Problem(
      400,
      'invalid',
      'Invalid input.',
      'Een of meer antwoorden kloppen niet. Er is niets veranderd.',
      fouten.map(({ veld, code, tekst }) => ({ name: `resultaat.${veld}`, code, reason: tekst })),
    );
  }

  return router;
}
