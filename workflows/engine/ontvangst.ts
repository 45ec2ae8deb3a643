import type { Aanleiding } from '../../domein/aanleiding.ts';
import type { BerichtSignaal } from '../../domein/opdracht.ts';
import type { Toestand } from './toestand.ts';

/** How many ids of aanleidingen are remembered. Far more than can be underway at once for one verzoek. */
const rememberedAanleidingen = 200;

/** How many messages of one stroom are remembered. A signal is repeated soon after the first time, or never. */
const rememberedBerichten = 100;

/**
 * Takes in one message signal: pure bookkeeping on the state.
 * The relay delivers each stroom in order, but a message that a conversation had in hand may come after a later one.
 */
export function hearBericht(toestand: Toestand, bericht: BerichtSignaal): void {
  const heard = toestand.gehoorde[bericht.stroom] ?? [];
  if (heard.includes(bericht.volgnummer)) return;
  toestand.gehoorde[bericht.stroom] = [...heard, bericht.volgnummer].slice(-rememberedBerichten);
  if (bericht.soort === 'intrekken') toestand.ingetrokken = true;
  const question = bericht.soort === 'bericht' && !bericht.automatisch ? toestand.vragen.shift() : undefined;
  if (question) toestand.antwoorden[question] = bericht.berichtId;
  toestand.teDoen.push({ soort: 'bericht', bericht, verwacht: question !== undefined });
}

/** Takes in one aanleiding; each id counts once. */
export function hearAanleiding(toestand: Toestand, { id, naam, verwijzing }: Aanleiding): void {
  if (toestand.aanleidingen.includes(id)) return;
  toestand.aanleidingen = [...toestand.aanleidingen, id].slice(-rememberedAanleidingen);
  if (naam === 'taak-afgerond' && verwijzing.taakSleutel)
    toestand.afgerondeTaken.push(verwijzing.taakSleutel);
  if (naam === 'gebeurtenis' && verwijzing.gebeurtenis)
    toestand.gebeurtenissen[verwijzing.gebeurtenis] = verwijzing.waarde ?? '';
  if (naam === 'antwoord' && verwijzing.berichtId)
    toestand.teDoen.push({ soort: 'antwoord', berichtId: verwijzing.berichtId });
}
