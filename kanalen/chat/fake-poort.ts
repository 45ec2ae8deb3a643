import { randomUUID } from 'node:crypto';
import type { InkomendBericht, Ontvangstbewijs, SessieGebeurtenis } from '../../domein/bericht.ts';
import { inkomendBerichtSchema, sessieGebeurtenisSchema } from '../../domein/bericht.ts';
import type { Gespreksregel, Kanaalpoort } from '../../domein/kanaaladapter.ts';

const kenmerk = 'S-TEST-0001-X';
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

/**
 * An ordered store in memory that keeps the promises of `Kanaalpoort`: one line per externId, volgnummers that rise as
 * lines are committed, wake-ups without content. For tests of this channel; `hold` and `failing` plant trouble.
 */
export class FakePoort implements Kanaalpoort {
  readonly lines = new Map<string, Gespreksregel[]>();
  readonly berichten: InkomendBericht[] = [];
  readonly gebeurtenissen: SessieGebeurtenis[] = [];
  readonly afgeleverd: string[] = [];
  /** While set, accepting fails as it does without a database. */
  failing = false;
  /** Called between the commit and the return of `acceptBericht`. */
  afterCommit: () => Promise<void> | void = () => undefined;
  readonly #seen = new Map<string, Ontvangstbewijs>();
  readonly #watchers = new Map<string, Set<() => void>>();
  /** As in the register, the counter belongs to the interactie and also counts what is no line. */
  #volgnummer = 0;

  async acceptBericht(bericht: InkomendBericht): Promise<Ontvangstbewijs> {
    inkomendBerichtSchema.parse(bericht);
    const { known, bewijs } = await this.#commit(bericht.externId, bericht.conversatie);
    if (known) return bewijs;
    this.berichten.push(bericht);
    this.#append(bericht.conversatie, {
      berichtId: bewijs.berichtId,
      richting: 'in',
      externId: bericht.externId,
      kenmerk,
      tekst: bericht.inhoud.tekst ?? '',
      bijlagen: bericht.bijlagen.map(({ naam }) => naam),
      van: 'klant',
      op: bericht.ontvangenOp,
    });
    await this.afterCommit();
    return bewijs;
  }

  async acceptGebeurtenis(gebeurtenis: SessieGebeurtenis): Promise<Ontvangstbewijs> {
    sessieGebeurtenisSchema.parse(gebeurtenis);
    const { known, bewijs } = await this.#commit(gebeurtenis.externId, gebeurtenis.conversatie);
    if (!known) {
      this.#volgnummer += 1;
      this.gebeurtenissen.push(gebeurtenis);
    }
    return bewijs;
  }

  /** What the engine answers. */
  answer(conversatie: string, tekst: string, rest: Partial<Gespreksregel> = {}): string {
    const berichtId = randomUUID();
    this.#append(conversatie, {
      berichtId,
      richting: 'uit',
      kenmerk,
      tekst,
      bijlagen: [],
      van: 'systeem',
      op: new Date().toISOString(),
      ...rest,
    });
    return berichtId;
  }

  async reportAflevering(_kanaal: string, berichtId: string): Promise<boolean> {
    await pause();
    this.afgeleverd.push(berichtId);
    return true;
  }

  async readGesprek(_kanaal: string, conversatie: string, na: number): Promise<Gespreksregel[]> {
    if (this.failing) throw new Error('no database');
    const found = (this.lines.get(conversatie) ?? []).filter((line) => line.volgnummer > na).slice(0, 100);
    await pause();
    return found;
  }

  watchGesprek(_kanaal: string, conversatie: string, onChange: () => void): () => void {
    const watchers = this.#watchers.get(conversatie) ?? new Set();
    this.#watchers.set(conversatie, watchers.add(onChange));
    return () => watchers.delete(onChange);
  }

  /** True while a connection follows the conversation. */
  isWatched(conversatie: string): boolean {
    return (this.#watchers.get(conversatie)?.size ?? 0) > 0;
  }

  async findKenmerken(): Promise<string[]> {
    return [];
  }

  async #commit(externId: string, conversatie: string): Promise<{ known: boolean; bewijs: Ontvangstbewijs }> {
    await pause();
    if (this.failing) throw new Error('no database');
    const earlier = this.#seen.get(externId);
    if (earlier) return { known: true, bewijs: { ...earlier, dubbel: true } };
    const bewijs = { berichtId: randomUUID(), kenmerk, interactieId: conversatie, dubbel: false };
    this.#seen.set(externId, bewijs);
    return { known: false, bewijs };
  }

  #append(conversatie: string, line: Omit<Gespreksregel, 'volgnummer'>): void {
    this.#volgnummer += 1;
    const lines = this.lines.get(conversatie) ?? [];
    this.lines.set(conversatie, [...lines, { volgnummer: this.#volgnummer, ...line }]);
    for (const wake of this.#watchers.get(conversatie) ?? []) wake();
  }
}
