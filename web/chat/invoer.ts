import { maximumTekst } from '../../kanalen/chat/maxima.ts';
import { button, h } from './dom.ts';
import { teksten } from './teksten.ts';

/** From this length on the klant sees how much room is left. */
const countFrom = maximumTekst - 500;

/** The typing box with its buttons. */
export class Invoer {
  readonly #veld = h('textarea', {
    id: 'bericht',
    rows: '2',
    'aria-describedby': 'hulp telling',
    enterkeyhint: 'send',
    autocomplete: 'off',
  });
  readonly #telling = h('p', { id: 'telling', class: 'telling' });
  readonly #bestand = h('input', { type: 'file', id: 'bestand', class: 'onzichtbaar', tabindex: '-1' });
  readonly element: HTMLFormElement;

  constructor(
    private readonly onTekst: (tekst: string) => void,
    onBestand: (file: File) => void,
  ) {
    this.#bestand.setAttribute('aria-label', teksten.bestandKiezen);
    this.#bestand.addEventListener('change', () => {
      const [file] = this.#bestand.files ?? [];
      if (file) onBestand(file);
      this.#bestand.value = '';
    });
    this.element = h(
      'form',
      { class: 'invoer' },
      h('label', { for: 'bericht' }, teksten.bericht),
      this.#veld,
      h('p', { id: 'hulp', class: 'onzichtbaar' }, teksten.hulp),
      this.#telling,
      h(
        'div',
        { class: 'rij' },
        h('button', { type: 'submit', class: 'knop hoofd' }, teksten.versturen),
        button(teksten.bestandKiezen, () => this.#bestand.click(), { class: 'knop' }),
        this.#bestand,
      ),
    );
    this.#bestand.hidden = true;
    this.#veld.addEventListener('input', () => this.#count());
    this.#veld.addEventListener('keydown', (event) => {
      // While an input method composes a word, Enter chooses it.
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  focus(): void {
    this.#veld.focus();
  }

  #count(): void {
    const room = maximumTekst - this.#veld.value.length;
    this.#telling.textContent =
      room < 0 ? teksten.teLang(-room) : this.#veld.value.length > countFrom ? teksten.nog(room) : '';
    this.#telling.classList.toggle('fout', room < 0);
    this.#veld.setAttribute('aria-invalid', String(room < 0));
  }

  #submit(): void {
    // NUL and halves of a character come from broken clipboards; no server could store them.
    const tekst = this.#veld.value.replace(/\0|\p{Surrogate}/gu, '').trim();
    this.#count();
    if (tekst !== '' && tekst.length <= maximumTekst) {
      this.onTekst(tekst);
      this.#veld.value = '';
      this.#count();
    }
    this.focus();
  }
}
