import { sql } from 'kysely';
import type { Regel } from '../../kader/regel.ts';
import { namenPassen } from './kenmerknamen.ts';

interface Filtergroep {
  naam: string;
  filters: Record<string, string>;
}

/** An abonnement names kanalen that exist, and filters that they have (Notificaties 1.0, abonnement_create). */
export const nrcKanalen: Regel = async ({ tx, actie, nieuw, gegeven, fout }) => {
  if (actie === 'destroy') return;
  // The standard asks for kanalen; who takes CloudEvents of others only (Open Notificaties) has none.
  if (actie !== 'partial_update' && !gegeven.has('kanalen') && !gegeven.has('cloudeventFilters'))
    fout('kanalen', 'required', 'Dit veld is vereist.');
  const groepen = nieuw.kanalen as Filtergroep[];
  const namen = groepen.map((groep) => groep.naam);
  const bekend = await tx.alle<{ naam: string; filters: string[] | null }>(
    sql`SELECT naam, gegevens->'filters' AS filters FROM kanaal WHERE naam = ANY(${namen}::text[])`,
  );
  for (const [index, groep] of groepen.entries()) {
    const gevonden = bekend.find((een) => een.naam === groep.naam);
    if (!gevonden) fout(`kanalen.${index}.naam`, 'kanaal_naam', 'Dit kanaal bestaat niet.');
    else if (!namenPassen(gevonden.filters ?? [], Object.keys(groep.filters)))
      fout(
        `kanalen.${index}.filters`,
        'inconsistent-abonnement-filters',
        'Dit kanaal kent niet al deze filters.',
      );
  }
};
