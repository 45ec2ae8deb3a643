import { z } from 'zod';
import type { VerzoekStart } from '../../domein/opdracht.ts';
import { proces } from '../../domein/proces.ts';
import { weken, werkdagen } from '../../domein/termijn.ts';
import { runVerzoek } from '../../workflows/engine/verzoek.ts';

/** Processes that exist to test the engine: bundled like the real ones, from this file. */

const gegevens = z.object({ soort: z.enum(['a', 'b']).meta({ vraag: 'Soort?' }) });
const oordeel = z.object({ resultaat: z.enum(['goed', 'fout']).meta({ vraag: 'Resultaat?' }) });
const vast = {
  dienst: 'Test',
  serviceformule: 'toezicht',
  versie: 1,
  identificatie: 'niet-nodig',
  gegevens,
  resultaten: {},
} as const;

/** Two tasks and a question at the same time, then the outcome of all three. */
const naastElkaar = proces({
  ...vast,
  code: 'naast-elkaar',
  taken: { links: oordeel, rechts: oordeel },
  async verloop(verzoek) {
    await verzoek.bevestigOntvangst();
    const [links, rechts, antwoord] = await Promise.all([
      verzoek.taak('links', { vaardigheid: 'x', binnen: werkdagen(5) }),
      verzoek.taak('rechts', { vaardigheid: 'x', binnen: werkdagen(5) }),
      verzoek.vraagKlant('aanvulling', { uiterlijk: weken(8) }),
    ]);
    await verzoek.rondAf({ resultaat: `${links.resultaat}-${rechts.resultaat}-${antwoord.beantwoord}` });
  },
});

/** As released first, and as changed later: an act was added before the end, behind a version mark. */
const versie = (nieuw: boolean) =>
  proces({
    ...vast,
    code: 'gewijzigd',
    taken: { een: oordeel, twee: oordeel },
    async verloop(verzoek) {
      await verzoek.bevestigOntvangst();
      if (nieuw && verzoek.wijziging('eerst-informeren')) await verzoek.informeer('begonnen');
      await verzoek.taak('een', { vaardigheid: 'x', binnen: werkdagen(5) });
      await verzoek.taak('twee', { vaardigheid: 'x', binnen: werkdagen(5) });
      if (nieuw && verzoek.wijziging('ook-na-afloop')) await verzoek.informeer('bijna-klaar');
      await verzoek.rondAf({ resultaat: 'klaar' });
    },
  });

/** Two acts of one name at once, without a sleutel: a mistake that must be told. */
const dubbel = proces({
  ...vast,
  code: 'dubbel',
  taken: { een: oordeel },
  async verloop(verzoek) {
    await Promise.all([
      verzoek.wachtOp('sein', { uiterlijk: weken(1) }),
      verzoek.wachtOp('sein', { uiterlijk: weken(1) }),
    ]);
  },
});

/** An event from outside, or its deadline. */
const sein = proces({
  ...vast,
  code: 'sein',
  async verloop(verzoek) {
    const gebeurtenis = await verzoek.wachtOp('betaald', { uiterlijk: weken(1) });
    await verzoek.rondAf({
      resultaat: gebeurtenis.ontvangen ? `betaald-${gebeurtenis.waarde}` : 'niet-betaald',
    });
  },
});

/** Every act on a zaak, with a wait in between. */
const zaak = proces({
  ...vast,
  code: 'met-zaak',
  async verloop(verzoek) {
    const { zaaknummer } = await verzoek.openZaak({ zaaktype: 'een-ander-zaaktype' });
    await verzoek.status('In behandeling');
    await Promise.all([
      verzoek.besluit('Vergunning', { sleutel: 'a', ingangsdatum: '2026-12-01', vervaldatum: '2027-12-01' }),
      verzoek.besluit('Vergunning', { sleutel: 'b' }),
    ]);
    const gebeurtenis = await verzoek.wachtOp('betaald', { uiterlijk: weken(1) });
    await verzoek.documenten();
    await verzoek.status('In behandeling');
    await verzoek.resultaat('Verleend');
    await verzoek.rondAf({ resultaat: `${zaaknummer} ${gebeurtenis.ontvangen}` });
  },
});

export const runZaak = (start: VerzoekStart): Promise<void> => runVerzoek(zaak, start);
export const runNaastElkaar = (start: VerzoekStart): Promise<void> => runVerzoek(naastElkaar, start);
export const runDubbel = (start: VerzoekStart): Promise<void> => runVerzoek(dubbel, start);
export const runSein = (start: VerzoekStart): Promise<void> => runVerzoek(sein, start);
/** The kenmerk says which release runs it: a marker in the journal of the first run means that the release came later. */
export const runGewijzigd = (start: VerzoekStart): Promise<void> =>
  runVerzoek(versie(start.toestand !== undefined || start.kenmerk.endsWith('NIEUW')), start);
