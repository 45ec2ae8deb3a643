import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { BijlageRef, InkomendBericht } from '../../domein/bericht.ts';
import type { Documentopslag } from '../../domein/kanaaladapter.ts';
import type { Veldfout } from '../../domein/vraag.ts';
import { berichtvelden } from '../../web/paginas/eigenpagina.tsx';
import { eigenVelden, type Formulierstand, maximaBestanden } from '../../web/paginas/formulierstand.ts';
import type { Bestandsbewijs } from './bestandsbewijs.ts';
import { isFormulierId, keptTokens, readBestanden } from './formulier.ts';
import { readInzending } from './inzending.ts';

/** A message from the klant's own page, checked. The token is not: that is up to who shows the page. */
export interface EigenBericht {
  token: string;
  stand: Formulierstand;
  bijlagen: BijlageRef[];
}

/**
 * Reads a message with files from the own page; a withdrawal needs neither.
 * @throws OnleesbareInzending for a body that is no form
 */
export async function readEigenBericht(
  req: Request,
  documenten: Documentopslag,
  bewijs: Bestandsbewijs,
  bedoeling: 'bericht' | 'intrekken',
): Promise<EigenBericht> {
  const inzending = await readInzending(req, {
    documenten,
    ruimte: (naam, velden) =>
      naam === berichtvelden.bestanden ? maximaBestanden.aantal - keptTokens(naam, velden).length : undefined,
  });
  const read = (naam: string): string => inzending.velden.get(naam)?.[0] ?? '';
  const given = read(eigenVelden.formulierId);
  const formulierId = isFormulierId(given) ? given.toLowerCase() : randomUUID();
  const tekst = read(berichtvelden.tekst).trim();
  const bestanden = readBestanden(berichtvelden.bestanden, formulierId, inzending, bewijs);
  const fouten: Veldfout[] = [...inzending.fouten];
  if (!isFormulierId(given))
    fouten.unshift({ veld: '', code: 'required', tekst: 'Verstuur uw bericht nog een keer.' });
  if (bedoeling === 'bericht' && !tekst && bestanden.length === 0 && inzending.fouten.length === 0)
    fouten.push({
      veld: berichtvelden.tekst,
      code: 'required',
      tekst: 'Typ een bericht of voeg een bestand toe.',
    });
  if (tekst.length > berichtvelden.maximum)
    fouten.push({
      veld: berichtvelden.tekst,
      code: 'too_big',
      tekst: `Gebruik niet meer dan ${berichtvelden.maximum} tekens.`,
    });
  return {
    token: read(eigenVelden.token),
    stand: {
      formulierId,
      waarden: new Map([[berichtvelden.tekst, read(berichtvelden.tekst)]]),
      bestanden: new Map([[berichtvelden.bestanden, bestanden]]),
      fouten,
    },
    bijlagen: bestanden.map(({ ref }) => ref),
  };
}

/** The message as the engine takes it. The link proved the verzoek; the sender stays unnamed, since the link may be passed on. */
export function toEigenBericht(
  ingevuld: EigenBericht,
  kenmerk: string,
  bedoeling: 'bericht' | 'intrekken',
  nu: Date,
): InkomendBericht {
  const tekst = ingevuld.stand.waarden.get(berichtvelden.tekst)?.trim();
  return {
    kanaal: 'webformulier',
    externId: ingevuld.stand.formulierId,
    conversatie: `verzoek:${kenmerk}`,
    afzender: { adressen: [] },
    inhoud: tekst ? { tekst } : {},
    bijlagen: ingevuld.bijlagen,
    bedoeling,
    bewezen: [kenmerk],
    genoemd: [],
    automatisch: false,
    ontvangenOp: nu.toISOString(),
  };
}
