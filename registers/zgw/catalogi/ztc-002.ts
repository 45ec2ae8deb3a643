import type { Regel, Wijziging } from '../../kader/regel.ts';
import { zelfdeProcestype } from '../selectielijst/adressen.ts';
import { leesType } from './types.ts';

type Json = Record<string, unknown>;

/** Reads a resource of the selectielijst that a field refers to; complains when it is something else. */
function haal(
  { extern, fout }: Wijziging,
  naam: string,
  url: string,
  past: (json: Json) => boolean,
): Json | undefined {
  const antwoord = extern.get(url);
  if (antwoord?.status !== 200) {
    fout(naam, 'bad-url', 'Dit adres geeft geen antwoord.');
    return undefined;
  }
  const json = antwoord.json as Json | undefined;
  if (typeof json === 'object' && json !== null && past(json)) return json;
  fout(naam, 'invalid-resource', 'Dit adres leidt naar iets anders dan hier hoort.');
  return undefined;
}

/** ztc-002: a resultaattype stands on the selectielijst, and takes over from it what was not given. */
export const ztc002: Regel = async (wijziging) => {
  const { nieuw, gegeven, tx, fout } = wijziging;
  if (gegeven.has('resultaattypeomschrijving')) {
    const gevonden = haal(
      wijziging,
      'resultaattypeomschrijving',
      nieuw.resultaattypeomschrijving as string,
      (json) => typeof json.omschrijving === 'string' && 'definitie' in json,
    );
    if (gevonden) nieuw.omschrijvingGeneriek = gevonden.omschrijving;
  }
  if (!gegeven.has('selectielijstklasse')) return;
  const klasse = haal(
    wijziging,
    'selectielijstklasse',
    nieuw.selectielijstklasse as string,
    (json) => typeof json.procesType === 'string' && 'waardering' in json,
  );
  if (!klasse) return;
  const zaaktype = await leesType(tx, 'zaaktype', nieuw.zaaktype);
  if (zaaktype && !zelfdeProcestype(zaaktype.gegevens.selectielijstProcestype, klasse.procesType))
    fout(
      'nonFieldErrors',
      'procestype-mismatch',
      'Het procestype van de selectielijstklasse is niet dat van het zaaktype.',
    );
  if (!nieuw.archiefnominatie) nieuw.archiefnominatie = klasse.waardering ?? '';
  if (!gegeven.has('archiefactietermijn') || nieuw.archiefactietermijn === null)
    nieuw.archiefactietermijn = klasse.bewaartermijn ?? null;
  nieuw.selectielijstProcestermijn = klasse.procestermijn ?? '';
};
