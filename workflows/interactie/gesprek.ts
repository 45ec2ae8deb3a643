import { patched } from '@temporalio/workflow';
import type { Dialoogstand } from '../../activities/contract.ts';
import type { Aanleiding } from '../../domein/aanleiding.ts';
import { eigenschappenOf } from '../../domein/kanaal.ts';
import type { BerichtSignaal, InteractieStart } from '../../domein/opdracht.ts';
import { endOfTermijn, minuten, uren } from '../../domein/termijn.ts';
import { gesprek as live, registers, verzending } from '../engine/activiteiten.ts';
import type { Gesprekstand } from './stand.ts';

/** A klant who waits longer than this for a medewerker is offered another way. */
const patience = minuten(3);
/** The process for a question that nobody could answer at once. */
const plainQuestion = 'algemene-vraag';

/** Decides what happens next in one conversation. */
export class Gesprek {
  /** True when this workflow has nothing left to do: the message went to a verzoek of its own. */
  isOver = false;

  constructor(
    private readonly start: InteractieStart,
    private readonly stand: Gesprekstand,
  ) {}

  async hear(bericht: BerichtSignaal): Promise<void> {
    if (bericht.volgnummer <= this.stand.verwerktTot) {
      this.isOver = this.stand.modus === 'menu' && this.stand.verwerktTot > 0;
      return;
    }
    this.isOver = false;
    await (this.#isLive(bericht) ? this.#hearLive(bericht) : this.#hearMail(bericht));
    this.stand.verwerktTot = bericht.volgnummer;
  }

  async hearAanleiding({ id, naam, verwijzing }: Aanleiding): Promise<void> {
    if (this.stand.aanleidingen.includes(id)) return;
    this.stand.aanleidingen = [...this.stand.aanleidingen, id].slice(-100);
    if (naam === 'taak-genomen' && this.stand.modus === 'wachtrij') {
      this.stand.modus = 'gesprek';
      this.stand.wachttijdTot = undefined;
      await this.#say(`genomen/${this.stand.overdrachten}`, 'medewerker-is-er');
    }
    if (naam === 'antwoord' && verwijzing.berichtId) {
      this.stand.modus = this.stand.modus === 'wachtrij' ? 'gesprek' : this.stand.modus;
      this.stand.wachttijdTot = undefined;
      await verzending.sendAntwoord({ kenmerk: this.start.kenmerk, berichtId: verwijzing.berichtId });
    }
    if (naam === 'taak-afgerond') {
      await registers.closeGesprek({
        kenmerk: this.start.kenmerk,
        sleutel: `${this.start.kenmerk}/gesprek/${this.stand.overdrachten}`,
      });
      await this.#say(`afgesloten/${this.stand.overdrachten}`, 'gesprek-afgesloten');
      this.stand.modus = 'menu';
    }
  }

  /** The waiting time has passed: leave the question, and get the answer by mail. */
  async nobodyCame(): Promise<void> {
    this.stand.wachttijdTot = undefined;
    await this.#say(`niemand/${this.stand.overdrachten}`, 'niemand-vrij');
    await this.#startUitvraag(plainQuestion);
  }

  /** Mail and messages of apps: understood once, then they go their own way as a verzoek. */
  async #hearMail(bericht: BerichtSignaal): Promise<void> {
    if (bericht.soort !== 'bericht') return;
    this.isOver = this.stand.modus === 'menu';
    if (await this.#passOn(bericht)) return;
    const { keuze } = await registers.classifyBericht({ berichtId: bericht.berichtId, live: false });
    const product = keuze?.replace('product:', '') ?? plainQuestion;
    await registers.openVerzoek({
      interactieId: this.start.interactieId,
      berichtId: bericht.berichtId,
      product,
      uitUitvraag: false,
    });
  }

  /** What was said while an earlier message was being made into a verzoek is about that verzoek. */
  async #passOn({ berichtId }: BerichtSignaal): Promise<boolean> {
    return patched('passOn') && registers.passOn({ interactieId: this.start.interactieId, berichtId });
  }

  async #hearLive(bericht: BerichtSignaal): Promise<void> {
    if (bericht.soort === 'sessie') {
      if (bericht.keuze === 'aangekomen') await this.#say('welkom', 'welkom');
      return;
    }
    if (bericht.soort === 'kanaalwissel') return this.#switchKanaal(bericht);
    if (!bericht.keuze && this.stand.modus === 'menu' && (await this.#passOn(bericht))) return;
    const keuze =
      bericht.keuze ??
      (this.stand.modus === 'menu'
        ? (await registers.classifyBericht({ berichtId: bericht.berichtId, live: true })).keuze
        : undefined);

    if (keuze === 'menu') return this.#showMenu(bericht);
    if (keuze === 'medewerker') return this.#toMedewerker();
    if (keuze?.startsWith('product:')) return this.#startUitvraag(keuze.slice('product:'.length));
    if (this.stand.modus === 'uitvraag') return this.#answer(bericht);
    if (this.stand.modus === 'menu') return this.#showMenu(bericht);
    // Somebody waits or talks: the medewerker sees the line at once, nothing is decided here.
    await registers.registerBericht({ kenmerk: this.start.kenmerk, berichtId: bericht.berichtId });
  }

  async #showMenu(bericht: BerichtSignaal): Promise<void> {
    this.stand.modus = 'menu';
    this.stand.product = undefined;
    this.stand.wachttijdTot = undefined;
    await registers.setFocus({ interactieId: this.start.interactieId });
    await this.#say(`menu/${bericht.volgnummer}`, 'menu');
  }

  async #startUitvraag(product: string): Promise<void> {
    this.stand.uitvragen += 1;
    this.stand.modus = 'uitvraag';
    this.stand.product = product;
    await registers.setFocus({ interactieId: this.start.interactieId });
    const first = await registers.startUitvraag({
      interactieId: this.start.interactieId,
      product,
      ronde: this.stand.uitvragen,
    });
    await this.#ask(first, 'begin');
  }

  async #answer(bericht: BerichtSignaal): Promise<void> {
    const { interactieId } = this.start;
    const next = await registers.answerUitvraag({
      interactieId,
      berichtId: bericht.berichtId,
      volgnummer: bericht.volgnummer,
    });
    if (next.stand !== 'klaar') return this.#ask(next, String(bericht.volgnummer));
    await registers.openVerzoek({
      interactieId,
      berichtId: bericht.berichtId,
      product: this.stand.product ?? plainQuestion,
      uitUitvraag: true,
    });
    this.stand.modus = 'menu';
    this.stand.product = undefined;
  }

  async #ask(next: Dialoogstand, key: string): Promise<void> {
    if (next.stand === 'klaar') return;
    const sjabloon = next.stand === 'fout' ? 'uitvraag-fout' : 'uitvraag-vraag';
    await this.#say(`uitvraag/${this.stand.uitvragen}/${key}`, sjabloon, {
      veld: next.veld,
      product: this.stand.product ?? plainQuestion,
    });
  }

  async #toMedewerker(): Promise<void> {
    if (this.stand.modus === 'wachtrij' || this.stand.modus === 'gesprek') return;
    this.stand.overdrachten += 1;
    await registers.setFocus({ interactieId: this.start.interactieId });
    if (!(await registers.isMedewerkerAanwezig())) return this.nobodyCame();
    this.stand.modus = 'wachtrij';
    this.stand.wachttijdTot = endOfTermijn(patience, Date.now());
    await registers.openTaak({
      kenmerk: this.start.kenmerk,
      sleutel: `${this.start.kenmerk}/gesprek/${this.stand.overdrachten}`,
      soort: 'gesprek',
      naam: 'gesprek',
      vaardigheid: 'klantcontact',
      prioriteit: 1,
      uiterlijk: endOfTermijn(uren(1), Date.now()),
    });
    await this.#say(`wachtrij/${this.stand.overdrachten}`, 'in-wachtrij');
  }

  /** The same conversation goes on elsewhere; whoever is answering need not do anything. */
  async #switchKanaal(bericht: BerichtSignaal): Promise<void> {
    await registers.recordKanaalwissel({ kenmerk: this.start.kenmerk, berichtId: bericht.berichtId });
    await verzending.sendBericht({
      kenmerk: this.start.kenmerk,
      sleutel: `${this.start.kenmerk}/wissel/${bericht.berichtId}`,
      sjabloon: 'verder-op-dit-kanaal',
      soort: 'informatie',
      alleen: 'email',
    });
  }

  async #say(key: string, sjabloon: string, waarden: Record<string, string | number> = {}): Promise<void> {
    const { kenmerk, kanaal } = this.start;
    await live.sendBericht({
      kenmerk,
      sleutel: `${kenmerk}/${key}`,
      sjabloon,
      soort: 'dialoog',
      waarden,
      alleen: kanaal,
    });
  }

  #isLive({ kanaal }: BerichtSignaal): boolean {
    return eigenschappenOf(kanaal).dialoog === 'altijd';
  }
}
