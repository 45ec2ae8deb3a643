import { sql } from 'kysely';
import type { Vraagbaak } from '../../../registers/kader/vraagbaak.ts';

const eigen: Record<string, string[]> = {
  zaken: ['bronorganisatie', 'zaaktype', 'zaaktype.catalogus', 'vertrouwelijkheidaanduiding'],
  documenten: [
    'bronorganisatie',
    'informatieobjecttype',
    'informatieobjecttype.catalogus',
    'vertrouwelijkheidaanduiding',
  ],
  besluiten: ['verantwoordelijkeOrganisatie', 'besluittype', 'besluittype.catalogus'],
  zaaktypen: ['catalogus'],
  besluittypen: ['catalogus'],
  informatieobjecttypen: ['catalogus'],
  autorisaties: [],
};

/** Our own registers publish on these. */
export async function zorgVoorKanalen(opslag: Vraagbaak): Promise<void> {
  for (const [naam, filters] of Object.entries(eigen))
    await opslag.doe(
      sql`INSERT INTO kanaal (naam, gegevens) VALUES (${naam}, ${JSON.stringify({ filters, documentatieLink: '' })}::jsonb) ON CONFLICT DO NOTHING`,
    );
}
