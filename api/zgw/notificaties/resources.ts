import { sql } from 'kysely';
import { z } from 'zod';
import { opTekst } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { adres, lijstVan, tekst, veld } from '../../kit/veld.ts';

const consumeren = ['notificaties.consumeren'];
const publiceren = ['notificaties.publiceren'];
const beide = [...publiceren, ...consumeren];
const filtergroep = z.object({
  naam: z.string().min(1),
  filters: z.record(z.string(), z.string()).default({}),
});

/** A subject on which notifications are published, and the characteristics by which they can be filtered. */
export const kanaal = resource({
  naam: 'kanaal',
  pad: 'kanaal',
  tabel: 'kanaal',
  velden: {
    naam: tekst({ max: 50, verplicht: true, in: 'naam' }),
    documentatieLink: adres({ max: 200, adressen: false }),
    filters: lijstVan(z.string().min(1).max(100)),
  },
  filters: { naam: opTekst('naam') },
  volgorde: sql`t.uuid`,
  pagina: false,
  operaties: new Set(['list', 'read', 'create', 'update', 'partial_update'] as const),
  scopes: { lezen: beide, create: publiceren, update: publiceren, destroy: publiceren },
  regels: [
    async ({ tx, nieuw, uuid, fout }) => {
      const ander = await tx.een(
        sql`SELECT 1 FROM kanaal WHERE naam = ${nieuw.naam} AND uuid <> ${uuid}::uuid`,
      );
      if (ander) fout('naam', 'unique', 'Er is al een kanaal met deze naam.');
    },
  ],
});

/** Who gets which notifications, and where. */
export const abonnement = resource({
  naam: 'abonnement',
  pad: 'abonnement',
  tabel: 'abonnement',
  velden: {
    callbackUrl: adres({ verplicht: true, in: 'callback_url', adressen: false }),
    auth: tekst({ max: 1_000, verplicht: true }),
    kanalen: veld(z.array(filtergroep), { verplicht: true, standaard: [] }),
  },
  volgorde: sql`t.uuid`,
  pagina: false,
  scopes: { lezen: beide, create: consumeren, update: consumeren, destroy: consumeren },
  regels: [
    async ({ tx, actie, nieuw, fout }) => {
      if (actie === 'destroy') return;
      const namen = (nieuw.kanalen as { naam: string }[]).map((groep) => groep.naam);
      const bekend = await tx.alle<{ naam: string; filters: string[] | null }>(
        sql`SELECT naam, gegevens->'filters' AS filters FROM kanaal WHERE naam = ANY(${namen}::text[])`,
      );
      for (const [index, groep] of (nieuw.kanalen as z.infer<typeof filtergroep>[]).entries()) {
        const gevonden = bekend.find((een) => een.naam === groep.naam);
        if (!gevonden) fout(`kanalen.${index}.naam`, 'kanaal_naam', 'Dit kanaal bestaat niet.');
        else if (Object.keys(groep.filters).some((naam) => !(gevonden.filters ?? []).includes(naam)))
          fout(`kanalen.${index}.filters`, 'inconsistent-filters', 'Dit kanaal kent niet al deze filters.');
      }
    },
  ],
});
