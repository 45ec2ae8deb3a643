import type { Activiteiten } from '../../activities/contract.ts';
import type { Aanleiding } from '../../domein/aanleiding.ts';
import { type BerichtSignaal, taskQueue, type VerzoekStart, workflowIds } from '../../domein/opdracht.ts';
import { workflowTypeOf } from '../../domein/proces.ts';
import { startEngine } from './engine.ts';

/** One verzoek in a test: what the klant, medewerkers and other components do to it. */
export interface Proefverzoek {
  /** What has happened so far, in order: `taak <naam>`, `stuur <sjabloon>`, `gebeurtenis <soort>`, `gesloten <resultaat>`, `zaak <zaaktype>`, `status <naam>` … */
  readonly gebeurd: readonly string[];
  /** Waits until a medewerker has this task, and finishes it with this outcome. */
  finishTaak(naam: string, uitkomst: Record<string, unknown>): Promise<void>;
  /** Waits until the klant was asked something, and answers. */
  answer(): Promise<void>;
  /** The klant withdraws. */
  withdraw(): Promise<void>;
  /** An event from outside, for `wachtOp`. */
  report(gebeurtenis: string, waarde?: string): Promise<void>;
  /** Waits for a line in `gebeurd`. @throws Error with what did happen */
  until(regel: string): Promise<void>;
  /** Waits for the end; time that nothing happens in is skipped. @returns `gebeurd` */
  end(): Promise<readonly string[]>;
}

/** A place to try processes: the real engine on a server that skips time, with a ledger in place of registers and media. */
export interface Procesproef {
  /** @param product code of the process @param gegevens what the klant filled in */
  begin(product: string, gegevens: Record<string, unknown>): Promise<Proefverzoek>;
  /** Lets time pass, such as `10 days`. */
  sleep(duration: string): Promise<void>;
  stop(): Promise<void>;
}

interface Ledger {
  gegevens: Record<string, unknown>;
  gebeurd: string[];
  /** Keys of effects: one that is asked for again counts once. */
  seen: Set<string>;
  taken: { naam: string; sleutel: string; uitkomst?: Record<string, unknown> }[];
}

/** @param entry file that exports the workflows, from the root of the project; all of `workflows/` unless given */
export async function startProcesproef(entry?: string): Promise<Procesproef> {
  const ledgers = new Map<string, Ledger>();
  const { env, stop } = await startEngine(worldOf(ledgers), entry);
  let serial = 0;
  return {
    async begin(product, gegevens) {
      const kenmerk = `S-PROEF-${++serial}`;
      const ledger: Ledger = { gegevens, gebeurd: [], seen: new Set(), taken: [] };
      ledgers.set(kenmerk, ledger);
      const start: VerzoekStart = { kenmerk, ronde: 1, product, kanaal: 'webformulier', berichtId: 'b1' };
      const handle = await env.client.workflow.start(workflowTypeOf(product), {
        workflowId: workflowIds.verzoek(kenmerk, 1),
        taskQueue,
        args: [start],
      });
      let volgnummer = 0;
      const say = (soort: BerichtSignaal['soort']): Promise<void> =>
        handle.signal('bericht', {
          berichtId: `b${volgnummer + 2}`,
          stroom: kenmerk,
          volgnummer: ++volgnummer,
          kanaal: 'email',
          soort,
          automatisch: false,
        } satisfies BerichtSignaal);
      const tell = (fields: Pick<Aanleiding, 'naam' | 'verwijzing'>): Promise<void> =>
        handle.signal('aanleiding', { id: `a${++serial}`, doel: { verzoek: kenmerk }, ...fields });
      const until = (regel: string): Promise<void> => waitFor(ledger, regel);
      return {
        gebeurd: ledger.gebeurd,
        until,
        async finishTaak(naam, uitkomst) {
          await until(`taak ${naam}`);
          const taak = ledger.taken.find((open) => open.naam === naam && !open.uitkomst);
          if (!taak) throw new Error(`Every task "${naam}" is finished already.`);
          taak.uitkomst = uitkomst;
          await tell({ naam: 'taak-afgerond', verwijzing: { taakSleutel: taak.sleutel } });
        },
        async answer() {
          await until('stuur vraag');
          await say('bericht');
        },
        withdraw: () => say('intrekken'),
        report: (gebeurtenis, waarde) =>
          tell({ naam: 'gebeurtenis', verwijzing: { gebeurtenis, ...(waarde ? { waarde } : {}) } }),
        async end() {
          await handle.result();
          return ledger.gebeurd;
        },
      };
    },
    sleep: (duration) => env.sleep(duration as Parameters<typeof env.sleep>[0]),
    stop,
  };
}

function worldOf(ledgers: Map<string, Ledger>): Partial<Activiteiten> {
  const ledgerOf = (kenmerk: string): Ledger => ledgers.get(kenmerk)!;
  const note = (kenmerk: string, sleutel: string, regel: string): void => {
    const { seen, gebeurd } = ledgerOf(kenmerk);
    if (!seen.has(sleutel)) gebeurd.push(regel);
    seen.add(sleutel);
  };
  return {
    registerIntake: async ({ kenmerk }) => ({ klaar: false, gegevens: ledgerOf(kenmerk).gegevens }),
    async openTaak({ kenmerk, naam, sleutel }) {
      const { taken } = ledgerOf(kenmerk);
      if (!taken.some((taak) => taak.sleutel === sleutel)) taken.push({ naam, sleutel });
      note(kenmerk, sleutel, `taak ${naam}`);
    },
    readTaakuitkomst: async ({ kenmerk, sleutel }) =>
      ledgerOf(kenmerk).taken.find((taak) => taak.sleutel === sleutel)?.uitkomst ?? {},
    setFase: async () => undefined,
    recordGebeurtenis: async ({ kenmerk, sleutel, soort }) => note(kenmerk, sleutel, `gebeurtenis ${soort}`),
    registerBericht: async ({ kenmerk, berichtId }) => {
      note(kenmerk, berichtId, 'bericht van de klant');
      return { bijTaak: true };
    },
    closeVerzoek: async ({ kenmerk, resultaat }) => note(kenmerk, 'gesloten', `gesloten ${resultaat}`),
    openZaak: async ({ kenmerk, sleutel, zaaktype }) => note(kenmerk, sleutel, `zaak ${zaaktype}`),
    zetStatus: async ({ kenmerk, sleutel, status }) => note(kenmerk, sleutel, `status ${status}`),
    legResultaatVast: async ({ kenmerk, sleutel, resultaat }) =>
      note(kenmerk, sleutel, `resultaat ${resultaat}`),
    legBesluitVast: async ({ kenmerk, sleutel, besluittype }) =>
      note(kenmerk, sleutel, `besluit ${besluittype}`),
    voegDocumentenToe: async ({ kenmerk, sleutel }) => note(kenmerk, sleutel, 'documenten'),
    sluitZaak: async ({ kenmerk, sleutel, resultaat }) =>
      note(kenmerk, sleutel, `zaak gesloten ${resultaat}`),
    async sendBericht({ kenmerk, sleutel, sjabloon }) {
      note(kenmerk, sleutel, `stuur ${sjabloon}`);
      return { status: 'verzonden' };
    },
  };
}

async function waitFor({ gebeurd }: Ledger, regel: string): Promise<void> {
  for (const limit = Date.now() + 10_000; !gebeurd.includes(regel); ) {
    if (Date.now() > limit) throw new Error(`"${regel}" did not happen; so far: ${gebeurd.join(' | ')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
