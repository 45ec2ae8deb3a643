import { sql } from 'kysely';
import { z } from 'zod';
import { opTekst } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { adres, lijstVan, tekst } from '../../kit/veld.ts';

export const consumeren = ['notificaties.consumeren'];
const publiceren = ['notificaties.publiceren'];
export const beide = [...publiceren, ...consumeren];
/** A subject on which notifications are published, and the characteristics by which they can be filtered. */
export const kanaal = resource({
  naam: 'kanaal',
  pad: 'kanaal',
  tabel: 'kanaal',
  velden: {
    naam: tekst({ max: 50, verplicht: true, in: 'naam', onveranderlijk: true }),
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
