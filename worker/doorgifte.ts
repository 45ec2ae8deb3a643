import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { defineSearchAttributeKey, type SearchAttributePair, SearchAttributeType } from '@temporalio/common';
import { sql, type Transaction } from 'kysely';
import type { Aanleiding } from '../domein/aanleiding.ts';
import { findBestemming } from '../domein/bestemming.ts';
import {
  type AntwoordStart,
  type ArchieflijstStart,
  archiefworkflows,
  type BerichtSignaal,
  type BerichtStart,
  type InteractieStart,
  signalNames,
  type VerzoekStart,
  workflowIds,
} from '../domein/opdracht.ts';
import { type AnyProces, workflowTypeOf } from '../domein/proces.ts';
import type { Db } from '../platform/database.ts';
import { prepareBestemming, readWegwijzer, type Wachtend } from '../registers/aanname/wegwijzer.ts';
import type { Database } from '../registers/database.ts';

const kanaalKey = defineSearchAttributeKey('Kanaal', SearchAttributeType.KEYWORD);
const productKey = defineSearchAttributeKey('Product', SearchAttributeType.KEYWORD);
const faseKey = defineSearchAttributeKey('Fase', SearchAttributeType.KEYWORD);

/** What the relay works with. */
export interface Doorgever {
  db: Db;
  client: Client;
  taskQueue: string;
  processen: ReadonlyMap<string, AnyProces>;
  nu(): Date;
}

/** One item could not be passed on; it stays, and so does all behind it in its stroom. */
export class Doorgiftefout extends Error {
  override name = 'Doorgiftefout';
  constructor(
    readonly id: number,
    override readonly cause: unknown,
  ) {
    super('One item could not be passed on.');
  }
}

/** Leaves a failed item alone for a while, longer each time, so that one bad item cannot keep the relay busy. */
export async function postpone({ db, nu }: Doorgever, id: number): Promise<number> {
  const { pogingen } = await db
    .updateTable('doorgifte')
    .set((eb) => ({ pogingen: eb('pogingen', '+', 1) }))
    .where('id', '=', id)
    .returning('pogingen')
    .executeTakeFirstOrThrow();
  const pauseMs = Math.min(250 * 2 ** Math.min(pogingen, 6), 10_000);
  await db
    .updateTable('doorgifte')
    .set({ niet_voor: new Date(nu().getTime() + pauseMs) })
    .where('id', '=', id)
    .execute();
  return pogingen;
}

/**
 * Brings the oldest waiting item of one stroom to its workflow and forgets it, or leaves it for later.
 * The row is locked meanwhile, and only the first of a stroom is ever taken: order holds over any number of relays.
 * A crash after the signal repeats it; workflows know what they have heard.
 * @returns false when nothing waits
 */
export async function passOne(doorgever: Doorgever): Promise<boolean> {
  return doorgever.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: number; bericht_id: string | null; aanleiding: Aanleiding | null }>`
      SELECT d.id, d.bericht_id, d.aanleiding FROM doorgifte d
      WHERE d.niet_voor <= ${doorgever.nu()}
        AND NOT EXISTS (SELECT 1 FROM doorgifte v WHERE v.stroom = d.stroom AND v.id < d.id)
      ORDER BY d.id LIMIT 1 FOR UPDATE SKIP LOCKED
    `.execute(trx);
    const row = rows[0];
    if (!row) return false;
    let passed = row.id;
    try {
      if (row.bericht_id)
        passed = await passBericht(doorgever, trx, { id: row.id, berichtId: row.bericht_id });
      else if (row.aanleiding) await passAanleiding(doorgever, trx, row.aanleiding);
    } catch (error) {
      throw new Doorgiftefout(row.id, error);
    }
    await trx.deleteFrom('doorgifte').where('id', '=', passed).execute();
    return true;
  });
}

/** @returns the item that was passed on: this one, or one whose turn was first */
async function passBericht(
  doorgever: Doorgever,
  trx: Transaction<Database>,
  { id, berichtId }: Wachtend,
): Promise<number> {
  const { signaal, wegwijzer, interactieId, eerder } = await readWegwijzer(
    trx,
    doorgever.processen,
    berichtId,
  );
  if (eerder) return passBericht(doorgever, trx, eerder);
  for (const bestemming of findBestemming(wegwijzer)) {
    if (bestemming.soort === 'interactie') {
      await signalInteractie(
        doorgever,
        signaal,
        { kenmerk: bestemming.kenmerk, interactieId, kanaal: signaal.kanaal },
        bestemming.start,
      );
      continue;
    }
    const versie = doorgever.processen.get(bestemming.product)?.versie ?? 1;
    const target = await prepareBestemming(
      trx,
      bestemming,
      { berichtId, interactieId, procesVersie: versie },
      doorgever.nu(),
    );
    if (target) await signalVerzoek(doorgever, trx, signaal, target);
  }
  return id;
}

async function signalVerzoek(
  doorgever: Doorgever,
  trx: Transaction<Database>,
  signaal: BerichtSignaal,
  target: { kenmerk: string; ronde: number; product: string },
): Promise<void> {
  const start: VerzoekStart = {
    kenmerk: target.kenmerk,
    ronde: target.ronde,
    product: target.product,
    kanaal: signaal.kanaal,
    berichtId: signaal.berichtId,
  };
  try {
    await doorgever.client.workflow.signalWithStart(workflowTypeOf(target.product), {
      workflowId: workflowIds.verzoek(target.kenmerk, target.ronde),
      taskQueue: doorgever.taskQueue,
      args: [start],
      signal: signalNames.bericht,
      signalArgs: [signaal],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      typedSearchAttributes: searchAttributes(signaal.kanaal, target.product),
      staticSummary: `${doorgever.processen.get(target.product)?.dienst ?? target.product} (${signaal.kanaal})`,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    await reviveVerzoek(doorgever, trx, signaal, target);
  }
}

/**
 * The run is over although the register says open: it was terminated by hand, or its closing is being written now.
 * A closed verzoek got the message by its closing run; an open one goes on in a new round.
 */
async function reviveVerzoek(
  doorgever: Doorgever,
  trx: Transaction<Database>,
  signaal: BerichtSignaal,
  target: { kenmerk: string; ronde: number; product: string },
): Promise<void> {
  const verzoek = await trx
    .selectFrom('verzoek')
    .select(['afgesloten_op', 'ronde'])
    .where('kenmerk', '=', target.kenmerk)
    .executeTakeFirstOrThrow();
  if (verzoek.afgesloten_op || verzoek.ronde !== target.ronde)
    throw new Error('The verzoek closed meanwhile; the message finds its new way at the next try.');
  await trx
    .updateTable('verzoek')
    .set({ ronde: target.ronde + 1 })
    .where('kenmerk', '=', target.kenmerk)
    .execute();
  await signalVerzoek(doorgever, trx, signaal, { ...target, ronde: target.ronde + 1 });
}

async function signalInteractie(
  { client, taskQueue }: Doorgever,
  signaal: BerichtSignaal,
  start: InteractieStart,
  mayStart: boolean,
): Promise<void> {
  const workflowId = workflowIds.interactie(start.kenmerk);
  if (!mayStart) {
    await signalRunning(() => client.workflow.getHandle(workflowId).signal(signalNames.bericht, signaal));
    return;
  }
  await client.workflow.signalWithStart('interactie', {
    workflowId,
    taskQueue,
    args: [start],
    signal: signalNames.bericht,
    signalArgs: [signaal],
    // A conversation that was over may begin again; what it had dealt with it knows from the register.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    typedSearchAttributes: searchAttributes(start.kanaal),
    staticSummary: `Gesprek (${start.kanaal})`,
  });
}

async function passAanleiding(
  { client, taskQueue }: Doorgever,
  trx: Transaction<Database>,
  aanleiding: Aanleiding,
): Promise<void> {
  const { doel } = aanleiding;
  if ('bericht' in doel) {
    const start: BerichtStart = { berichtId: doel.bericht, tot: 0 };
    // A bounce may come long after the hand-over: then nobody waits yet.
    await client.workflow.signalWithStart('bericht', {
      workflowId: workflowIds.bericht(doel.bericht),
      taskQueue,
      args: [start],
      signal: signalNames.aanleiding,
      signalArgs: [aanleiding],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: 'Uitgaand bericht dat nog moet aankomen',
    });
    return;
  }
  if ('archieflijst' in doel) {
    const start: ArchieflijstStart = { lijst: doel.archieflijst, soort: doel.soort };
    // A list that is done has nothing left to hear; one that never got its workflow gets it now.
    await client.workflow.signalWithStart(archiefworkflows[doel.soort], {
      workflowId: workflowIds.archieflijst(start),
      taskQueue,
      args: [start],
      signal: signalNames.aanleiding,
      signalArgs: [aanleiding],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
      staticSummary: 'Archieflijst',
    });
    return;
  }
  const workflowId =
    'verzoek' in doel ? await verzoekWorkflowId(trx, doel.verzoek) : workflowIds.interactie(doel.interactie);
  const running = await signalRunning(() =>
    client.workflow.getHandle(workflowId).signal(signalNames.aanleiding, aanleiding),
  );
  const { berichtId } = aanleiding.verwijzing;
  // An answer is sent whatever became of the workflow; all else has no meaning once it is over.
  if (running || aanleiding.naam !== 'antwoord' || !berichtId) return;
  const start: AntwoordStart = { kenmerk: 'verzoek' in doel ? doel.verzoek : doel.interactie, berichtId };
  await client.workflow.start('antwoord', {
    workflowId: workflowIds.antwoord(berichtId),
    taskQueue,
    args: [start],
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: 'Antwoord na afloop',
  });
}

async function verzoekWorkflowId(trx: Transaction<Database>, kenmerk: string): Promise<string> {
  const { ronde } = await trx
    .selectFrom('verzoek')
    .select('ronde')
    .where('kenmerk', '=', kenmerk)
    .executeTakeFirstOrThrow();
  return workflowIds.verzoek(kenmerk, ronde);
}

/** @returns false when the workflow is over */
async function signalRunning(call: () => Promise<void>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}

function searchAttributes(kanaal: string, product?: string): SearchAttributePair[] {
  return [
    { key: kanaalKey, value: kanaal },
    { key: faseKey, value: product ? 'ontvangen' : 'gesprek' },
    ...(product ? [{ key: productKey, value: product }] : []),
  ];
}
