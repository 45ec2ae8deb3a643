import type { UitgaandBericht } from '../../domein/bericht.ts';
import type { Bewijs } from '../../domein/kanaaladapter.ts';

/** An outbound message as an app gets it: the same by webhook and by polling. */
export interface Apppayload {
  id: string;
  kanaal: string;
  /** The app's own conversation to continue, where there is one. */
  conversatie?: string;
  adres?: string;
  onderwerp: string;
  tekst: string;
  /** Buttons; the code comes back as `inhoud.keuze`. */
  keuzes: { code: string; tekst: string }[];
  kenmerk: string;
  /** Goes back with an answer to this message, and so proves what it is about. */
  bewijs: string;
  automatisch: boolean;
  aangemaaktOp: string;
}

/**
 * The proof that an app gets: good to go on about this kenmerk, as the address of a mail is. Never the one that opens the
 * page of the klant, since not every medium proves who is at the other end.
 */
export function signBewijs(bewijs: Bewijs, kenmerk: string): string {
  return bewijs.sign(kenmerk, 'adres');
}

/** Leaves out what only other media need. */
export function toPayload(bericht: UitgaandBericht, bewijs: Bewijs): Apppayload {
  const { id, kanaal, conversatie, adres, onderwerp, tekst, keuzes, kenmerk, automatisch, aangemaaktOp } =
    bericht;
  return {
    id,
    kanaal,
    ...(conversatie === undefined ? {} : { conversatie }),
    ...(adres === undefined ? {} : { adres }),
    onderwerp,
    tekst,
    keuzes: keuzes ?? [],
    kenmerk,
    bewijs: signBewijs(bewijs, kenmerk),
    automatisch,
    aangemaaktOp,
  };
}
