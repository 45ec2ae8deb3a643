import type { Readable } from 'node:stream';

/**
 * How processes use the register of zaken, wherever it is: in our own tables, or in an Open Zaak of the municipality.
 * Everything may be asked again: a zaak, besluit or document has an identificatie of our own making, a status its moment.
 */

/** A zaak, by the number that is unique within its bronorganisatie (Zaken API, zrc-002). */
export interface Zaaksleutel {
  bronorganisatie: string;
  identificatie: string;
}

/** Who a zaak is for, as far as known. */
export interface Initiator {
  soort: 'natuurlijk_persoon' | 'niet_natuurlijk_persoon' | 'vestiging';
  naam?: string;
  bsn?: string;
  rsin?: string;
  kvkNummer?: string;
  vestigingsNummer?: string;
}

export interface NieuweZaak extends Zaaksleutel {
  /** `identificatie` of the zaaktype; the version that is valid on `op`. */
  zaaktype: string;
  omschrijving: string;
  /** Of the zaak and of its first status. */
  op: Date;
  /** Number of an earlier zaak that this one goes on from. */
  vervolgOp?: string;
  initiator?: Initiator;
}

export interface NieuweStatus {
  /** `omschrijving` of the statustype. */
  naam: string;
  /** The same moment is the same status. */
  op: Date;
  toelichting?: string;
}

export interface NieuwResultaat {
  /** `omschrijving` of the resultaattype; a code as `niet-voor-ons` means *Niet voor ons*. */
  naam: string;
  toelichting?: string;
}

export interface NieuwBesluit {
  identificatie: string;
  /** `omschrijving` of the besluittype. */
  besluittype: string;
  op: Date;
  toelichting?: string;
  /** YYYY-MM-DD; the day of `op` unless told. */
  ingangsdatum?: string;
  vervaldatum?: string;
}

export interface NieuwDocument {
  identificatie: string;
  titel: string;
  bestandsnaam: string;
  mediatype: string;
  ontvangenOp: Date;
  auteur: string;
  /** Bytes. */
  grootte: number;
  open(): Promise<Readable>;
  /** `omschrijving` of the informatieobjecttype; the first incoming one of the zaaktype unless told. */
  soort?: string;
}

/** How a zaak stands. */
export interface Zaakstand extends Zaaksleutel {
  url: string;
  status?: string;
  resultaat?: string;
  /** It has ended: with `sluitZaak`, or because a colleague closed it elsewhere. */
  gesloten: boolean;
}

/** The port. A zaak that is closed stays as it is: only `sluitZaak` and `leesZaak` have an answer for it then. */
export interface Zaakregister {
  openZaak(zaak: NieuweZaak): Promise<Zaakstand>;
  zetStatus(zaak: Zaaksleutel, status: NieuweStatus): Promise<Zaakstand>;
  legResultaatVast(zaak: Zaaksleutel, resultaat: NieuwResultaat): Promise<Zaakstand>;
  legBesluitVast(zaak: Zaaksleutel, besluit: NieuwBesluit): Promise<Zaakstand>;
  voegDocumentToe(zaak: Zaaksleutel, document: NieuwDocument): Promise<void>;
  /** Lays down the resultaat and sets the end status, as one. */
  sluitZaak(zaak: Zaaksleutel, einde: NieuwResultaat & { op: Date }): Promise<Zaakstand>;
  /** @returns undefined when there is no such zaak */
  leesZaak(zaak: Zaaksleutel): Promise<Zaakstand | undefined>;
}

/**
 * The register or its catalogus says no: somebody must mend something there before it can work. Other errors (a register
 * that is away) pass by themselves.
 */
export class Zaakweigering extends Error {
  override name = 'Zaakweigering';
  /**
   * @param veld field or type that is wrong, `nonFieldErrors` for several together
   * @param reden for the operator; never holds what a klant told
   */
  constructor(
    readonly veld: string,
    readonly code: string,
    readonly reden: string,
  ) {
    super(`${veld}: ${reden} (${code})`);
  }
}
