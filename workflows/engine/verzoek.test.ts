import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Activiteiten } from '../../activities/contract.ts';
import type { Aanleiding } from '../../domein/aanleiding.ts';
import { type BerichtSignaal, taskQueue, type VerzoekStart, workflowIds } from '../../domein/opdracht.ts';
import { startEngine } from '../../tests/support/engine.ts';

/** What the world was asked to do, in order: an honest ledger in place of registers and media. */
const ledger: string[] = [];
const outcomes = new Map<string, Record<string, unknown>>();
const sent = new Set<string>();
/** Phases as they were told: with `wacht-op-klant` an answer is awaited, not yet when the question goes out. */
const fasen: string[] = [];

const world: Partial<Activiteiten> = {
  registerIntake: async ({ kenmerk }) => {
    ledger.push(`intake ${kenmerk}`);
    return { klaar: false, gegevens: { soort: 'afval', gevaarlijk: false } };
  },
  openTaak: async ({ naam, sleutel }) => void ledger.push(`taak ${naam} ${sleutel}`),
  readTaakuitkomst: async ({ sleutel }) =>
    outcomes.get(sleutel) ?? { meerNodig: false, resultaat: 'opgelost' },
  setFase: async ({ fase }) => void fasen.push(fase),
  recordGebeurtenis: async ({ soort }) => void ledger.push(`gebeurtenis ${soort}`),
  registerBericht: async ({ berichtId }) => {
    ledger.push(`bericht ${berichtId}`);
    return { bijTaak: true };
  },
  recordKanaalwissel: async () => ({ kanaal: 'chat' }),
  closeVerzoek: async ({ resultaat }) => void ledger.push(`gesloten ${resultaat}`),
  rerouteBericht: async ({ berichtId }) => void ledger.push(`opnieuw ${berichtId}`),
  openZaak: async () => undefined,
  zetStatus: async () => undefined,
  sluitZaak: async () => undefined,
  sendBericht: async ({ sleutel, sjabloon }) => {
    if (!sent.has(sleutel)) ledger.push(`stuur ${sjabloon}`);
    sent.add(sleutel);
    return { status: 'verzonden' };
  },
};

let env: TestWorkflowEnvironment;
let stop: () => Promise<void>;

beforeAll(async () => {
  ({ env, stop } = await startEngine(world));
});
afterAll(() => stop());

let serial = 0;

/** One verzoek `melden-overlast`, as the relay starts and signals it. */
async function begin() {
  ledger.length = 0;
  fasen.length = 0;
  const kenmerk = `S-TEST-${serial++}`;
  const start: VerzoekStart = {
    kenmerk,
    ronde: 1,
    product: 'melden-overlast',
    kanaal: 'webformulier',
    berichtId: 'b1',
  };
  let volgnummer = 0;
  const make = (fields: Partial<BerichtSignaal> = {}): BerichtSignaal => ({
    berichtId: `b${volgnummer + 1}`,
    stroom: 'i1',
    volgnummer: ++volgnummer,
    kanaal: 'email',
    soort: 'bericht',
    automatisch: false,
    ...fields,
  });
  const handle = await env.client.workflow.signalWithStart('meldenOverlast', {
    workflowId: workflowIds.verzoek(kenmerk, 1),
    taskQueue,
    args: [start],
    signal: 'bericht',
    signalArgs: [make()],
  });
  const aanleiding = (fields: Pick<Aanleiding, 'naam' | 'verwijzing'>): Promise<void> =>
    handle.signal('aanleiding', { id: `a${serial++}`, doel: { verzoek: kenmerk }, ...fields });
  return {
    kenmerk,
    handle,
    say: async (fields?: Partial<BerichtSignaal>) => {
      const bericht = make(fields);
      await handle.signal('bericht', bericht);
      return bericht;
    },
    again: (bericht: BerichtSignaal) => handle.signal('bericht', bericht),
    finishTaak: (nummer: number, uitkomst: Record<string, unknown>) => {
      const taakSleutel = `${kenmerk}/1/taak:beoordelen#${nummer}`;
      outcomes.set(taakSleutel, uitkomst);
      return aanleiding({ naam: 'taak-afgerond', verwijzing: { taakSleutel } });
    },
  };
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 1_200) throw new Error(`Waited in vain; so far: ${ledger.join(' | ')}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const count = (line: string): number => ledger.filter((entry) => entry === line).length;

describe('a verzoek from intake to closing', () => {
  it('is acknowledged once, judged by a medewerker and closed with the result', async () => {
    const { handle, kenmerk, finishTaak } = await begin();
    await until(() => ledger.includes(`taak beoordelen ${kenmerk}/1/taak:beoordelen#1`));
    await finishTaak(1, { meerNodig: false, resultaat: 'doorgezet' });
    await handle.result();
    expect(ledger).toEqual([
      `intake ${kenmerk}`,
      'stuur ontvangstbevestiging',
      `taak beoordelen ${kenmerk}/1/taak:beoordelen#1`,
      'gesloten doorgezet',
      'stuur afronding',
    ]);
  });

  it('asks the klant, reminds after a week, and closes when no answer comes', async () => {
    const { handle, finishTaak } = await begin();
    await until(() => ledger.some((line) => line.startsWith('taak')));
    await finishTaak(1, { meerNodig: true });
    await handle.result();
    expect(ledger.slice(-4)).toEqual([
      'stuur vraag',
      'stuur herinnering',
      'gesloten niet-aangevuld',
      'stuur afronding',
    ]);
  });

  it('takes the answer of the klant as the answer, acknowledges it, and lets the medewerker judge again', async () => {
    const { handle, say, finishTaak } = await begin();
    await until(() => ledger.some((line) => line.startsWith('taak')));
    await finishTaak(1, { meerNodig: true });
    await until(() => fasen.includes('wacht-op-klant'));
    const answer = await say();
    await until(() => ledger.some((line) => line.endsWith('beoordelen#2')));
    await finishTaak(2, { meerNodig: false, resultaat: 'opgelost' });
    await handle.result();
    expect(count(`bericht ${answer.berichtId}`)).toBe(1);
    expect(count('stuur bericht-ontvangen')).toBe(1);
    expect(count('stuur herinnering')).toBe(0);
  });

  it('marks a late task and keeps waiting for it', async () => {
    const { handle, finishTaak } = await begin();
    await until(() => ledger.some((line) => line.startsWith('taak')));
    await env.sleep('10 days');
    await until(() => ledger.includes('gebeurtenis taak-te-laat'));
    await finishTaak(1, { meerNodig: false, resultaat: 'opgelost' });
    await handle.result();
    expect(count('gebeurtenis taak-te-laat')).toBe(1);
  });

  it('stops at any moment when the klant withdraws', async () => {
    const { handle, say } = await begin();
    await until(() => ledger.some((line) => line.startsWith('taak')));
    await say({ soort: 'intrekken' });
    await handle.result();
    expect(ledger.slice(-2)).toEqual(['gesloten ingetrokken', 'stuur ingetrokken']);
  });

  it('hears a message that is delivered twice once, and never answers a machine', async () => {
    const { handle, say, again, finishTaak } = await begin();
    await until(() => ledger.some((line) => line.startsWith('taak')));
    const twice = await say();
    await again(twice);
    const machine = await say({ automatisch: true });
    await until(() => ledger.includes(`bericht ${machine.berichtId}`));
    await finishTaak(1, { meerNodig: false, resultaat: 'opgelost' });
    await handle.result();
    expect(count(`bericht ${twice.berichtId}`)).toBe(1);
    expect(count('stuur bericht-ontvangen')).toBe(1);
  });
});

describe('a long life', () => {
  it('continues as new in the middle of a wait, and loses nothing that comes in meanwhile', async () => {
    const { handle, say, finishTaak } = await begin();
    await until(() => ledger.some((line) => line.startsWith('taak')));
    await finishTaak(1, { meerNodig: true });
    await until(() => fasen.includes('wacht-op-klant'));
    const answer = await say();
    await until(() => ledger.some((line) => line.endsWith('beoordelen#2')));
    const first = (await handle.describe()).runId;
    const said = [answer.berichtId];
    while ((await handle.describe()).runId === first && said.length < 300) {
      said.push((await say()).berichtId);
      await until(() => count(`bericht ${said.at(-1)}`) === 1);
    }
    expect((await handle.describe()).runId).not.toBe(first);

    await finishTaak(2, { meerNodig: false, resultaat: 'opgelost' });
    await handle.result();
    expect(ledger.filter((line) => line.startsWith('bericht '))).toEqual(said.map((id) => `bericht ${id}`));
    expect(count('stuur ontvangstbevestiging')).toBe(1);
    expect(count('stuur vraag')).toBe(1);
    expect(ledger.filter((line) => line.startsWith('taak'))).toHaveLength(2);
    expect(ledger.at(-1)).toBe('stuur afronding');
  });
});
