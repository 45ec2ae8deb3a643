import type { Gespreksregel, Kanaallog, Kanaalpoort } from '../../domein/kanaaladapter.ts';
import type { RegelFrame, ServerFrame } from './protocol.ts';

/** Resolves when the frame has left this process. */
export type Write = (frame: ServerFrame) => Promise<void>;

/** The store may answer in parts of at least this many lines: after a part, more may follow. */
const part = 100;

function toFrame(conversatie: string, { externId, ...regel }: Gespreksregel): RegelFrame {
  const own = `${conversatie}:`;
  return {
    type: 'regel',
    ...(regel.richting === 'in' && externId?.startsWith(own) ? { id: externId.slice(own.length) } : {}),
    ...regel,
  };
}

/**
 * The lines of one conversation towards one connection: all after a volgnummer, in order, each once.
 * It reads when woken; what was stored while it read is found by reading once more.
 */
export class Regelstroom {
  #cursor: number;
  #again = false;
  #running: Promise<void> | undefined;
  #stopped = false;
  #retry: NodeJS.Timeout | undefined;
  /** Outbound lines that the klant has not confirmed yet. */
  #unconfirmed: { volgnummer: number; berichtId: string }[] = [];
  readonly #own = new Map<string, number>();

  /**
   * @param na lines up to here are with the klant already
   * @param gelezen lines up to here were confirmed by the klant
   */
  constructor(
    private readonly poort: Kanaalpoort,
    private readonly log: Kanaallog,
    private readonly conversatie: string,
    private readonly na: number,
    private readonly gelezen: number,
    private readonly write: Write,
  ) {
    this.#cursor = Math.min(na, gelezen);
  }

  /** Sends what is new. @returns when all that was stored before this call has been sent */
  wake(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run();
    return this.#running;
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
  }

  /** The volgnummer of a line of this session, or undefined when it is no line (or cannot be read now). */
  async findVolgnummer(berichtId: string): Promise<number | undefined> {
    await this.wake();
    const known = this.#own.get(berichtId);
    if (known !== undefined) return known;
    const lines = await this.poort.readGesprek('chat', this.conversatie, 0).catch(() => []);
    return lines.find((line) => line.berichtId === berichtId)?.volgnummer;
  }

  /** Reports all outbound lines up to a volgnummer as delivered. */
  async confirm(volgnummer: number): Promise<void> {
    await this.wake();
    for (
      let line = this.#unconfirmed[0];
      line && line.volgnummer <= volgnummer;
      line = this.#unconfirmed[0]
    ) {
      await this.poort.reportAflevering('chat', line.berichtId, 'afgeleverd', {
        middel: 'chatvenster',
        op: new Date().toISOString(),
      });
      this.#unconfirmed.shift();
    }
  }

  async #run(): Promise<void> {
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        const lines = await this.poort.readGesprek('chat', this.conversatie, this.#cursor);
        if (lines.length >= part) this.#again = true;
        for (const line of lines) {
          if (this.#stopped) break;
          if (line.volgnummer <= this.#cursor) continue;
          this.#cursor = line.volgnummer;
          if (line.richting === 'in') this.#own.set(line.berichtId, line.volgnummer);
          else if (line.volgnummer > this.gelezen)
            this.#unconfirmed.push({ volgnummer: line.volgnummer, berichtId: line.berichtId });
          if (line.volgnummer > this.na) await this.write(toFrame(this.conversatie, line));
        }
      }
    } catch (error) {
      this.log.warn({ err: error }, 'chat: conversation not read, trying again');
      this.#retry = setTimeout(() => void this.wake(), 2_000);
    }
    this.#running = undefined;
  }
}
