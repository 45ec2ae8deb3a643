import { eigenschappenOf, type Kanaal } from '../../domein/kanaal.ts';
import type { AnyProces } from '../../domein/proces.ts';
import { type Antwoorden, listVragen, type Vraag } from '../../domein/vraag.ts';
import type { Werk } from '../../registers/taken/werk.ts';
import type { Klantbeeld, Verzoekinhoud, Verzoekregel } from '../../registers/tijdlijn/dossier.ts';
import type {
  Kanaalnaam,
  KlantWeergave,
  VerzoekregelWeergave,
  VerzoekWeergave,
  Vraagantwoord,
  WerkWeergave,
} from './contract.ts';

/** Register rows as the front end gets them: names for people beside codes. */

export type Processen = ReadonlyMap<string, AnyProces>;

export const kanaalnaam = (kanaal: Kanaal): Kanaalnaam => ({
  code: kanaal,
  naam: eigenschappenOf(kanaal).naam,
});

const iso = (moment: Date | null): string | null => moment?.toISOString() ?? null;

const humanize = (code: string): string => {
  const words = code
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_]/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export function dienstOf(processen: Processen, product: string | null): string {
  return product ? (processen.get(product)?.dienst ?? humanize(product)) : 'Vraag van een klant';
}

/** @param namen names of colleagues by pseudonym; @param ik pseudonym of whoever looks */
export function showWerk(
  werk: Werk,
  processen: Processen,
  namen: ReadonlyMap<string, string>,
  ik: string,
  nu: Date,
): WerkWeergave {
  const expired = werk.status === 'in_behandeling' && werk.geclaimdTot !== null && werk.geclaimdTot < nu;
  const mine = werk.medewerker === ik && werk.status === 'in_behandeling';
  const taken = werk.medewerker !== null && (mine || !expired);
  return {
    id: werk.id,
    soort: werk.soort,
    titel: humanize(werk.naam),
    dienst: dienstOf(processen, werk.product),
    kanaal: werk.kanaal && kanaalnaam(werk.kanaal),
    kenmerk: werk.kenmerk,
    vaardigheid: werk.vaardigheid,
    prioriteit: werk.prioriteit,
    uiterlijk: werk.uiterlijk.toISOString(),
    wachtSinds: werk.wachtSinds.toISOString(),
    teLaat: werk.teLaat,
    status: expired && !mine ? 'open' : werk.status,
    bezit: taken ? (werk.medewerker === ik ? 'u' : 'ander') : 'niemand',
    door: taken ? (namen.get(werk.medewerker!) ?? 'Een collega') : null,
    nieuwBericht: werk.nieuwBerichtOp !== null && ['open', 'in_behandeling'].includes(werk.status),
  };
}

/** The questions of the form of a task; empty for work without a form. */
export function vragenOf(processen: Processen, werk: Werk): Vraag[] {
  const schema = taakSchema(processen, werk);
  return schema ? listVragen(schema) : [];
}

/** The form of a task, where its process has one. */
export function taakSchema(processen: Processen, werk: Werk) {
  if (werk.soort !== 'taak' || !werk.product) return undefined;
  return (processen.get(werk.product) as AnyProces | undefined)?.taken[werk.naam] as
    | Parameters<typeof listVragen>[0]
    | undefined;
}

function describeAntwoord(vraag: Vraag, waarde: unknown): string {
  if (typeof waarde === 'boolean') return waarde ? 'Ja' : 'Nee';
  if (vraag.soort === 'keuze')
    return vraag.opties?.find(({ code }) => code === waarde)?.tekst ?? String(waarde);
  if (vraag.soort === 'locatie') return (waarde as { omschrijving?: string }).omschrijving ?? '';
  if (vraag.soort === 'bestanden') return `${(waarde as unknown[]).length} bestanden`;
  if (vraag.soort === 'datum')
    return new Date(String(waarde)).toLocaleDateString('nl-NL', { timeZone: 'UTC' });
  return String(waarde);
}

/** Answers beside their questions, in the order of the form; what was not answered is left out. */
export function showAntwoorden(vragen: Vraag[], antwoorden: Antwoorden): Vraagantwoord[] {
  return vragen
    .filter(({ naam }) => antwoorden[naam] !== undefined && antwoorden[naam] !== null)
    .map((vraag) => ({ vraag: vraag.vraag, antwoord: describeAntwoord(vraag, antwoorden[vraag.naam]) }));
}

const statusnamen: Record<string, string> = {
  ontvangen: 'Ontvangen',
  in_behandeling: 'In behandeling',
  afgehandeld: 'Afgehandeld',
  afgewezen: 'Afgewezen',
  ingetrokken: 'Ingetrokken',
};

export function showVerzoekregel(verzoek: Verzoekregel, processen: Processen): VerzoekregelWeergave {
  return {
    kenmerk: verzoek.kenmerk,
    dienst: dienstOf(processen, verzoek.product),
    status: statusnamen[verzoek.status] ?? verzoek.status,
    registratiedatum: verzoek.registratiedatum.toISOString(),
    uiterlijk: iso(verzoek.uiterlijk),
  };
}

export function showVerzoek(verzoek: Verzoekinhoud, processen: Processen): VerzoekWeergave {
  const proces = processen.get(verzoek.product);
  return {
    ...showVerzoekregel(verzoek, processen),
    resultaat: verzoek.resultaat && (proces?.resultaten[verzoek.resultaat] ?? humanize(verzoek.resultaat)),
    voorganger: verzoek.voorganger,
    zaak: verzoek.zaak,
    antwoorden: [
      ...(proces ? showAntwoorden(listVragen(proces.gegevens), verzoek.gegevens) : []),
      ...(verzoek.tekst ? [{ vraag: 'Eigen woorden van de klant', antwoord: verzoek.tekst }] : []),
    ],
  };
}

const herkenning: Record<string, string> = {
  laag: 'Bekend, niveau laag',
  substantieel: 'Bekend, niveau substantieel',
  hoog: 'Bekend, niveau hoog',
};

export function showKlant(klant: Klantbeeld, processen: Processen): KlantWeergave {
  return {
    naam: klant.naam,
    adressen: klant.adressen,
    voorkeurskanaal: klant.voorkeurskanaal && eigenschappenOf(klant.voorkeurskanaal).naam,
    herkend: herkenning[klant.identificatieNiveau ?? ''] ?? 'Niet vastgesteld wie dit is',
    betrokkenen: klant.betrokkenen,
    andereVerzoeken: klant.andereVerzoeken.map((verzoek) => showVerzoekregel(verzoek, processen)),
  };
}
