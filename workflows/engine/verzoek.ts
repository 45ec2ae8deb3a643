import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Aanleiding } from '../../domein/aanleiding.ts';
import { type BerichtSignaal, signalNames, type VerzoekStart } from '../../domein/opdracht.ts';
import type { AnyProces } from '../../domein/proces.ts';
import { registers } from './activiteiten.ts';
import { handleWerk } from './berichten.ts';
import { Daden } from './daden.ts';
import { Journaal } from './journaal.ts';
import { hearAanleiding, hearBericht } from './ontvangst.ts';
import { type Toestand, toestandOf } from './toestand.ts';
import { handleZaakwerk } from './zaakwerk.ts';

/** A cold replay costs some 2.5 ms per workflow task: short histories keep a wake-up cheap. */
const maxHistory = 500;

export const berichtSignal = defineSignal<[BerichtSignaal]>(signalNames.bericht);
export const aanleidingSignal = defineSignal<[Aanleiding]>(signalNames.aanleiding);
export const toestandQuery =
  defineQuery<Pick<Toestand, 'fase' | 'wachtOp' | 'uiterlijk' | 'ingetrokken' | 'afgerond'>>('toestand');

/** One request of one product, from intake to closing: the same for every process (design sections 4 and 5). */
export async function runVerzoek(proces: AnyProces, start: VerzoekStart): Promise<void> {
  const toestand = toestandOf(start);
  const journaal = new Journaal(toestand);
  const daden = new Daden(start, toestand, journaal);
  listen(toestand);

  const intake = await journaal.step('engine/intake', () =>
    registers.registerIntake({ kenmerk: start.kenmerk, ronde: start.ronde, berichtId: start.berichtId }),
  );
  if (intake.klaar) return;
  toestand.gegevens = intake.gegevens;

  let finished = false;
  let failure: unknown;
  // A failure is kept and thrown by the main line, so that it fails this run and not an unwatched promise.
  proces.verloop(daden).then(
    () => {
      finished = true;
    },
    (error: unknown) => {
      failure = error;
      finished = true;
    },
  );
  const handled = handleAll(start, toestand, journaal);
  let zaakfailure: unknown;
  handleZaakwerk(toestand).catch((error: unknown) => {
    zaakfailure = error;
  });

  await condition(() => finished || toestand.ingetrokken || mustContinue());
  // An error in a process file fails the workflow task, not the verzoek: it goes on as soon as a mended version runs.
  if (failure) throw failure;
  await journaal.interrupt();
  await handled;
  await condition(allHandlersFinished);
  if (toestand.ingetrokken && !toestand.afgerond) {
    await daden.intrekken();
    finished = true;
  }
  if (!finished) return continueAsNew<(start: VerzoekStart) => Promise<void>>({ ...start, toestand });
  if (!toestand.afgerond)
    throw ApplicationFailure.nonRetryable(
      `The process ${proces.code} ended without rondAf.`,
      'ProcesZonderEinde',
    );

  await handleRest(start, toestand);
  // The klant has heard the result; the zaak may still wait for its register.
  while (toestand.zaakwerk.length > 0 && !zaakfailure) {
    await condition(() => toestand.zaakwerk.length === 0 || toestand.teDoen.length > 0 || !!zaakfailure);
    await handleRest(start, toestand);
  }
  if (zaakfailure) throw zaakfailure;
}

function mustContinue(): boolean {
  const { historyLength, continueAsNewSuggested } = workflowInfo();
  return historyLength >= maxHistory || continueAsNewSuggested;
}

function listen(toestand: Toestand): void {
  setHandler(berichtSignal, (bericht) => hearBericht(toestand, bericht), {
    description: 'Een bericht van de klant. Komt van de aanname; niet met de hand sturen.',
  });
  setHandler(aanleidingSignal, (aanleiding) => hearAanleiding(toestand, aanleiding), {
    description:
      'Iets anders dan een bericht: taak afgerond, antwoord van een medewerker, gebeurtenis van buiten.',
  });
  setHandler(
    toestandQuery,
    () => ({
      fase: toestand.fase,
      wachtOp: toestand.wachtOp,
      uiterlijk: toestand.uiterlijk,
      ingetrokken: toestand.ingetrokken,
      afgerond: toestand.afgerond,
    }),
    { description: 'Waar staat dit verzoek?' },
  );
}

/** Deals with messages in order, beside the process, as long as this run lasts. */
async function handleAll(start: VerzoekStart, toestand: Toestand, journaal: Journaal): Promise<void> {
  for (;;) {
    await condition(() => journaal.interrupted || toestand.teDoen.length > 0);
    if (journaal.interrupted) return;
    await journaal.step('engine/werk', () => handleWerk(start, toestand, toestand.teDoen[0]!));
    delete toestand.stappen['engine/werk'];
    toestand.teDoen.shift();
  }
}

/** What came in while the run was closing. */
async function handleRest(start: VerzoekStart, toestand: Toestand): Promise<void> {
  while (toestand.teDoen.length > 0) await handleWerk(start, toestand, toestand.teDoen.shift()!);
}
