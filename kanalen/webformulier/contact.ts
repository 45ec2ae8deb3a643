import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import type { Afzender } from '../../domein/bericht.ts';
import type { AnyProces } from '../../domein/proces.ts';
import type { Veldfout } from '../../domein/vraag.ts';
import { eigenVelden } from '../../web/paginas/formulierstand.ts';

/** Who asks, as far as told, and where the answer should go. */
export interface Contact {
  afzender: Afzender;
  voorkeurskanaal?: 'email' | 'chat';
}

/** A process that needs a level of identity wants to know who asks; the others take anonymous messages. */
export const needsContact = ({ identificatie }: AnyProces): boolean =>
  !['niet-nodig', 'mogelijk'].includes(identificatie);

const mail = z.email().max(254);

/** Reads the contact questions. @returns the sender and every error at its field */
export function readContact(
  waarden: ReadonlyMap<string, string>,
  verplicht: boolean,
): { contact: Contact; fouten: Veldfout[] } {
  const read = (naam: string): string => waarden.get(naam)?.trim() ?? '';
  const fouten: Veldfout[] = [];
  const refuse = (veld: string, code: string, tekst: string): void => void fouten.push({ veld, code, tekst });
  const naam = read(eigenVelden.naam);
  const email = read(eigenVelden.email);
  const telefoon = read(eigenVelden.telefoon);
  const namens = read(eigenVelden.namens);
  const voorkeur = read(eigenVelden.voorkeurskanaal);
  const number = parsePhoneNumberFromString(telefoon, 'NL');

  if (verplicht && !naam) refuse(eigenVelden.naam, 'required', 'Vul uw naam in.');
  if (naam.length > 200) refuse(eigenVelden.naam, 'too_big', 'Gebruik niet meer dan 200 tekens.');
  if (email && !mail.safeParse(email).success)
    refuse(eigenVelden.email, 'invalid', 'Vul een e-mailadres in, zoals naam@voorbeeld.nl.');
  if (verplicht && !email && !telefoon)
    refuse(eigenVelden.email, 'required', 'Vul uw e-mailadres of uw telefoonnummer in.');
  if (telefoon && !number?.isValid())
    refuse(eigenVelden.telefoon, 'invalid', 'Vul een telefoonnummer in, zoals 0612345678.');
  if (namens.length > 200) refuse(eigenVelden.namens, 'too_big', 'Gebruik niet meer dan 200 tekens.');
  if (voorkeur && voorkeur !== 'email' && voorkeur !== 'chat')
    refuse(eigenVelden.voorkeurskanaal, 'invalid', 'Kies een van de antwoorden.');
  if (voorkeur === 'email' && !email)
    refuse(eigenVelden.email, 'required', 'Vul uw e-mailadres in, want u wilt antwoord per e-mail.');

  const afzender: Afzender = {
    ...(naam ? { naam } : {}),
    adressen: [
      ...(email ? [{ soort: 'email' as const, waarde: email }] : []),
      ...(number?.isValid() ? [{ soort: 'telefoonnummer' as const, waarde: number.number }] : []),
    ],
    ...(namens ? { namens: { naam: namens } } : {}),
  };
  // Without an address there is nothing to prefer.
  const kiest = (voorkeur === 'email' || voorkeur === 'chat') && afzender.adressen.length > 0;
  return { contact: { afzender, ...(kiest ? { voorkeurskanaal: voorkeur } : {}) }, fouten };
}
