import { sql } from 'kysely';
import { z } from 'zod';
import { bijSchrijven } from '../../../registers/kader/alleen-bij.ts';
import type { Waarden } from '../../../registers/kader/vraagbaak.ts';
import { ac001 } from '../../../registers/zgw/autorisaties/ac-001.ts';
import { ac002 } from '../../../registers/zgw/autorisaties/ac-002.ts';
import { ac003 } from '../../../registers/zgw/autorisaties/ac-003.ts';
import { vertrouwelijkheden } from '../../../registers/zgw/vertrouwelijkheid.ts';
import { opReeks } from '../../kit/filter.ts';
import { resource } from '../../kit/resource.ts';
import { jaNee, lijstVan, tekst, veld } from '../../kit/veld.ts';
import { webadres } from '../../kit/waarde.ts';

/** Components, by the names of the standard. */
const componenten = {
  ac: 'Autorisaties API',
  nrc: 'Notificaties API',
  zrc: 'Zaken API',
  ztc: 'Catalogi API',
  drc: 'Documenten API',
  brc: 'Besluiten API',
} as const;
type Component = keyof typeof componenten;

const typeUrl = z.union([webadres(1_000), z.literal('')]).optional();
const autorisatie = z.object({
  component: z.enum(Object.keys(componenten) as [Component]),
  scopes: z.array(z.string().min(1).max(100)),
  zaaktype: typeUrl,
  informatieobjecttype: typeUrl,
  besluittype: typeUrl,
  maxVertrouwelijkheidaanduiding: z.union([z.enum(vertrouwelijkheden), z.literal('')]).optional(),
});

const metWeergave = ({ component, ...rest }: Waarden): Waarden => ({
  component,
  componentWeergave: componenten[component as Component],
  ...rest,
});

/** An application that may call us, with its rights. */
export const applicatie = resource({
  naam: 'applicatie',
  pad: 'applicaties',
  tabel: 'applicatie',
  velden: {
    clientIds: lijstVan(z.string().min(1).max(50), { verplicht: true, in: 'client_ids' }),
    label: tekst({ max: 100, verplicht: true }),
    heeftAlleAutorisaties: jaNee({ in: 'alles', standaard: false, nietLeeg: true }),
    alleenIsGereedVoorPublicatie: jaNee({ standaard: false, nietLeeg: true }),
    autorisaties: veld(z.array(autorisatie), {
      standaard: [],
      adressen: true,
      beeld: z.array(autorisatie.extend({ componentWeergave: z.string() })),
    }),
  },
  filters: {
    clientIds: opReeks(z.string(), (waarde) => sql`t.client_ids && ${waarde}::text[]`),
  },
  volgorde: sql`t.uuid`,
  scopes: {
    lezen: ['autorisaties.lezen'],
    create: ['autorisaties.bijwerken'],
    update: ['autorisaties.bijwerken'],
    destroy: ['autorisaties.bijwerken'],
  },
  regels: bijSchrijven(ac001, ac002, ac003),
  notificatie: { kanaal: 'autorisaties' },
  vorm: (beeld) => ({ ...beeld, autorisaties: (beeld.autorisaties as Waarden[]).map(metWeergave) }),
  weergave: (waarden) => String(waarden.label ?? ''),
});
