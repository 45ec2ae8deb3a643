import type { RequestHandler } from 'express';
import { z } from 'zod';
import { listVragen } from '../../domein/vraag.ts';
import { notFound } from '../../platform/problem.ts';
import { appOf } from './auth.ts';
import type { Werkomgeving } from './omgeving.ts';
import { listOpen } from './producten.ts';

const product = z.object({
  code: z.string().meta({ description: 'Geef dit mee als `product` van een bericht.' }),
  dienst: z.string(),
  identificatie: z.enum(['niet-nodig', 'mogelijk', 'laag', 'substantieel', 'hoog']),
});

export const procesLijst = z
  .object({ processen: z.array(product.meta({ id: 'Proces' })) })
  .meta({ id: 'Processen' });

export const procesSchema = product
  .extend({
    vragen: z.array(
      z
        .object({
          naam: z.string().meta({ description: 'Naam van het antwoord in `inhoud.gegevens`.' }),
          soort: z.enum([
            'keuze',
            'ja-nee',
            'tekst',
            'lange-tekst',
            'getal',
            'datum',
            'locatie',
            'bestanden',
            'email',
            'telefoon',
          ]),
          vraag: z.string(),
          hulp: z.string().optional(),
          verplicht: z.boolean(),
          opties: z.array(z.object({ code: z.string(), tekst: z.string() })).optional(),
          maximum: z.number().int().optional().meta({ description: 'Meeste tekens.' }),
          als: z
            .object({ veld: z.string(), is: z.array(z.union([z.string(), z.boolean()])) })
            .optional()
            .meta({ description: 'Alleen vragen als een eerder antwoord een van deze is.' }),
        })
        .meta({ id: 'Vraag' }),
    ),
  })
  .meta({ id: 'ProcesMetVragen' });

/** The products that may start over the kanaal of this app. */
export function getProcessen({ processen }: Werkomgeving): RequestHandler {
  return (req, res) => {
    res.json({
      processen: listOpen(processen, appOf(req).kanaal).map(({ code, dienst, identificatie }) => ({
        code,
        dienst,
        identificatie,
      })),
    });
  };
}

/** One product with its questions, so that an app can ask them itself. */
export function getProces({ processen }: Werkomgeving): RequestHandler {
  return (req, res) => {
    const proces = listOpen(processen, appOf(req).kanaal).find(({ code }) => code === req.params.code);
    if (!proces) throw notFound('There is no such product on this kanaal.');
    const { code, dienst, identificatie, gegevens } = proces;
    res.json({ code, dienst, identificatie, vragen: listVragen(gegevens) });
  };
}
