import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Activiteiten, Zaakopdracht } from '../../activities/contract.ts';
import type { Aanleiding } from '../../domein/aanleiding.ts';
import { type BerichtSignaal, taskQueue, type VerzoekStart } from '../../domein/opdracht.ts';
import { startEngine } from '../support/engine.ts';

const ledger: string[] = [];
/** With `wacht-op-klant` an answer is awaited, not yet when the question goes out. */
const fasen: string[] = [];
const outcomes = new Map<string, Record<string, unknown>>();
const seen = new Set<string>();
const once = (key: string, line: string): void => {
  if (!seen.has(key)) ledger.push(line);
  seen.add(key);
};

/** What the register of zaken was asked, in order; the same sleutel again counts once. */
const zaakwerk: Record<string, unknown>[] = [];
const atRegister =
  (act: string) =>
  async ({ op, ...opdracht }: Zaakopdracht): Promise<void> => {
    expect(op).toBeGreaterThan(0);
    if (!seen.has(opdracht.sleutel)) zaakwerk.push({ act, ...opdracht });
    seen.add(opdracht.sleutel);
  };

const world: Partial<Activiteiten> = {
  openZaak: atRegister('openZaak'),
  zetStatus: atRegister('zetStatus'),
  legBesluitVast: atRegister('legBesluitVast'),
  legResultaatVast: atRegister('legResultaatVast'),
  voegDocumentenToe: atRegister('voegDocumentenToe'),
  sluitZaak: atRegister('sluitZaak'),
  registerIntake: async () => ({ klaar: false, gegevens: { soort: 'a' } }),
  openTaak: async ({ naam, sleutel }) => once(sleutel, `taak ${naam}`),
  readTaakuitkomst: async ({ sleutel }) => outcomes.get(sleutel) ?? {},
  setFase: async ({ fase }) => void fasen.push(fase),
  recordGebeurtenis: async () => undefined,
  registerBericht: async ({ berichtId }) => {
    once(berichtId, `bericht ${berichtId}`);
    return { bijTaak: true };
  },
  closeVerzoek: async ({ resultaat }) => void ledger.push(`gesloten ${resultaat}`),
  sendBericht: async ({ sleutel, sjabloon }) => {
    once(sleutel, `stuur ${sjabloon}`);
    return { status: 'verzonden' };
  },
};

let env: TestWorkflowEnvironment;
let stop: () => Promise<void>;
beforeAll(async () => {
  ({ env, stop } = await startEngine(world, 'tests/engine/processen.ts'));
});
afterAll(() => stop());

let serial = 0;

async function begin(workflowType: string, suffix = '') {
  ledger.length = 0;
  fasen.length = 0;
  const kenmerk = `S-ENG-${serial++}${suffix}`;
  const start: VerzoekStart = {
    kenmerk,
    ronde: 1,
    product: 'test',
    kanaal: 'email',
    berichtId: `${kenmerk}/1`,
  };
  let volgnummer = 0;
  const handle = await env.client.workflow.start(workflowType, {
    workflowId: kenmerk,
    taskQueue,
    args: [start],
  });
  const signal = (fields: Pick<Aanleiding, 'naam' | 'verwijzing'>): Promise<void> =>
    handle.signal('aanleiding', {
      id: `e${serial++}`,
      doel: { verzoek: kenmerk },
      ...fields,
    } satisfies Aanleiding);
  const say = async (): Promise<string> => {
    const berichtId = `${kenmerk}/m${++volgnummer}`;
    await handle.signal('bericht', {
      berichtId,
      stroom: 's',
      volgnummer,
      kanaal: 'chat',
      soort: 'bericht',
      automatisch: false,
    } satisfies BerichtSignaal);
    return berichtId;
  };
  return {
    handle,
    signal,
    say,
    /** Messages until the run has continued as new at least once. */
    growOld: async () => {
      const { runId } = await handle.describe();
      const said: string[] = [];
      while ((await handle.describe()).runId === runId) {
        said.push(await say());
        await until(() => ledger.includes(`bericht ${said.at(-1)}`));
      }
      return said;
    },
    finish: (naam: string, resultaat: string) => {
      const taakSleutel = `${kenmerk}/1/taak:${naam}#1`;
      outcomes.set(taakSleutel, { resultaat });
      return signal({ naam: 'taak-afgerond', verwijzing: { taakSleutel } });
    },
  };
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 400) throw new Error(`Waited in vain; so far: ${ledger.slice(-20).join(' | ')}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
const count = (line: string): number => ledger.filter((entry) => entry === line).length;

describe('acts beside each other', () => {
  it('survive continue-as-new: finished ones keep their outcome, waiting ones go on waiting', async () => {
    const { handle, finish, growOld, say } = await begin('runNaastElkaar');
    await until(() => count('taak links') + count('taak rechts') === 2 && fasen.includes('wacht-op-klant'));
    // The right one finishes first and its answer is there before the run grows old.
    await finish('rechts', 'fout');
    await say();
    const said = await growOld();
    await finish('links', 'goed');
    await handle.result();
    expect(ledger).toContain('gesloten goed-fout-true');
    expect(said.every((id) => count(`bericht ${id}`) === 1)).toBe(true);
    for (const line of ['taak links', 'taak rechts', 'stuur vraag', 'stuur ontvangstbevestiging'])
      expect(count(line)).toBe(1);
  });
});

describe('an event from outside', () => {
  it('ends the wait with its value', async () => {
    const { handle, signal } = await begin('runSein');
    await signal({ naam: 'gebeurtenis', verwijzing: { gebeurtenis: 'betaald', waarde: 'ideal' } });
    await handle.result();
    expect(ledger).toContain('gesloten betaald-ideal');
  });

  it('that does not come lets the process decide at the deadline', async () => {
    const { handle } = await begin('runSein');
    await handle.result();
    expect(ledger).toContain('gesloten niet-betaald');
  });
});

describe('a zaak', () => {
  it('gets every act once and in order, also when the run continues as new in between', async () => {
    zaakwerk.length = 0;
    const { handle, signal, growOld } = await begin('runZaak');
    const kenmerk = handle.workflowId;
    await until(() => zaakwerk.length === 4);
    await growOld();
    await signal({ naam: 'gebeurtenis', verwijzing: { gebeurtenis: 'betaald' } });
    await handle.result();
    const met = (act: string, key: string, extra: object = {}): object => ({
      act,
      kenmerk,
      ronde: 1,
      sleutel: `${kenmerk}/1/${key}`,
      ...extra,
    });
    const inBehandeling = { status: 'In behandeling' };
    const besluittype = 'Vergunning';
    const termijn = { ingangsdatum: '2026-12-01', vervaldatum: '2027-12-01' };
    expect(zaakwerk).toEqual([
      met('openZaak', 'openZaak#1', { zaaktype: 'een-ander-zaaktype' }),
      met('zetStatus', 'status:In behandeling#1', inBehandeling),
      met('legBesluitVast', 'besluit:Vergunning:a', { besluittype, ...termijn }),
      met('legBesluitVast', 'besluit:Vergunning:b', { besluittype }),
      met('voegDocumentenToe', 'documenten#1'),
      met('zetStatus', 'status:In behandeling#2', inBehandeling),
      met('legResultaatVast', 'resultaat:Verleend#1', { resultaat: 'Verleend' }),
      met('sluitZaak', 'rondAf#1', { resultaat: `${kenmerk} true` }),
    ]);
  });
});

describe('a changed process', () => {
  it('leaves a running request on its old path up to where it was, and takes the new path after that', async () => {
    const { handle, finish, growOld } = await begin('runGewijzigd');
    await until(() => count('taak een') === 1);
    await finish('een', 'goed');
    await until(() => count('taak twee') === 1);
    await growOld();
    await growOld();
    await finish('twee', 'goed');
    await handle.result();
    expect(count('stuur begonnen')).toBe(0);
    expect(count('stuur bijna-klaar')).toBe(1);
  });

  it('gives a new request the whole new path, also after it has continued as new', async () => {
    const { handle, finish, growOld } = await begin('runGewijzigd', 'NIEUW');
    await until(() => count('taak een') === 1);
    await growOld();
    await finish('een', 'goed');
    await until(() => count('taak twee') === 1);
    await finish('twee', 'goed');
    await handle.result();
    expect(count('stuur begonnen')).toBe(1);
    expect(count('stuur bijna-klaar')).toBe(1);
  });
});

// Last: a task that fails again and again keeps the clock of this server from skipping.
describe('a mistake in a process file', () => {
  it('with one name and no sleutel are refused with a clear error', async () => {
    const { handle } = await begin('runDubbel');
    // Failure messages are encoded as attributes, so that a codec can hide them.
    const readMessages = async (): Promise<string> => {
      const { events } = await handle.fetchHistory();
      return (events ?? [])
        .map((event) => event.workflowTaskFailedEventAttributes?.failure?.encodedAttributes?.data)
        .map((data) => Buffer.from(data ?? []).toString())
        .join('');
    };
    await expect.poll(readMessages, { timeout: 10_000 }).toContain('give each a sleutel');
    await handle.terminate();
  });
});
