import type { Zaakopdracht, Zaakwerk } from '../../activities/contract.ts';
import { zaaknummerVan } from '../../domein/kenmerk.ts';
import type { VerzoekStart } from '../../domein/opdracht.ts';
import type { BesluitOpties } from '../../domein/proces.ts';
import type { Journaal } from './journaal.ts';
import type { Toestand } from './toestand.ts';

/**
 * The acts on the zaak of a verzoek. An act puts work in line and is done; `handleZaakwerk` carries the line out in its
 * order, beside the process. So a register that is away keeps neither klant nor medewerker waiting.
 */
export class Zaakdaden {
  constructor(
    private readonly start: VerzoekStart,
    private readonly toestand: Toestand,
    private readonly journaal: Journaal,
  ) {}

  open(zaaktype: string): Promise<{ zaaknummer: string }> {
    const { kenmerk, ronde } = this.start;
    return this.journaal.act(
      'openZaak',
      undefined,
      async () => ({ zaaknummer: zaaknummerVan(kenmerk, ronde) }),
      (key) => {
        this.#add({ act: 'openZaak', opdracht: { ...this.#opdracht(key), zaaktype } });
        this.toestand.zaakOpen = true;
      },
    );
  }

  status(naam: string, sleutel?: string): Promise<void> {
    return this.#act(`status:${naam}`, sleutel, (opdracht) => ({
      act: 'zetStatus',
      opdracht: { ...opdracht, status: naam },
    }));
  }

  resultaat(naam: string, sleutel?: string): Promise<void> {
    return this.#act(`resultaat:${naam}`, sleutel, (opdracht) => ({
      act: 'legResultaatVast',
      opdracht: { ...opdracht, resultaat: naam },
    }));
  }

  besluit(besluittype: string, { sleutel, ingangsdatum, vervaldatum }: BesluitOpties): Promise<void> {
    return this.#act(`besluit:${besluittype}`, sleutel, (opdracht) => ({
      act: 'legBesluitVast',
      opdracht: { ...opdracht, besluittype, ingangsdatum, vervaldatum },
    }));
  }

  documenten(sleutel?: string): Promise<void> {
    return this.#act('documenten', sleutel, (opdracht) => ({ act: 'voegDocumentenToe', opdracht }));
  }

  /** Closes the zaak, if there is one. In one breath with the end of the process or of the verzoek. */
  sluit(key: string, resultaat: string): void {
    if (!this.toestand.zaakOpen) return;
    this.#add({ act: 'sluitZaak', opdracht: { ...this.#opdracht(key), resultaat } });
    this.toestand.zaakOpen = false;
  }

  #act(act: string, sleutel: string | undefined, work: (opdracht: Zaakopdracht) => Zaakwerk): Promise<void> {
    return this.journaal.act(
      act,
      sleutel,
      async () => undefined,
      (key) => this.#add(work(this.#opdracht(key))),
    );
  }

  #add(werk: Zaakwerk): void {
    this.toestand.zaakwerk.push(werk);
  }

  #opdracht(key: string): Zaakopdracht {
    const { kenmerk, ronde } = this.start;
    return { kenmerk, ronde, sleutel: `${kenmerk}/${ronde}/${key}`, op: Date.now() };
  }
}
