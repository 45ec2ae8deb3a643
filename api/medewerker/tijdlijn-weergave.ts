import { eigenschappenOf, type Kanaal, kanalen } from '../../domein/kanaal.ts';
import type { Berichtregel, Tijdlijnregel } from '../../registers/tijdlijn/tijdlijn.ts';
import type { TijdlijnWeergave } from './contract.ts';
import { kanaalnaam } from './weergave.ts';

const afleverteksten: Partial<Record<Berichtregel['status'], string>> = {
  te_verzenden: 'Wordt verzonden',
  verzonden: 'Verzonden',
  onderweg: 'Onderweg',
  afgeleverd: 'Afgeleverd',
  mislukt: 'Niet aangekomen',
};

const sessieteksten: Record<string, string> = {
  aangekomen: 'De klant kwam in het gesprek',
  'gaat-over': 'De telefoon gaat over',
  aanwezig: 'De klant is er weer',
  vertrokken: 'De klant verliet het gesprek',
  opgenomen: 'Het gesprek is opgenomen',
  gelezen: 'De klant heeft het gelezen',
};

const berichtteksten: Partial<Record<Berichtregel['soort'], string>> = {
  intrekken: 'De klant wil het verzoek intrekken.',
  kanaalwissel: 'De klant wil verder via een ander kanaal.',
};

const gebeurtenisteksten: Record<string, (gegevens: Record<string, unknown>) => string> = {
  'taak-genomen': () => 'Heeft het werk opgepakt',
  'taak-teruggegeven': () => 'Heeft het werk teruggegeven',
  'taak-afgerond': () => 'Heeft het werk afgerond',
  'taak-te-laat': () => 'De afgesproken tijd is voorbij',
  'gesprek-afgesloten': () => 'Het gesprek is afgesloten',
  'niet-bereikt': () => 'Een bericht kon op geen enkel kanaal worden bezorgd',
  geopend: () => 'Het verzoek is geopend',
  'zaak-geopend': ({ zaaknummer, status }) => `Zaak ${zaaknummer} is geopend: ${status}`,
  'zaak-status': ({ status }) => `De zaak heeft een nieuwe status: ${status}`,
  'zaak-resultaat': ({ resultaat }) => `De zaak heeft een resultaat: ${resultaat}`,
  'zaak-besluit': () => 'In de zaak is een besluit vastgelegd',
  'zaak-gesloten': ({ resultaat }) => `De zaak is gesloten: ${resultaat}`,
  'zaak-wacht': ({ veld }) =>
    `Het zaakregister neemt de zaak nog niet aan (${veld}). De beheerder ziet dit; het gaat daarna vanzelf verder`,
  kanaalwissel: ({ naar }) =>
    typeof naar === 'string' && naar in kanalen
      ? `Het gesprek gaat verder via ${eigenschappenOf(naar as Kanaal).naam}`
      : 'Het gesprek gaat verder via een ander kanaal',
};

function describeGebeurtenis(soort: string, gegevens: Record<string, unknown>): string {
  const words = soort.replace(/[-_]/g, ' ');
  return gebeurtenisteksten[soort]?.(gegevens) ?? words.charAt(0).toUpperCase() + words.slice(1);
}

function describeBericht(regel: Berichtregel): string {
  if (regel.tekst) return regel.tekst;
  if (regel.gegevens) return 'De klant vulde het formulier in.';
  return berichtteksten[regel.soort] ?? (regel.keuze ? `Keuze: ${regel.keuze}` : '');
}

/** One line of the timeline for people. @param namen names of colleagues by pseudonym */
export function showTijdlijnregel(
  regel: Tijdlijnregel,
  namen: ReadonlyMap<string, string>,
): TijdlijnWeergave {
  const colleague = regel.medewerker && (namen.get(regel.medewerker) ?? 'Een collega');
  const basis = { id: regel.id, op: regel.op.toISOString() };
  if (regel.regel === 'gebeurtenis')
    return {
      ...basis,
      regel: 'gebeurtenis',
      wie: colleague ?? 'Automatisch',
      tekst: describeGebeurtenis(regel.soort, regel.gegevens),
    };
  if (regel.regel === 'klantcontact')
    return {
      ...basis,
      regel: 'klantcontact',
      wie: colleague ?? 'Klant',
      kanaal: kanaalnaam(regel.kanaal),
      onderwerp: regel.onderwerp,
      tekst: regel.gelukt === false ? `Contact is niet gelukt. ${regel.tekst}`.trim() : regel.tekst,
    };
  if (regel.soort === 'sessie')
    return {
      ...basis,
      regel: 'gebeurtenis',
      wie: 'Klant',
      tekst: sessieteksten[regel.keuze ?? ''] ?? 'Er veranderde iets in het gesprek',
    };
  return {
    ...basis,
    regel: 'bericht',
    wie: regel.van === 'klant' ? 'Klant' : (colleague ?? 'Automatisch bericht'),
    van: regel.van,
    kanaal: kanaalnaam(regel.kanaal),
    // Lines of a live conversation have a subject only for the kanalen that they might go on in.
    onderwerp: eigenschappenOf(regel.kanaal).live ? null : regel.onderwerp,
    tekst: describeBericht(regel),
    bijlagen: regel.bijlagen.map(({ id, naam, grootte }) => ({ id, naam, grootte })),
    aflevering:
      regel.richting === 'uit'
        ? { status: regel.status, tekst: afleverteksten[regel.status] ?? regel.status }
        : null,
  };
}
