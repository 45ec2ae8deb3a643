import { z } from 'zod';
import { proces } from '../../domein/proces.ts';
import { weken, werkdagen } from '../../domein/termijn.ts';

export const boomPlanten = proces({
  code: 'boom-planten',
  dienst: 'Een boom in de straat',
  serviceformule: 'ontwikkel',
  versie: 1,
  identificatie: 'niet-nodig',
  gegevens: z.object({
    boom: z.enum(['linde', 'esdoorn']).meta({ vraag: 'Welke boom wilt u?' }),
    aantal: z.number().int().min(1).max(5).meta({ vraag: 'Hoeveel bomen?' }),
    plek: z.string().min(3).max(500).meta({ vraag: 'Waar moet de boom komen?' }),
  }),
  taken: {
    plannen: z.object({ lukt: z.boolean().meta({ vraag: 'Kan de boom hier groeien?' }) }),
  },
  resultaten: {
    gepland: 'Wij planten de boom in het najaar.',
    'geen-plek': 'Op deze plek kan geen boom groeien.',
  },
  async verloop(verzoek) {
    await verzoek.bevestigOntvangst({ binnen: weken(3) });
    const plan = await verzoek.taak('plannen', { vaardigheid: 'openbare-ruimte', binnen: werkdagen(10) });
    await verzoek.rondAf({ resultaat: plan.lukt ? 'gepland' : 'geen-plek' });
  },
});
