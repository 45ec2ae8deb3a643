import { z } from 'zod';
import { proces } from '../../domein/proces.ts';
import { adresOfPunt, fotos } from '../../domein/vraag.ts';

/** A process that nobody wrote a form for: one question of each kind, and a chain of conditions. */
export const alleSoorten = proces({
  code: 'alle-soorten',
  dienst: 'Alle soorten vragen',
  serviceformule: 'toezicht',
  versie: 1,
  identificatie: 'laag',
  gegevens: z.object({
    dier: z
      .enum(['hond', 'kat'])
      .meta({ vraag: 'Welk dier heeft u?', opties: { hond: 'Een hond', kat: 'Een kat' } }),
    penning: z
      .boolean()
      .optional()
      .meta({ vraag: 'Heeft de hond een penning?', als: { veld: 'dier', is: ['hond'] } }),
    nummer: z
      .string()
      .max(10)
      .optional()
      .meta({ vraag: 'Wat is het nummer van de penning?', als: { veld: 'penning', is: [true] } }),
    naam: z.string().trim().min(2).max(50).meta({ vraag: 'Hoe heet het dier?' }),
    verhaal: z.string().trim().max(300).optional().meta({ vraag: 'Vertel iets over het dier' }),
    gewicht: z.number().min(0).max(120).meta({ vraag: 'Hoeveel kilo weegt het dier?' }),
    geboren: z.iso.date().meta({ vraag: 'Wanneer is het dier geboren?' }),
    plaats: adresOfPunt.meta({ soort: 'locatie', vraag: 'Waar woont het dier?' }),
    mail: z.email().meta({ vraag: 'Wat is het e-mailadres van de dierenarts?' }),
    telefoon: z
      .string()
      .regex(/^0\d{9}$/)
      .meta({ vraag: 'Wat is het telefoonnummer van de dierenarts?', soort: 'telefoon' }),
    fotos: fotos.meta({ soort: 'bestanden', vraag: "Heeft u foto's van het dier?" }),
  }),
  resultaten: { klaar: 'Klaar.' },
  async verloop(verzoek) {
    await verzoek.rondAf({ resultaat: 'klaar' });
  },
});
