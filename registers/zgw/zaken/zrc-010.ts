import type { Regel } from '../../kader/regel.ts';

/** zrc-010: communicatiekanaal leads to a communicatiekanaal of the referentielijsten. */
export const zrc010: Regel = ({ nieuw, gegeven, extern, fout }) => {
  const url = nieuw.communicatiekanaal;
  if (!gegeven.has('communicatiekanaal') || typeof url !== 'string' || url === '') return;
  const antwoord = extern.get(url);
  if (antwoord?.status !== 200)
    return fout('communicatiekanaal', 'bad-url', 'Dit adres geeft geen antwoord.');
  const json = antwoord.json as Record<string, unknown> | undefined;
  if (typeof json?.naam !== 'string' || typeof json.omschrijving !== 'string')
    fout('communicatiekanaal', 'invalid-resource', 'Dit adres leidt niet naar een communicatiekanaal.');
};
