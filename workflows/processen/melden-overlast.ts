import { z } from 'zod';
import { proces } from '../../domein/proces.ts';
import { dagen, weken, werkdagen } from '../../domein/termijn.ts';
import { adresOfPunt, fotos } from '../../domein/vraag.ts';

const soorten = {
  afval: 'Afval op straat',
  geluid: 'Geluid',
  licht: 'Kapotte straatlamp',
  groen: 'Bomen en planten',
  anders: 'Iets anders',
};

/** Melden overlast (Bijlage 4, row 1). */
export const meldenOverlast = proces({
  code: 'melden-overlast',
  dienst: 'Melden overlast',
  serviceformule: 'toezicht',
  versie: 2,
  identificatie: 'niet-nodig',
  trefwoorden: ['overlast', 'melding openbare ruimte'],
  naAfsluiting: 'heropen',
  gegevens: z.object({
    soort: z
      .enum(['afval', 'geluid', 'licht', 'groen', 'anders'])
      .meta({ vraag: 'Waar gaat uw melding over?', opties: soorten }),
    moment: z
      .enum(['overdag', 'avond', 'nacht'])
      .optional()
      .meta({
        vraag: 'Wanneer hoort u het geluid?',
        als: { veld: 'soort', is: ['geluid'] },
        opties: { overdag: 'Overdag', avond: "'s Avonds", nacht: "'s Nachts" },
      }),
    gevaarlijk: z.boolean().meta({ vraag: 'Is het gevaarlijk?', hulp: 'Bel bij direct gevaar 112.' }),
    locatie: adresOfPunt.meta({
      soort: 'locatie',
      vraag: 'Waar is het?',
      hulp: 'Straat en huisnummer, of een plek die wij kunnen vinden.',
    }),
    toelichting: z.string().trim().min(3).max(2000).meta({ vraag: 'Wat is er aan de hand?' }),
    fotos: fotos.meta({
      soort: 'bestanden',
      vraag: "Heeft u foto's?",
      hulp: 'Hoogstens 10 bestanden van 25 MB.',
    }),
  }),
  taken: {
    beoordelen: z.object({
      meerNodig: z.boolean().meta({ vraag: 'Moeten wij de klant nog iets vragen?' }),
      resultaat: z
        .enum(['opgelost', 'doorgezet', 'niet-voor-ons'])
        .optional()
        .meta({
          vraag: 'Wat is het resultaat?',
          als: { veld: 'meerNodig', is: [false] },
          opties: {
            opgelost: 'Opgelost',
            doorgezet: 'Doorgezet naar de aannemer',
            'niet-voor-ons': 'Niet voor de gemeente',
          },
        }),
      toelichting: z.string().max(2000).optional().meta({ vraag: 'Wat moet de klant weten of aanvullen?' }),
    }),
  },
  resultaten: {
    opgelost: 'Wij hebben het opgelost.',
    doorgezet: 'Onze aannemer gaat ermee aan de slag.',
    'niet-voor-ons': 'De gemeente kan hier niets aan doen.',
    'niet-aangevuld': 'Wij kregen geen antwoord op onze vraag. Daarom sluiten wij de melding.',
  },
  async verloop(verzoek) {
    await verzoek.bevestigOntvangst({ binnen: werkdagen(2) });
    // Meldingen of version 1 have no zaak.
    const metZaak = verzoek.wijziging('met-zaak');
    if (metZaak) await verzoek.openZaak();
    for (;;) {
      const prioriteit = verzoek.gegevens.gevaarlijk ? 1 : 3;
      const oordeel = await verzoek.taak('beoordelen', {
        vaardigheid: 'openbare-ruimte',
        binnen: werkdagen(2),
        prioriteit,
      });
      if (!oordeel.meerNodig) return verzoek.rondAf({ resultaat: oordeel.resultaat ?? 'opgelost' });
      if (metZaak) await verzoek.status('Wacht op aanvulling');
      const aanvulling = await verzoek.vraagKlant('aanvulling', { uiterlijk: weken(2), herinner: dagen(7) });
      if (!aanvulling.beantwoord) return verzoek.rondAf({ resultaat: 'niet-aangevuld' });
      if (metZaak) await verzoek.status('In behandeling');
    }
  },
});
