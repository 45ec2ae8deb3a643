import type { InkomendBericht } from '../../domein/bericht.ts';
import { Weigering } from '../../domein/kanaaladapter.ts';
import type { BerichtFrame, KanaalwisselFrame } from './protocol.ts';
import type { Sessie, Sessies } from './sessie.ts';

/**
 * A frame of the widget as the engine reads it. Who types in a chat has proved nothing; an address is given only
 * with the wish to go on by e-mail.
 * @throws Weigering for a file that this session never sent
 */
export function toBericht(
  frame: BerichtFrame | KanaalwisselFrame,
  sessie: Sessie,
  sessies: Sessies,
  nu: Date,
): InkomendBericht {
  const bericht: InkomendBericht = {
    kanaal: 'chat',
    externId: `${sessie.conversatie}:${frame.id}`,
    conversatie: sessie.conversatie,
    bedoeling: frame.type,
    afzender: { adressen: [] },
    inhoud: {},
    bewezen: [],
    genoemd: [],
    bijlagen: [],
    automatisch: false,
    ontvangenOp: nu.toISOString(),
  };
  if (frame.type === 'kanaalwissel') {
    return {
      ...bericht,
      afzender: { adressen: [{ soort: 'email', waarde: frame.email }] },
      voorkeurskanaal: 'email',
    };
  }
  const { tekst, keuze, bijlage } = frame;
  const ref = bijlage === undefined ? undefined : sessies.readBijlage(sessie, bijlage);
  if (bijlage !== undefined && !ref)
    throw new Weigering('bijlage', 'onbekend', 'Dit bestand kennen wij niet. Voeg het opnieuw toe.');
  return {
    ...bericht,
    inhoud: { ...(tekst === undefined ? {} : { tekst }), ...(keuze === undefined ? {} : { keuze }) },
    bijlagen: ref ? [ref] : [],
  };
}
