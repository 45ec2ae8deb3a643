import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import type { BijlageRef } from '../../domein/bericht.ts';
import type { Documentopslag } from '../../domein/kanaaladapter.ts';
import type { AnyProces } from '../../domein/proces.ts';
import {
  type Antwoorden,
  listVragen,
  type Veldfout,
  type Vraag,
  validateAntwoorden,
} from '../../domein/vraag.ts';
import {
  type BewaardBestand,
  eigenVelden,
  type Formulier,
  type Formulierstand,
  maximaBestanden,
  veldnamen,
} from '../../web/paginas/formulierstand.ts';
import { readAntwoorden } from './antwoorden.ts';
import type { Bestandsbewijs } from './bestandsbewijs.ts';
import { type Contact, needsContact, readContact } from './contact.ts';
import { type Inzending, readInzending } from './inzending.ts';

/** True for an id that a form of ours may have. */
export const isFormulierId = (text: string): boolean => uuid.test(text);
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

/** A form that was posted, checked whole. */
export interface Ingevuld {
  formulier: Formulier;
  actie: string;
  gegevens: Antwoorden;
  contact: Contact;
  bijlagen: BijlageRef[];
}

/** A form with nothing in it yet. Its id is what makes sending twice the same as sending once. */
export function emptyFormulier(proces: AnyProces): Formulier {
  return describe(proces, {
    formulierId: randomUUID(),
    waarden: new Map(),
    bestanden: new Map(),
    fouten: [],
  });
}

const describe = (proces: AnyProces, stand: Formulierstand): Formulier => ({
  proces,
  vragen: listVragen(proces.gegevens),
  contactVerplicht: needsContact(proces),
  stand,
});

/**
 * Reads a posted form: files go to the document store at once, every error is found and stands at its field.
 * @throws OnleesbareInzending for a body that is no form
 */
export async function readFormulier(
  req: Request,
  proces: AnyProces,
  documenten: Documentopslag,
  bewijs: Bestandsbewijs,
): Promise<Ingevuld> {
  const vragen = listVragen(proces.gegevens);
  const bestandsvelden = vragen.filter(({ soort }) => soort === 'bestanden').map(({ naam }) => naam);
  const inzending = await readInzending(req, {
    documenten,
    ruimte: (naam, velden) =>
      bestandsvelden.includes(naam) ? maximaBestanden.aantal - keptTokens(naam, velden).length : undefined,
  });
  const given = inzending.velden.get(eigenVelden.formulierId)?.[0] ?? '';
  const formulierId = isFormulierId(given) ? given.toLowerCase() : randomUUID();
  const bestanden = new Map(
    bestandsvelden.map((naam) => [naam, readBestanden(naam, formulierId, inzending, bewijs)]),
  );
  const waarden = readWaarden(inzending, vragen);

  const antwoorden = readAntwoorden(vragen, waarden, (naam) =>
    (bestanden.get(naam) ?? []).map(({ ref }) => ref.naam),
  );
  const result = validateAntwoorden(proces.gegevens, antwoorden);
  const { contact, fouten: contactfouten } = readContact(waarden, needsContact(proces));
  const fouten = orderFouten(vragen, [
    ...(isFormulierId(given)
      ? []
      : [{ veld: '', code: 'required', tekst: 'Verstuur het formulier nog een keer.' }]),
    ...inzending.fouten,
    ...(result.ok ? [] : result.fouten.map((fout) => rephrase(vragen, fout))),
    ...contactfouten,
  ]);
  const gegevens = result.ok ? result.gegevens : {};
  return {
    formulier: describe(proces, { formulierId, waarden, bestanden, fouten }),
    actie: inzending.velden.get(eigenVelden.actie)?.[0] ?? 'versturen',
    gegevens,
    contact,
    // Files with a question that was not asked in the end stay out.
    bijlagen: [...bestanden].flatMap(([naam, files]) =>
      naam in gegevens ? files.map(({ ref }) => ref) : [],
    ),
  };
}

/** Signed references of earlier posts that the klant did not take away. */
export function keptTokens(naam: string, velden: ReadonlyMap<string, string[]>): string[] {
  const removed = velden.get(veldnamen.verwijder(naam)) ?? [];
  return [...new Set(velden.get(veldnamen.bewaard(naam)) ?? [])].filter((token) => !removed.includes(token));
}

/** Files of an earlier post and of this one. The same file chosen twice counts once. */
export function readBestanden(
  naam: string,
  formulierId: string,
  { velden, bestanden }: Inzending,
  bewijs: Bestandsbewijs,
): BewaardBestand[] {
  const kept = keptTokens(naam, velden).flatMap((token) => bewijs.verify(formulierId, naam, token) ?? []);
  const all = [...kept, ...(bestanden.get(naam) ?? [])];
  const once = all.filter(
    (ref, index) =>
      all.findIndex((other) => other.sha256 === ref.sha256 && other.naam === ref.naam) === index,
  );
  return once.map((ref) => ({ ref, token: bewijs.sign(formulierId, naam, ref) }));
}

/** Only inputs that the form has: whatever else was posted is neither kept nor shown. */
function readWaarden({ velden }: Inzending, vragen: readonly Vraag[]): Map<string, string> {
  const namen = [
    ...vragen.filter(({ soort }) => soort !== 'bestanden').map(({ naam }) => naam),
    ...vragen
      .filter(({ soort }) => soort === 'locatie')
      .flatMap(({ naam }) => [veldnamen.lat(naam), veldnamen.lon(naam)]),
    ...[
      eigenVelden.naam,
      eigenVelden.email,
      eigenVelden.telefoon,
      eigenVelden.namens,
      eigenVelden.voorkeurskanaal,
    ],
  ];
  return new Map(namen.flatMap((naam) => (velden.has(naam) ? [[naam, velden.get(naam)?.[0] ?? '']] : [])));
}

/** Words that fit an input better than those for a chat. */
function rephrase(vragen: readonly Vraag[], fout: Veldfout): Veldfout {
  const vraag = vragen.find(({ naam }) => naam === fout.veld);
  if (vraag?.soort === 'datum' && fout.tekst.startsWith('Vul een datum in'))
    return { ...fout, tekst: 'Vul een datum in die bestaat, zoals 27-11-2026.' };
  if (vraag?.soort === 'bestanden' && fout.tekst.startsWith('Vul dit veld in'))
    return { ...fout, tekst: 'Voeg een bestand toe.' };
  return fout;
}

/** In the order of the page; one text once. */
function orderFouten(vragen: readonly Vraag[], fouten: Veldfout[]): Veldfout[] {
  const place = ({ veld }: Veldfout): number => {
    const index = vragen.findIndex(({ naam }) => naam === veld);
    return veld === '' ? -1 : index === -1 ? vragen.length : index;
  };
  return [...fouten].sort((a, b) => place(a) - place(b));
}
