import type { Keuze } from '../../domein/bericht.ts';
import type { RegelFrame } from '../../kanalen/chat/protocol.ts';
import { button, h, withLinks } from './dom.ts';
import type { UitFrame } from './opslag.ts';
import { teksten } from './teksten.ts';

const clock = new Intl.DateTimeFormat('nl-NL', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('nl-NL', { day: 'numeric', month: 'long' });

function timeOf(op: Date): HTMLElement {
  const today = op.toDateString() === new Date().toDateString();
  return h(
    'time',
    { datetime: op.toISOString() },
    today ? clock.format(op) : `${day.format(op)} ${clock.format(op)}`,
  );
}

interface OwnLine {
  element: HTMLElement;
  status: HTMLElement;
}

/** The lines on screen, oldest first. Lines without a tick stay at the end, where the klant typed them. */
export class Regellijst {
  readonly element = h('div', {
    class: 'regels',
    role: 'log',
    'aria-label': teksten.gesprek,
    tabindex: '0',
  });
  readonly #own = new Map<string, OwnLine>();
  #keuzes: HTMLElement | undefined;
  #settled: number | undefined;

  /** True while the end is in view; whoever reads back is left where they are. */
  #atEnd = true;

  constructor(private readonly onKeuze: (keuze: Keuze) => void) {
    this.clear();
    const { element } = this;
    let height = 0;
    element.addEventListener('scroll', () => {
      // Scrolled by the page when the room changed, not by the klant.
      if (element.clientHeight === height)
        this.#atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
    });
    // A banner, a question or a turned phone changes the room for the lines.
    new ResizeObserver(() => {
      height = element.clientHeight;
      if (this.#atEnd) this.scrollToEnd();
    }).observe(element);
  }

  clear(): void {
    this.#own.clear();
    this.#keuzes = undefined;
    this.element.replaceChildren(h('p', { class: 'begin' }, teksten.begin));
  }

  /** Earlier lines come in a burst: a screen reader should not read them all out. */
  quiet(): void {
    this.element.setAttribute('aria-live', 'off');
    this.#settle();
  }

  showRegel(regel: RegelFrame): void {
    if (this.showOntvangen(regel.id)) return;
    if (this.element.getAttribute('aria-live') === 'off') this.#settle();
    if (regel.tekst.trim() === '' && regel.bijlagen.length === 0 && !regel.keuzes?.length) return;
    const status = regel.van === 'klant' ? teksten.ontvangen : undefined;
    const element = this.#makeLine(regel.van, regel.tekst, regel.bijlagen, new Date(regel.op), status);
    this.#insert(element);
    if (regel.van === 'klant') this.#dropKeuzes();
    else if (regel.keuzes?.length) this.#offer(regel.keuzes);
  }

  showUit(frame: UitFrame): void {
    if (this.#own.has(frame.id) || frame.type === 'kanaalwissel') return;
    this.#dropKeuzes();
    const bijlagen = frame.bijlage ? [frame.naam ?? ''] : [];
    const element = this.#makeLine('klant', frame.tekst ?? '', bijlagen, new Date(), teksten.verzonden);
    const status = element.querySelector('.status') as HTMLElement;
    status.classList.add('onderweg');
    this.#own.set(frame.id, { element, status });
    this.element.append(element);
    this.scrollToEnd();
  }

  /** The tick. @returns false when there is no such line waiting */
  showOntvangen(id = ''): boolean {
    const own = this.#own.get(id);
    if (!own) return false;
    own.status.textContent = teksten.ontvangen;
    own.status.classList.remove('onderweg');
    return this.#own.delete(id);
  }

  showGeweigerd(id: string, reden: string): void {
    const own = this.#own.get(id);
    if (!own) return;
    own.status.textContent = teksten.nietVerzonden(reden);
    own.status.className = 'status fout';
    this.#own.delete(id);
  }

  /** Something that the widget itself has to say. */
  note(text: string): void {
    this.#insert(h('p', { class: 'begin' }, text));
  }

  scrollToEnd(): void {
    this.element.scrollTop = this.element.scrollHeight;
    this.#atEnd = true;
  }

  #settle(): void {
    window.clearTimeout(this.#settled);
    this.#settled = window.setTimeout(() => this.element.setAttribute('aria-live', 'polite'), 600);
  }

  /** Before the first line without a tick: that one gets a later volgnummer. */
  #insert(element: HTMLElement): void {
    const [waiting] = this.#own.values();
    this.element.insertBefore(element, waiting?.element ?? null);
    if (this.#atEnd) this.scrollToEnd();
  }

  #makeLine(
    van: RegelFrame['van'],
    tekst: string,
    bijlagen: string[],
    op: Date,
    status?: string,
  ): HTMLElement {
    const who = { klant: teksten.u, medewerker: teksten.medewerker, systeem: teksten.systeem }[van];
    return h(
      'div',
      { class: `regel ${van}` },
      h('p', { class: 'wie' }, `${who}, `, timeOf(op)),
      tekst.trim() === '' ? undefined : h('p', { class: 'tekst' }, ...withLinks(tekst)),
      ...bijlagen.map((naam) => h('p', { class: 'tekst' }, `${teksten.bestand} ${naam}`.trim())),
      status === undefined ? undefined : h('p', { class: 'status' }, status),
    );
  }

  #offer(keuzes: Keuze[]): void {
    this.#dropKeuzes();
    this.#keuzes = h(
      'div',
      { class: 'keuzes', role: 'group', 'aria-label': teksten.kies },
      ...keuzes.map((keuze) => button(keuze.tekst, () => this.onKeuze(keuze), { class: 'knop' })),
    );
    this.#insert(this.#keuzes);
  }

  #dropKeuzes(): void {
    this.#keuzes?.remove();
    this.#keuzes = undefined;
  }
}
