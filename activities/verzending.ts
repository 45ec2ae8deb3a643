import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { UitgaandBericht, Verzendresultaat } from '../domein/bericht.ts';
import { type Bereik, selectKanalen } from '../domein/kanaalselectie.ts';
import { type BerichtStart, workflowIds } from '../domein/opdracht.ts';
import { dagen, endOfTermijn, minuten } from '../domein/termijn.ts';
import type { Verwerking } from '../domein/verwerking.ts';
import { describeError } from '../platform/logging.ts';
import { readBereik } from '../registers/berichten/bereik.ts';
import { type Berichtonderwerp, findOnderwerp } from '../registers/berichten/onderwerp.ts';
import {
  addressAntwoord,
  findUitgaand,
  insertUitgaand,
  readUitgaand,
  recordStatus,
  type Uitgaandstand,
} from '../registers/berichten/uitgaand.ts';
import type { Verzendactiviteiten, Verzendopdracht, Verzenduitkomst } from './contract.ts';
import type { Omgeving } from './omgeving.ts';
import { composeTekst } from './tekst.ts';

/** How long a live kanaal may take to show a message before the next kanaal gets it. */
const liveProof = minuten(2);
const otherProof = dagen(1);

export const purpose = (aanleiding: string): Verwerking => ({
  actor: 'systeem:worker',
  activiteit: 'bericht-verzenden@1',
  aanleiding,
});

/** Sending: store first, hand over second, so that every run of the activity hands over the very same message. */
export function createVerzending(omgeving: Omgeving): Verzendactiviteiten {
  const { db, nu } = omgeving;

  return {
    async sendBericht(opdracht) {
      const stored = (await findUitgaand(db, opdracht.sleutel)) ?? (await make(opdracht));
      return stored ? handOver(omgeving, stored) : { status: 'geen-kanaal' };
    },

    async sendAntwoord({ kenmerk, berichtId }) {
      const over = await findOnderwerp(db, kenmerk);
      const row = await db
        .selectFrom('bericht')
        .select(['id', 'status', 'kanaal'])
        .where('id', '=', berichtId)
        .executeTakeFirstOrThrow();
      if (row.status !== 'te_verzenden') return handOver(omgeving, row);
      const [keus] = await ways(omgeving, over);
      if (!keus) {
        await recordStatus(db, berichtId, 'mislukt', { bewijs: { reden: 'geen-kanaal' } }, nu());
        return { status: 'geen-kanaal' };
      }
      await addressAntwoord(db, berichtId, keus);
      return handOver(omgeving, { ...row, kanaal: keus.kanaal });
    },
  };

  async function make(opdracht: Verzendopdracht): Promise<Uitgaandstand | undefined> {
    const over = await findOnderwerp(db, opdracht.kenmerk);
    const bereik = opdracht.alleen
      ? await onlyOver(omgeving, over, opdracht.alleen)
      : (await ways(omgeving, over))[0];
    if (!bereik) return undefined;
    const { onderwerp, tekst, sjabloon, keuzes } = await composeTekst(
      omgeving,
      over,
      opdracht,
      bereik.kanaal,
    );
    return insertUitgaand(
      db,
      over,
      {
        sleutel: opdracht.sleutel,
        soort: opdracht.soort,
        onderwerp,
        tekst,
        sjabloon,
        bereik,
        ...(keuzes ? { keuzes } : {}),
      },
      nu(),
    );
  }
}

/** The kanalen to try, best first, without those that nobody serves. */
export async function ways(omgeving: Omgeving, over: Berichtonderwerp): Promise<Bereik[]> {
  const { bereik, voorkeur } = await readBereik(
    omgeving.db,
    { ...over, onderwerpId: over.verzoek?.id ?? over.interactieId },
    purpose(over.kenmerk),
  );
  const served: Bereik[] = [];
  for (const keus of selectKanalen(bereik, voorkeur))
    if (await omgeving.findVerzender(keus.kanaal)) served.push(keus);
  return served;
}

/** The conversation of one kanaal that was used last; a line of a dialogue waits there for a klant who comes back. */
async function onlyOver(
  omgeving: Omgeving,
  over: Berichtonderwerp,
  kanaal: string,
): Promise<Bereik | undefined> {
  const { bereik } = await readBereik(
    omgeving.db,
    { ...over, onderwerpId: over.verzoek?.id ?? over.interactieId },
    purpose(over.kenmerk),
  );
  return bereik.filter((way) => way.kanaal === kanaal).sort((a, b) => b.laatstGebruikt - a.laatstGebruikt)[0];
}

async function handOver(omgeving: Omgeving, stored: Uitgaandstand): Promise<Verzenduitkomst> {
  const { db, nu, log } = omgeving;
  if (stored.status !== 'te_verzenden') {
    await goOn(omgeving, stored);
    return {
      status: stored.status === 'onderweg' || stored.status === 'mislukt' ? 'onderweg' : 'verzonden',
      kanaal: stored.kanaal,
      berichtId: stored.id,
    };
  }
  const bericht = await readUitgaand(db, stored.id, purpose(stored.id));
  try {
    const result = await attempt(omgeving, bericht);
    if (result.status === 'verzonden') {
      await recordStatus(db, stored.id, 'verzonden', { externId: result.externId }, nu());
      return { status: 'verzonden', kanaal: stored.kanaal, berichtId: stored.id };
    }
    if (result.status === 'onderweg') await recordStatus(db, stored.id, 'onderweg', {}, nu());
    // A line of a dialogue that nobody reads any more needs no other kanaal.
    if (bericht.soort === 'dialoog')
      return { status: 'onderweg', kanaal: stored.kanaal, berichtId: stored.id };
    if (result.status === 'geweigerd')
      await recordStatus(db, stored.id, 'mislukt', { bewijs: { reden: result.reden } }, nu());
  } catch (error) {
    log.warn(
      { bericht: stored.id, kanaal: stored.kanaal, err: describeError(error) },
      'medium away; a bericht workflow goes on',
    );
  }
  await startBericht(omgeving, startOf(omgeving, stored));
  return { status: 'onderweg', kanaal: stored.kanaal, berichtId: stored.id };
}

/** An earlier run may have ended between writing down what became of the attempt and starting what waits for it. */
async function goOn(omgeving: Omgeving, stored: Uitgaandstand): Promise<void> {
  if (stored.status !== 'onderweg' && stored.status !== 'mislukt') return;
  const { soort } = await omgeving.db
    .selectFrom('bericht')
    .select('soort')
    .where('id', '=', stored.id)
    .executeTakeFirstOrThrow();
  if (soort !== 'dialoog') await startBericht(omgeving, startOf(omgeving, stored));
}

function startOf({ nu }: Omgeving, { id, kanaal }: Uitgaandstand): BerichtStart {
  return { berichtId: id, tot: endOfTermijn(kanaal === 'chat' ? liveProof : otherProof, nu().getTime()) };
}

/** One attempt at the medium. @throws whatever may go better later */
export async function attempt(omgeving: Omgeving, bericht: UitgaandBericht): Promise<Verzendresultaat> {
  const verzender = await omgeving.findVerzender(bericht.kanaal);
  return verzender ? verzender(bericht) : { status: 'geweigerd', reden: 'kanaal-niet-bediend' };
}

async function startBericht({ client, taskQueue }: Omgeving, start: BerichtStart): Promise<void> {
  try {
    await client.workflow.start('bericht', {
      workflowId: workflowIds.bericht(start.berichtId),
      taskQueue,
      args: [start],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: 'Uitgaand bericht dat nog moet aankomen',
    });
  } catch (error) {
    // Started by an earlier run of this activity, and done already.
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
