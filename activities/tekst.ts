import type { Keuze } from '../domein/bericht.ts';
import type { Kanaal } from '../domein/kanaal.ts';
import { formatDatum } from '../domein/termijn.ts';
import { type Antwoorden, isVisible, listVragen, type Vraag } from '../domein/vraag.ts';
import type { Berichtonderwerp } from '../registers/berichten/onderwerp.ts';
import { type Gerenderd, renderSjabloon } from '../registers/sjablonen/render.ts';
import { readToelichting } from '../registers/taken/toelichting.ts';
import type { Verzendopdracht } from './contract.ts';
import type { Omgeving } from './omgeving.ts';
import { dialoogvragen } from './uitvraag.ts';

/** Makes the text of one message: template, codes from the workflow, and what the registers know. */
export async function composeTekst(
  omgeving: Omgeving,
  over: Berichtonderwerp,
  opdracht: Verzendopdracht,
  kanaal: Kanaal,
): Promise<Gerenderd & { keuzes?: Keuze[] }> {
  const { processen, instellingen, bewijs } = omgeving;
  const { uiterlijk, resultaat, veld, product, ...codes } = opdracht.waarden ?? {};
  const proces = processen.get(over.verzoek?.product ?? '');
  const vraag = veld ? findDialoogvraag(omgeving, String(product), String(veld)) : undefined;
  const values = {
    ...codes,
    email: kanaal === 'email',
    gemeente: instellingen.gemeenteNaam,
    gemeenteMail: instellingen.gemeenteMail,
    kenmerk: over.kenmerk,
    dienst: proces?.dienst ?? 'uw vraag',
    link: `${instellingen.url}/verzoek?t=${bewijs.sign(over.kenmerk, 'link')}`,
    ...(uiterlijk ? { uiterlijk: formatDatum(Number(uiterlijk)) } : {}),
    ...(resultaat ? { resultaat: proces?.resultaten[String(resultaat)] ?? String(resultaat) } : {}),
    ...(over.verzoek ? await readVerzoektekst(omgeving, over, opdracht.soort) : {}),
    ...(vraag ? { ...vraag, ...(await readFout(omgeving, over, opdracht)) } : {}),
  };
  const keuzes = vraag
    ? keuzesOf(vraag)
    : ['welkom', 'menu', 'gesprek-afgesloten'].includes(opdracht.sjabloon)
      ? menuOf(omgeving)
      : undefined;
  return { ...renderSjabloon(opdracht.sjabloon, values), ...(keuzes ? { keuzes } : {}) };
}

function findDialoogvraag({ processen }: Omgeving, product: string, veld: string): Vraag | undefined {
  const proces = processen.get(product);
  return proces && dialoogvragen(proces).find((candidate) => candidate.naam === veld);
}

/** What the medewerker wrote for the klant, what is still missing, and which verzoek came before. */
async function readVerzoektekst(
  { db, processen }: Omgeving,
  over: Berichtonderwerp,
  soort: Verzendopdracht['soort'],
): Promise<object> {
  const verzoek = over.verzoek!;
  if (soort === 'ontvangstbevestiging') {
    const { gegevens } = await db
      .selectFrom('verzoek')
      .select('gegevens')
      .where('id', '=', verzoek.id)
      .executeTakeFirstOrThrow();
    const proces = processen.get(verzoek.product);
    const missing = proces ? listMissing(listVragen(proces.gegevens), gegevens) : [];
    const voorganger = verzoek.voorgangerId
      ? await db
          .selectFrom('verzoek')
          .select('kenmerk')
          .where('id', '=', verzoek.voorgangerId)
          .executeTakeFirst()
      : undefined;
    return {
      ...(missing.length ? { ontbreekt: missing } : {}),
      ...(voorganger ? { voorganger: voorganger.kenmerk } : {}),
    };
  }
  if (soort !== 'afronding' && soort !== 'vraag' && soort !== 'herinnering') return {};
  const toelichting = await readToelichting(db, verzoek.id);
  return toelichting ? { toelichting } : {};
}

function listMissing(vragen: Vraag[], gegevens: Antwoorden): string[] {
  return vragen
    .filter((vraag) => vraag.verplicht && isVisible(vraag, gegevens) && gegevens[vraag.naam] === undefined)
    .map(({ vraag }) => vraag);
}

async function readFout(
  { db }: Omgeving,
  over: Berichtonderwerp,
  opdracht: Verzendopdracht,
): Promise<object> {
  if (opdracht.sjabloon !== 'uitvraag-fout') return {};
  const row = await db
    .selectFrom('uitvraag')
    .select('antwoorden')
    .where('interactie_id', '=', over.interactieId)
    .executeTakeFirst();
  return { fout: row?.antwoorden.fout$ };
}

function keuzesOf(vraag: Vraag): Keuze[] | undefined {
  const skip = vraag.verplicht ? [] : [{ code: 'overslaan', tekst: 'Overslaan' }];
  if (vraag.opties) return [...vraag.opties, ...skip];
  if (vraag.soort === 'ja-nee') return [{ code: 'ja', tekst: 'Ja' }, { code: 'nee', tekst: 'Nee' }, ...skip];
  return skip.length > 0 ? skip : undefined;
}

function menuOf({ processen }: Omgeving): Keuze[] {
  return [
    ...[...processen.values()]
      .filter((proces) => !proces.kanalen || proces.kanalen.includes('chat'))
      .map((proces) => ({ code: `product:${proces.code}`, tekst: proces.dienst })),
    { code: 'medewerker', tekst: 'Medewerker spreken' },
  ];
}
