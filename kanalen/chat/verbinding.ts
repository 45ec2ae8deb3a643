import { randomUUID } from 'node:crypto';
import type { Ontvangstbewijs } from '../../domein/bericht.ts';
import { type Bewijs, type Kanaallog, type Kanaalpoort, Weigering } from '../../domein/kanaaladapter.ts';
import type { Aanwezigheid } from './aanwezigheid.ts';
import { type Lijn, sluiting } from './lijn.ts';
import type { Grenzen, Limieten } from './limieten.ts';
import {
  type BerichtFrame,
  type ClientFrame,
  type FoutFrame,
  type HalloFrame,
  type KanaalwisselFrame,
  parseFrame,
} from './protocol.ts';
import { Regelstroom } from './regelstroom.ts';
import type { Sessie, Sessies } from './sessie.ts';
import { toBericht } from './vertaling.ts';

/** What all connections of this process share. */
export interface Gedeeld {
  poort: Kanaalpoort;
  bewijs: Bewijs;
  log: Kanaallog;
  sessies: Sessies;
  limieten: Limieten;
  grenzen: Grenzen;
  aanwezigheid: Aanwezigheid;
}

interface Begroet {
  sessie: Sessie;
  stroom: Regelstroom;
}

const fout = (code: FoutFrame['code'], reden: string, rest: Partial<FoutFrame> = {}): FoutFrame => ({
  type: 'fout',
  code,
  reden,
  ...rest,
});
const storing = 'Er gaat iets mis bij ons. Wij proberen het zo opnieuw.';

/** The talk over one connection: greeting first, then messages, confirmations and goodbye. */
export class Verbinding {
  readonly #key = randomUUID();
  #unreadable = 0;
  #begroet: Begroet | undefined;
  #watcher: (() => void) | undefined;

  constructor(
    private readonly gedeeld: Gedeeld,
    readonly lijn: Lijn,
    private readonly address: string | undefined,
  ) {
    const noHallo = setTimeout(
      () => this.#begroet ?? lijn.close(sluiting.geweigerd, 'geen hallo'),
      gedeeld.grenzen.halloBinnen,
    );
    lijn.onFrame((text) => this.#receive(text));
    lijn.onClose(() => {
      clearTimeout(noHallo);
      this.#watcher?.();
      this.#begroet?.stroom.stop();
      if (this.#begroet) gedeeld.aanwezigheid.leave(this.#begroet.sessie.conversatie);
    });
  }

  /** At every ping the conversation is read too: a wake-up that got lost then costs seconds, never a line. */
  beat(): void {
    this.lijn.ping();
    void this.#begroet?.stroom.wake();
  }

  async #receive(text: string | undefined): Promise<void> {
    const { limieten, grenzen } = this.gedeeld;
    if (!(await limieten.takeFrame(this.#key)).ok)
      return this.lijn.close(sluiting.geweigerd, 'te veel frames');
    const parsed = text === undefined ? parseFrame('') : parseFrame(text);
    if (!parsed.ok) {
      this.lijn.tell(parsed.fout);
      if (parsed.fout.code === 'onleesbaar') this.#unreadable += 1;
      if (this.#unreadable >= grenzen.onleesbaar) this.lijn.close(sluiting.geweigerd, 'onleesbaar');
      return;
    }
    await this.#handle(parsed.frame);
  }

  async #handle(frame: ClientFrame): Promise<void> {
    if (frame.type === 'hallo') return this.#begroet ? undefined : this.#greet(frame);
    if (!this.#begroet) {
      return this.lijn.tell(fout('eerst-hallo', 'De verbinding is nog niet begonnen.'));
    }
    const { sessie, stroom } = this.#begroet;
    if (frame.type === 'gelezen') {
      await stroom.confirm(frame.volgnummer);
      return this.lijn.tell({ type: 'gelezen', volgnummer: frame.volgnummer });
    }
    if (frame.type === 'vertrokken') {
      await this.gedeeld.aanwezigheid.end(sessie.conversatie);
      return this.lijn.close(sluiting.gestopt, 'gestopt');
    }
    return this.#accept(frame, this.#begroet);
  }

  async #greet(frame: HalloFrame): Promise<void> {
    const { sessies, bewijs, limieten, poort, aanwezigheid, log } = this.gedeeld;
    const known = frame.sessie === undefined ? undefined : sessies.verify(frame.sessie);
    if (!known) {
      const oordeel = await limieten.takeSessie(this.address);
      if (!oordeel.ok) {
        this.lijn.tell(
          fout('te-snel', 'Het is nu te druk. Probeer het straks weer.', { wacht: oordeel.wacht }),
        );
        return this.lijn.close(sluiting.laterOpnieuw, 'te druk');
      }
    }
    const sessie = known ?? sessies.create();
    // A forged token is no token: the answer does not tell which verzoeken exist.
    const kenmerk = frame.token === undefined ? undefined : bewijs.verify(frame.token, 'link');
    let aankomst: Ontvangstbewijs;
    try {
      aankomst = await poort.acceptGebeurtenis({
        kanaal: 'chat',
        // The same for every connection of the session, so that a reconnect is no second arrival.
        externId: `${sessie.conversatie}:aangekomen${kenmerk ? `:${kenmerk}` : ''}`,
        conversatie: sessie.conversatie,
        gebeurtenis: 'aangekomen',
        bewezen: kenmerk ? [kenmerk] : [],
        op: new Date().toISOString(),
      });
    } catch (error) {
      log.error({ err: error }, 'chat: arrival not stored');
      this.lijn.tell(fout('storing', storing));
      return this.lijn.close(sluiting.laterOpnieuw, 'storing');
    }
    aanwezigheid.arrive(sessie.conversatie, !aankomst.dubbel);
    if (this.lijn.closing) return aanwezigheid.leave(sessie.conversatie);
    // A session that the store met only now has no lines that the widget can have seen (data begun anew).
    const { na, gelezen } = known && aankomst.dubbel ? frame : { na: 0, gelezen: 0 };
    this.lijn.tell({ type: 'welkom', sessie: sessie.geheim, na, gelezen, kenmerk: aankomst.kenmerk });
    const stroom = new Regelstroom(poort, log, sessie.conversatie, na, gelezen, (line) =>
      this.lijn.send(line),
    );
    this.#begroet = { sessie, stroom };
    this.#watcher = poort.watchGesprek('chat', sessie.conversatie, () => void stroom.wake());
    void stroom.wake();
  }

  async #accept(frame: BerichtFrame | KanaalwisselFrame, { sessie, stroom }: Begroet): Promise<void> {
    const { limieten, poort, log, sessies } = this.gedeeld;
    const oordeel = await limieten.takeBericht(this.#key, this.address);
    if (!oordeel.ok) {
      const rest = { id: frame.id, wacht: oordeel.wacht };
      this.lijn.tell(fout('te-snel', 'U stuurt veel berichten achter elkaar. Wacht even.', rest));
      if (!(await limieten.takeOvertreding(this.#key)).ok) this.lijn.close(sluiting.geweigerd, 'te snel');
      return;
    }
    try {
      const bewijs = await poort.acceptBericht(toBericht(frame, sessie, sessies, new Date()));
      const volgnummer = await stroom.findVolgnummer(bewijs.berichtId);
      const tick = { type: 'ontvangen', id: frame.id, kenmerk: bewijs.kenmerk } as const;
      this.lijn.tell(volgnummer === undefined ? tick : { ...tick, volgnummer });
    } catch (error) {
      if (error instanceof Weigering) {
        const velden = [{ veld: error.veld, code: error.code, reden: error.reden }];
        return this.lijn.tell(fout('geweigerd', error.reden, { id: frame.id, velden }));
      }
      log.error({ err: error }, 'chat: message not stored');
      this.lijn.tell(fout('storing', storing, { id: frame.id, wacht: 3_000 }));
    }
  }
}
