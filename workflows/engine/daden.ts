import type { Verzendopdracht, Verzenduitkomst } from '../../activities/contract.ts';
import type { VerzoekStart } from '../../domein/opdracht.ts';
import type {
  BesluitOpties,
  Gebeurtenis,
  KlantAntwoord,
  TaakOpties,
  Verzoek,
  VraagOpties,
  WachtOpties,
} from '../../domein/proces.ts';
import { endOfTermijn, type Termijn } from '../../domein/termijn.ts';
import { registers, verzending } from './activiteiten.ts';
import type { Journaal } from './journaal.ts';
import { showFase } from './overzicht.ts';
import type { Toestand } from './toestand.ts';
import { Zaakdaden } from './zaakdaden.ts';

/** The acts of a process, on Temporal. One method per act; each reads as what happens for the klant. */
export class Daden implements Verzoek {
  readonly kenmerk: string;
  readonly #zaak: Zaakdaden;

  constructor(
    private readonly start: VerzoekStart,
    private readonly toestand: Toestand,
    private readonly journaal: Journaal,
  ) {
    this.kenmerk = start.kenmerk;
    this.#zaak = new Zaakdaden(start, toestand, journaal);
  }

  get gegevens(): Record<string, unknown> {
    return this.toestand.gegevens;
  }

  async bevestigOntvangst(opties: { binnen?: Termijn } = {}): Promise<void> {
    await this.journaal.act('bevestigOntvangst', undefined, async (key) => {
      const uiterlijk = opties.binnen && endOfTermijn(opties.binnen, Date.now());
      await this.#send(key, 'ontvangstbevestiging', 'ontvangstbevestiging', uiterlijk ? { uiterlijk } : {});
    });
  }

  async vraagKlant(onderwerp: string, opties: VraagOpties): Promise<KlantAntwoord> {
    const ask = async (key: string): Promise<KlantAntwoord> => {
      const uiterlijk = this.journaal.deadline(key, () => endOfTermijn(opties.uiterlijk, Date.now()));
      const herinnering =
        opties.herinner &&
        this.journaal.deadline(`${key}/herinner`, () => endOfTermijn(opties.herinner!, Date.now()));
      await this.#send(`${key}/vraag`, 'vraag', 'vraag', { vraag: onderwerp, uiterlijk });
      const answered = (): boolean => key in this.toestand.antwoorden;
      if (!answered() && !this.toestand.vragen.includes(key)) this.toestand.vragen.push(key);
      await this.#setFase(key, 'wacht-op-klant', onderwerp, uiterlijk);

      if (herinnering && herinnering < uiterlijk && !(await this.journaal.waitUntil(answered, herinnering))) {
        await this.#send(`${key}/herinnering`, 'herinnering', 'herinnering', { vraag: onderwerp, uiterlijk });
      }
      await this.journaal.waitUntil(answered, uiterlijk);
      await this.#setFase(`${key}/daarna`, 'in-behandeling');
      const berichtId = this.toestand.antwoorden[key];
      return berichtId ? { beantwoord: true, berichtId } : { beantwoord: false };
    };
    return this.journaal.act(`vraagKlant:${onderwerp}`, opties.sleutel, ask, (key) => {
      this.toestand.vragen = this.toestand.vragen.filter((waiting) => waiting !== key);
      delete this.toestand.antwoorden[key];
    });
  }

  async taak(naam: string, opties: TaakOpties): Promise<Record<string, unknown>> {
    const work = async (key: string): Promise<Record<string, unknown>> => {
      const sleutel = this.#sleutel(key);
      const uiterlijk = this.journaal.deadline(key, () => endOfTermijn(opties.binnen, Date.now()));
      const { vaardigheid, prioriteit = 3 } = opties;
      await this.journaal.step(`${key}/open`, () =>
        registers.openTaak({
          kenmerk: this.kenmerk,
          sleutel,
          soort: 'taak',
          naam,
          vaardigheid,
          prioriteit,
          uiterlijk,
        }),
      );
      this.#show('wacht-op-medewerker', naam, uiterlijk);

      const finished = (): boolean => this.toestand.afgerondeTaken.includes(sleutel);
      if (!(await this.journaal.waitUntil(finished, uiterlijk))) {
        await this.journaal.step(`${key}/te-laat`, () =>
          registers.recordGebeurtenis({
            kenmerk: this.kenmerk,
            sleutel: `${sleutel}/te-laat`,
            soort: 'taak-te-laat',
            gegevens: { taak: naam },
          }),
        );
        await this.journaal.waitUntil(finished);
      }
      return this.journaal.step(`${key}/uitkomst`, () =>
        registers.readTaakuitkomst({ kenmerk: this.kenmerk, product: this.start.product, sleutel, naam }),
      );
    };
    return this.journaal.act(`taak:${naam}`, opties.sleutel, work, (key) => {
      this.toestand.afgerondeTaken = this.toestand.afgerondeTaken.filter(
        (done) => done !== this.#sleutel(key),
      );
    });
  }

  async wachtOp(gebeurtenis: string, opties: WachtOpties): Promise<Gebeurtenis> {
    const wait = async (key: string): Promise<Gebeurtenis> => {
      const uiterlijk = this.journaal.deadline(key, () => endOfTermijn(opties.uiterlijk, Date.now()));
      await this.#setFase(key, 'wacht-op-gebeurtenis', gebeurtenis, uiterlijk);
      if (!(await this.journaal.waitUntil(() => gebeurtenis in this.toestand.gebeurtenissen, uiterlijk)))
        return { ontvangen: false };
      const waarde = this.toestand.gebeurtenissen[gebeurtenis];
      return { ontvangen: true, ...(waarde ? { waarde } : {}) };
    };
    return this.journaal.act(`wachtOp:${gebeurtenis}`, opties.sleutel, wait, () => {
      delete this.toestand.gebeurtenissen[gebeurtenis];
    });
  }

  async informeer(sjabloon: string, opties: { sleutel?: string } = {}): Promise<void> {
    await this.journaal.act(`informeer:${sjabloon}`, opties.sleutel, (key) =>
      this.#send(key, sjabloon, 'informatie'),
    );
  }

  openZaak(opties: { zaaktype?: string } = {}): Promise<{ zaaknummer: string }> {
    return this.#zaak.open(opties.zaaktype ?? this.start.product);
  }

  status(naam: string, opties: { sleutel?: string } = {}): Promise<void> {
    return this.#zaak.status(naam, opties.sleutel);
  }

  resultaat(naam: string, opties: { sleutel?: string } = {}): Promise<void> {
    return this.#zaak.resultaat(naam, opties.sleutel);
  }

  besluit(besluittype: string, opties: BesluitOpties = {}): Promise<void> {
    return this.#zaak.besluit(besluittype, opties);
  }

  documenten(opties: { sleutel?: string } = {}): Promise<void> {
    return this.#zaak.documenten(opties.sleutel);
  }

  async rondAf({ resultaat }: { resultaat: string }): Promise<void> {
    const close = async (key: string): Promise<void> => {
      await this.journaal.step(`${key}/sluit`, () =>
        registers.closeVerzoek({ kenmerk: this.kenmerk, resultaat, status: 'afgehandeld' }),
      );
      this.toestand.afgerond = true;
      this.#show('afgerond');
      await this.#send(`${key}/bericht`, 'afronding', 'afronding', { resultaat });
    };
    await this.journaal.act('rondAf', undefined, close, (key) => this.#zaak.sluit(key, resultaat));
  }

  wijziging(naam: string): boolean {
    return this.journaal.wijziging(naam);
  }

  /** The klant does not want it any more: work stops, nothing else is asked, one message confirms. */
  async intrekken(): Promise<void> {
    await this.journaal.step(
      'engine/intrekken',
      () =>
        registers.closeVerzoek({ kenmerk: this.kenmerk, resultaat: 'ingetrokken', status: 'ingetrokken' }),
      true,
    );
    this.toestand.afgerond = true;
    this.#show('ingetrokken');
    await this.journaal.step(
      'engine/ingetrokken/verzonden',
      () => this.#handOver('engine/ingetrokken', 'ingetrokken', 'afronding', {}),
      true,
    );
    this.#zaak.sluit('engine/ingetrokken', 'ingetrokken');
  }

  /** Idempotency key of an effect of this act, over all rounds of the verzoek. */
  #sleutel(key: string): string {
    return `${this.kenmerk}/${this.start.ronde}/${key}`;
  }

  async #send(
    key: string,
    sjabloon: string,
    soort: Verzendopdracht['soort'],
    waarden: Record<string, string | number> = {},
  ): Promise<void> {
    await this.journaal.step(`${key}/verzonden`, () => this.#handOver(key, sjabloon, soort, waarden));
  }

  #handOver(
    key: string,
    sjabloon: string,
    soort: Verzendopdracht['soort'],
    waarden: Record<string, string | number>,
  ): Promise<Verzenduitkomst> {
    return verzending.sendBericht.executeWithOptions({ summary: sjabloon }, [
      { kenmerk: this.kenmerk, sleutel: this.#sleutel(key), sjabloon, soort, waarden },
    ]);
  }

  async #setFase(key: string, fase: string, wachtOp?: string, uiterlijk?: number): Promise<void> {
    await this.journaal.step(`${key}/fase`, () =>
      registers.setFase({ kenmerk: this.kenmerk, fase, wachtOp, uiterlijk }),
    );
    this.#show(fase, wachtOp, uiterlijk);
  }

  #show(fase: string, wachtOp?: string, uiterlijk?: number): void {
    this.toestand.fase = fase;
    this.toestand.wachtOp = wachtOp;
    showFase(this.start, this.toestand, uiterlijk);
  }
}
