import { z } from 'zod';
import { proces } from '../../domein/proces.ts';
import { werkdagen } from '../../domein/termijn.ts';

/** Algemene vraag (Bijlage 4, row 5): somebody answers, and that is that. */
export const algemeneVraag = proces({
  code: 'algemene-vraag',
  dienst: 'Een vraag stellen',
  serviceformule: 'snelservice',
  versie: 1,
  identificatie: 'niet-nodig',
  naAfsluiting: 'nieuw',
  gegevens: z.object({
    vraag: z.string().trim().min(3).max(5000).meta({ vraag: 'Wat is uw vraag?' }),
  }),
  taken: {
    beantwoorden: z.object({
      resultaat: z.enum(['beantwoord', 'doorverwezen']).meta({
        vraag: 'Wat is het resultaat?',
        opties: { beantwoord: 'Beantwoord', doorverwezen: 'Doorverwezen' },
      }),
      toelichting: z.string().trim().min(1).max(10_000).meta({ vraag: 'Uw antwoord aan de klant' }),
    }),
  },
  resultaten: {
    beantwoord: 'Dit is ons antwoord.',
    doorverwezen: 'U kunt met deze vraag bij een andere organisatie terecht.',
  },
  async verloop(verzoek) {
    await verzoek.bevestigOntvangst({ binnen: werkdagen(3) });
    const antwoord = await verzoek.taak('beantwoorden', {
      vaardigheid: 'klantcontact',
      binnen: werkdagen(3),
    });
    await verzoek.rondAf({ resultaat: antwoord.resultaat ?? 'beantwoord' });
  },
});
