import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Activiteiten, Zaakopdracht } from '../../activities/contract.ts';
import type { Aanleiding } from '../../domein/aanleiding.ts';
import { type BerichtSignaal, taskQueue, type VerzoekStart, workflowIds } from '../../domein/opdracht.ts';
import { startEngine } from '../../tests/support/engine.ts';

/** What the process did, what reached the register of zaken, and a door in front of that register. */
const process: string[] = [];
const register: string[] = [];
const asked: Zaakopdracht[] = [];
const outcomes = new Map<string, Record<string, unknown>>();
const sent = new Set<string>();
let door = Promise.resolve();
let openDoor = (): void => undefined;
let refusals = 0;

const atRegister = async (opdracht: Zaakopdracht, line: string): Promise<void> => {
  asked.push(opdracht);
  if (refusals-- > 0) throw Object.assign(new Error('zaaktype: onbekend'), { name: 'Zaakweigering' });
  await door;
  register.push(line);
};
const world: Partial<Activiteiten> = {
  registerIntake: async () => ({ klaar: false, gegevens: { gevaarlijk: false } }),
  openTaak: async ({ naam }) => void process.push(`taak ${naam}`),
  readTaakuitkomst: async ({ sleutel }) => outcomes.get(sleutel) ?? {},
  setFase: async ({ fase }) => void process.push(`fase ${fase}`),
  recordGebeurtenis: async () => undefined,
  registerBericht: async ({ berichtId }) => {
    process.push(`bericht ${berichtId}`);
    return { bijTaak: true };
  },
  closeVerzoek: async ({ resultaat }) => void process.push(`gesloten ${resultaat}`),
  rerouteBericht: async ({ berichtId }) => void process.push(`opnieuw ${berichtId}`),
  sendBericht: async ({ sleutel, sjabloon }) => {
    if (!sent.has(sleutel)) process.push(`stuur ${sjabloon}`);
    sent.add(sleutel);
    return { status: 'verzonden' };
  },
  openZaak: (opdracht) => atRegister(opdracht, `open ${opdracht.zaaktype}`),
  zetStatus: (opdracht) => atRegister(opdracht, `status ${opdracht.status}`),
  sluitZaak: (opdracht) => atRegister(opdracht, `sluit ${opdracht.resultaat}`),
};

let env: TestWorkflowEnvironment;
let stop: () => Promise<void>;
beforeAll(async () => {
  ({ env, stop } = await startEngine(world));
});
afterAll(() => stop());
beforeEach(() => {
  for (const list of [process, register, asked]) list.length = 0;
  refusals = 0;
  door = Promise.resolve();
});

/** From now on the register does not answer, until `openDoor`. */
function closeDoor(): void {
  door = new Promise((resolve) => {
    openDoor = resolve;
  });
}

let serial = 0;

async function begin() {
  const kenmerk = `S-ZAAK-${serial++}`;
  const start: VerzoekStart = {
    kenmerk,
    ronde: 1,
    product: 'melden-overlast',
    kanaal: 'email',
    berichtId: 'b0',
  };
  const handle = await env.client.workflow.start('meldenOverlast', {
    workflowId: workflowIds.verzoek(kenmerk, 1),
    taskQueue,
    args: [start],
  });
  let volgnummer = 0;
  return {
    kenmerk,
    handle,
    async say(soort: BerichtSignaal['soort'] = 'bericht') {
      const berichtId = `${kenmerk}/m${++volgnummer}`;
      await handle.signal('bericht', {
        berichtId,
        stroom: 's',
        volgnummer,
        kanaal: 'email',
        soort,
        automatisch: false,
      } satisfies BerichtSignaal);
      return berichtId;
    },
    finish(nummer: number, uitkomst: Record<string, unknown>) {
      const taakSleutel = `${kenmerk}/1/taak:beoordelen#${nummer}`;
      outcomes.set(taakSleutel, uitkomst);
      const doel = { verzoek: kenmerk };
      const verwijzing = { taakSleutel };
      return handle.signal('aanleiding', {
        id: `a${serial++}`,
        doel,
        naam: 'taak-afgerond',
        verwijzing,
      } satisfies Aanleiding);
    },
  };
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 1_000) throw new Error(`Waited in vain; so far: ${[...process, ...register].join(' | ')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const count = (lines: string[], line: string): number => lines.filter((one) => one === line).length;

describe('the zaak of a verzoek', () => {
  it('is opened, follows the process and is closed with its result', async () => {
    const { handle, finish, say } = await begin();
    await until(() => count(process, 'taak beoordelen') === 1);
    await finish(1, { meerNodig: true });
    await until(() => process.includes('fase wacht-op-klant'));
    await say();
    await until(() => count(process, 'taak beoordelen') === 2);
    await finish(2, { meerNodig: false, resultaat: 'doorgezet' });
    await handle.result();
    expect(register).toEqual([
      'open melden-overlast',
      'status Wacht op aanvulling',
      'status In behandeling',
      'sluit doorgezet',
    ]);
    const moments = asked.map(({ op }) => op);
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    expect(moments[0]).toBeGreaterThan(0);
  });

  it('keeps neither klant nor medewerker waiting when its register is away, and misses nothing after', async () => {
    closeDoor();
    const { handle, finish } = await begin();
    await until(() => process.includes('taak beoordelen'));
    await finish(1, { meerNodig: false, resultaat: 'opgelost' });
    await until(() => process.includes('stuur afronding'));
    expect(process).toContain('gesloten opgelost');
    expect(register).toEqual([]);
    expect((await handle.describe()).status.name).toBe('RUNNING');
    openDoor();
    await handle.result();
    expect(register).toEqual(['open melden-overlast', 'sluit opgelost']);
  });

  it('ends as ingetrokken when the klant withdraws, also while its opening still waits', async () => {
    closeDoor();
    const { handle, say } = await begin();
    await until(() => asked.length === 1);
    await say('intrekken');
    await until(() => process.includes('stuur ingetrokken'));
    openDoor();
    await handle.result();
    expect(register).toEqual(['open melden-overlast', 'sluit ingetrokken']);
  });

  it('a message that comes while only the zaak still waits goes on its way', async () => {
    closeDoor();
    const { handle, finish, say } = await begin();
    await until(() => process.includes('taak beoordelen'));
    await finish(1, { meerNodig: false, resultaat: 'opgelost' });
    await until(() => process.includes('stuur afronding'));
    const late = await say();
    await until(() => process.includes(`opnieuw ${late}`));
    openDoor();
    await handle.result();
    expect(register.at(-1)).toBe('sluit opgelost');
  });

  it('is asked for again with the very same order by a run that continued as new', async () => {
    closeDoor();
    const { handle, finish, say } = await begin();
    await until(() => process.includes('taak beoordelen'));
    const { runId } = await handle.describe();
    while ((await handle.describe()).runId === runId) {
      const said = await say();
      await until(() => process.includes(`bericht ${said}`));
    }
    await until(() => asked.length === 2);
    expect(asked[1]).toEqual(asked[0]);
    openDoor();
    await finish(1, { meerNodig: false, resultaat: 'opgelost' });
    await handle.result();
    // The attempt of the first run went through the door as well: the register knows the order by its sleutel.
    expect([...new Set(register)]).toEqual(['open melden-overlast', 'sluit opgelost']);
    expect(count(process, 'taak beoordelen')).toBe(1);
  });

  it('that is refused is tried again until somebody mended the catalogus', async () => {
    refusals = 2;
    const { handle, finish } = await begin();
    await until(() => process.includes('taak beoordelen'));
    await finish(1, { meerNodig: false, resultaat: 'opgelost' });
    await handle.result();
    expect(asked).toHaveLength(4);
    expect(register).toEqual(['open melden-overlast', 'sluit opgelost']);
  });
});
