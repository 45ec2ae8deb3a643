import type { FoutFrame, RegelFrame } from '../../kanalen/chat/protocol.ts';
import { uploadBestand } from './bestand.ts';
import { Gesprek, type Scherm } from './gesprek.ts';
import { Invoer } from './invoer.ts';
import { isOpen, keepOpen, openOpslag, type UitFrame, wipe } from './opslag.ts';
import { createMailpaneel, createSlotpaneel, createStoppaneel } from './paneel.ts';
import { Regellijst } from './regellijst.ts';
import { createStijl } from './stijl.ts';
import { teksten } from './teksten.ts';
import { Venster } from './venster.ts';

/** Where this file came from is where the chat server is, also when another site shows the widget. */
const scriptOrigin = new URL((document.currentScript as HTMLScriptElement | null)?.src ?? location.href)
  .origin;

/** randomUUID exists only on secure pages; a development server on a plain address has none. */
const makeId = (): string =>
  crypto.randomUUID?.() ??
  '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) =>
    (Number(digit) ^ (crypto.getRandomValues(new Uint8Array(1))[0]! & (15 >> (Number(digit) / 4)))).toString(
      16,
    ),
  );

/**
 * `<schakel-chat>`: a button "Chat met ons" with a window. Attributes: `data-token` (link token of a verzoek),
 * `data-pagina` (part of the page, open at once), `data-server` (origin of Schakel, when not that of this script).
 */
class SchakelChat extends HTMLElement implements Scherm {
  #gesprek: Gesprek | undefined;
  #venster!: Venster;
  #regels!: Regellijst;
  #invoer!: Invoer;
  #unread = 0;
  #highest = 0;
  #banner: number | undefined;
  #unwatch: (() => void) | undefined;

  connectedCallback(): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [createStijl()];
    const pagina = this.dataset.pagina !== undefined;
    this.#regels = new Regellijst(({ code, tekst }) => this.#send({ tekst, keuze: code }));
    this.#invoer = new Invoer(
      (tekst) => this.#send({ tekst }),
      (file) => void this.#upload(file),
    );
    const acties = {
      openen: () => this.#open(true),
      sluiten: () => this.#close(),
      stoppen: () => this.#askStop(),
      menu: () => this.#send({ tekst: teksten.menu, keuze: 'menu' }),
      spreken: () => this.#send({ tekst: teksten.spreken, keuze: 'medewerker' }),
      mail: () => this.#askMail(),
    };
    this.#venster = new Venster(acties, pagina, this.#regels.element, this.#invoer.element);
    root.replaceChildren(...(pagina ? [] : [this.#venster.opener]), this.#venster.element);
    document.addEventListener('visibilitychange', this.#confirm);
    if (pagina) this.#start();
    else if (isOpen()) this.#open(false);
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#confirm);
    this.#leave();
  }

  /** The conversation begins only here: a page view alone is no contact. */
  #start(): void {
    if (this.#gesprek) return;
    const token = this.dataset.token || undefined;
    const opslag = openOpslag(token);
    this.#unwatch = opslag.watchWiped(() => this.#ended());
    this.#venster.showToestand(teksten.verbinden);
    this.#gesprek = new Gesprek(this.dataset.server || scriptOrigin, token, opslag, this);
    this.#gesprek.connect();
  }

  #leave(): void {
    window.clearTimeout(this.#banner);
    this.#unwatch?.();
    this.#gesprek?.close();
    this.#gesprek = undefined;
  }

  #open(byUser: boolean): void {
    this.#venster.open();
    keepOpen(true);
    this.#unread = 0;
    this.#start();
    this.#regels.scrollToEnd();
    if (byUser) this.#invoer.focus();
    this.#confirm();
  }

  #close(): void {
    keepOpen(false);
    this.#venster.close();
  }

  #send(content: Pick<UitFrame, 'tekst' | 'keuze' | 'bijlage' | 'naam' | 'email'>): void {
    this.#venster.showMelding('');
    const type = content.email === undefined ? 'bericht' : 'kanaalwissel';
    this.#gesprek?.send({ type, id: makeId(), ...content });
    if (content.keuze) this.#invoer.focus();
  }

  async #upload(file: File): Promise<void> {
    const sessie = this.#gesprek?.sessie;
    if (!sessie) return this.#venster.showMelding(teksten.bestandWacht);
    this.#venster.showMelding(teksten.bestandBezig(file.name), false);
    const upload = await uploadBestand(this.dataset.server || scriptOrigin, sessie, file);
    if (upload.ok) this.#send({ bijlage: upload.id, naam: upload.naam });
    else this.#venster.showMelding(upload.reden);
  }

  #askMail(): void {
    const close = (): void => this.#venster.closePaneel();
    const send = (email: string): void => {
      close();
      this.#send({ email });
    };
    this.#venster.showPaneel(createMailpaneel(send, close));
  }

  #askStop(): void {
    const stop = (): void => {
      this.#gesprek?.end();
      wipe();
      this.#ended();
    };
    const close = (): void => this.#venster.closePaneel();
    this.#venster.showPaneel(createStoppaneel((this.#gesprek?.unsent ?? 0) > 0, stop, close));
  }

  /** Stopped here or in another tab: nothing stays on screen or on this computer. */
  #ended(): void {
    this.#leave();
    this.clear();
    this.#regels.element.hidden = true;
    this.#venster.showKenmerk('');
    this.#venster.showToestand('');
    this.#venster.showMelding('');
    this.#venster.showPaneel(
      createSlotpaneel(() => {
        this.#regels.element.hidden = false;
        this.#venster.closePaneel();
        this.#start();
        this.#invoer.focus();
      }),
    );
  }

  readonly #confirm = (): void => {
    if (this.#venster.isOpen && document.visibilityState === 'visible') this.#gesprek?.confirm(this.#highest);
  };

  showRegel(regel: RegelFrame): void {
    this.#highest = regel.volgnummer;
    this.#regels.showRegel(regel);
    if (!this.#venster.isOpen && regel.richting === 'uit') this.#venster.showNieuw(++this.#unread);
    this.#confirm();
  }

  showUit(frame: UitFrame): void {
    this.#regels.showUit(frame);
  }

  showOntvangen(frame: UitFrame): void {
    this.#regels.showOntvangen(frame.id);
    if (frame.type === 'kanaalwissel') this.#regels.note(teksten.mailOntvangen);
  }

  showGeweigerd(frame: UitFrame, fout: FoutFrame): void {
    this.#regels.showGeweigerd(frame.id, fout.reden);
    if (frame.type === 'kanaalwissel') this.#venster.showMelding(teksten.nietVerzonden(fout.reden));
  }

  showToestand(verbonden: boolean): void {
    window.clearTimeout(this.#banner);
    if (!verbonden) {
      // A blink of the network is no news.
      this.#banner = window.setTimeout(() => this.#venster.showToestand(teksten.weg), 700);
      return;
    }
    const wasGone = this.#venster.toestand === teksten.weg;
    this.#venster.showToestand(wasGone ? teksten.terug : '');
    this.#banner = window.setTimeout(() => this.#venster.showToestand(''), 4_000);
  }

  showKenmerk(kenmerk: string): void {
    this.#regels.quiet();
    this.#venster.showKenmerk(kenmerk);
  }

  clear(): void {
    this.#highest = 0;
    this.#regels.clear();
  }
}

if (!customElements.get('schakel-chat')) customElements.define('schakel-chat', SchakelChat);
