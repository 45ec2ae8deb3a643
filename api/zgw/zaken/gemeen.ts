import { sql } from 'kysely';
import { z } from 'zod';
import type { Regel } from '../../../registers/kader/regel.ts';
import { zaakVanDezeIsOpen } from '../../../registers/zgw/zaken/zrc-007.ts';
import { opVerwijzing } from '../../kit/filter.ts';
import type { Resource } from '../../kit/resource.ts';
import { afgeleideWaarde, naar } from '../../kit/veld.ts';

const bijwerken = ['zaken.bijwerken', 'zaken.geforceerd-bijwerken'];

/** Scopes of what hangs on a case. */
export const scopes: Resource['scopes'] = {
  lezen: ['zaken.lezen'],
  create: bijwerken,
  update: bijwerken,
  destroy: bijwerken,
};
export const ruimeScopes: Resource['scopes'] = {
  lezen: ['zaken.lezen'],
  create: ['zaken.aanmaken', ...bijwerken],
  update: bijwerken,
  destroy: [...bijwerken, 'zaken.verwijderen'],
};

/** Every object shows its uuid beside its address. */
export const uuidVeld = { uuid: afgeleideWaarde(sql`SELECT t.uuid`, z.uuid()) };
/** The code is that of Open Zaak, which looks for the case before anything else. */
export const zaakVeld = naar('zaak', { verplicht: true, onbekendCode: 'object-does-not-exist' });
export const zaakFilter = { zaak: opVerwijzing('zaak') };

/** What all that hangs on a case has in common: seen with the case, told with it, and frozen when it is closed. */
export const bijZaak = {
  toegang: { soort: 'via', kolom: 'zaak', resource: 'zaak' } as const,
  volgorde: sql`t.uuid`,
  audit: 'zaak',
  notificatie: { kanaal: 'zaken', hoofd: 'zaak' },
};
export const openZaak: Regel[] = [zaakVanDezeIsOpen];
