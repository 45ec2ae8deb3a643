import { button, h } from './dom.ts';
import { teksten } from './teksten.ts';

/** What a click in the frame of the window means. */
export interface Vensteracties {
  openen(): void;
  sluiten(): void;
  stoppen(): void;
  menu(): void;
  spreken(): void;
  mail(): void;
}

/** On a small screen the window covers the page: then nothing behind it may take the focus. */
const covering = '(max-width: 30em), (max-height: 30em)';

/** The frame around the conversation: a dialog beside the page, or a part of the page itself. */
export class Venster {
  readonly opener: HTMLButtonElement;
  readonly element: HTMLElement;
  readonly #kenmerk = h('p');
  readonly #toestand = h('p', { class: 'toestand', role: 'status' });
  readonly #melding = h('p', { class: 'melding fout', role: 'alert' });
  readonly #voet: HTMLElement;
  readonly #knoppen: HTMLElement;
  readonly #stoppen: HTMLElement;
  #paneel: HTMLElement | undefined;
  #paneelOpener: HTMLElement | undefined;

  constructor(
    acties: Vensteracties,
    private readonly pagina: boolean,
    regels: HTMLElement,
    private readonly invoer: HTMLElement,
  ) {
    const klein = { class: 'knop klein' };
    this.opener = button(teksten.openen, acties.openen, { class: 'opener', 'aria-haspopup': 'dialog' });
    this.#knoppen = h(
      'div',
      { class: 'rij', role: 'group', 'aria-label': teksten.keuzes },
      button(teksten.menu, acties.menu, klein),
      button(teksten.spreken, acties.spreken, klein),
      button(teksten.mail, acties.mail, klein),
    );
    this.#voet = h('div', { class: 'voet' }, this.#knoppen, this.#melding, invoer);
    this.#stoppen = button(teksten.stoppen, acties.stoppen, klein);
    const kop = h(
      'div',
      { class: 'kop' },
      h('div', {}, h('h2', { id: 'titel' }, teksten.naam), this.#kenmerk),
      this.#stoppen,
      ...(pagina ? [] : [button(teksten.sluiten, acties.sluiten, klein)]),
    );
    this.element = h(pagina ? 'section' : 'dialog', { class: 'venster', 'aria-labelledby': 'titel' });
    this.element.append(kop, this.#toestand, regels, this.#voet);
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || pagina) return;
      event.preventDefault();
      acties.sluiten();
    });
    // The browser's own Escape, for a covering dialog.
    this.element.addEventListener('cancel', (event) => {
      event.preventDefault();
      acties.sluiten();
    });
  }

  get isOpen(): boolean {
    return this.pagina || (this.element as HTMLDialogElement).open;
  }

  open(): void {
    if (this.isOpen) return;
    const dialog = this.element as HTMLDialogElement;
    if (window.matchMedia(covering).matches) dialog.showModal();
    else dialog.show();
    this.opener.hidden = true;
    this.showNieuw(0);
  }

  /** Closes the window; the focus goes back to the button that opened it. */
  close(): void {
    if (this.pagina) return;
    (this.element as HTMLDialogElement).close();
    this.opener.hidden = false;
    this.opener.focus();
  }

  showKenmerk(kenmerk: string): void {
    this.#kenmerk.replaceChildren(
      ...(kenmerk === '' ? [] : [`${teksten.nummer} `, h('span', { class: 'heel' }, kenmerk)]),
    );
  }

  get toestand(): string {
    return this.#toestand.textContent ?? '';
  }

  showToestand(text: string): void {
    if (this.toestand !== text) this.#toestand.textContent = text;
  }

  showMelding(text: string, fout = true): void {
    this.#melding.textContent = text;
    this.#melding.classList.toggle('fout', fout);
  }

  /** How many lines came in while the window was closed. */
  showNieuw(aantal: number): void {
    this.opener.textContent = aantal === 0 ? teksten.openen : `${teksten.openen} (${teksten.nieuw(aantal)})`;
  }

  /** Puts a question in the place of the typing box. */
  showPaneel(paneel: HTMLElement): void {
    const focused = (this.element.getRootNode() as ShadowRoot).activeElement;
    this.#paneelOpener = focused instanceof HTMLElement ? focused : undefined;
    this.#paneel?.remove();
    this.#paneel = paneel;
    this.invoer.hidden = this.#knoppen.hidden = this.#stoppen.hidden = true;
    this.#voet.append(paneel);
    (paneel.querySelector('input') ?? paneel).focus();
  }

  closePaneel(): void {
    this.#paneel?.remove();
    this.#paneel = undefined;
    this.invoer.hidden = this.#knoppen.hidden = this.#stoppen.hidden = false;
    this.#paneelOpener?.focus();
  }
}
