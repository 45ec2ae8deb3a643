import type { Kysely } from 'kysely';
import type { Database } from '../database.ts';
import { type Appregels, createKanaalapp } from './apps.ts';
import { tokenZoekwaarde } from './geheimen.ts';

/** Everybody can read this token here; it exists on embedded parts only. */
export const demoApp = { naam: 'demo-sms', kanaal: 'sms', token: 'schakel-demo-sms' } as const;

/**
 * Makes the demo app, and gives its fixed token back to one that was made under another secret.
 * @param settings of `platform/config.ts`; does nothing unless the parts are embedded, and never in production
 */
export async function seedKanaalapps(
  db: Kysely<Database>,
  regels: Appregels,
  settings: { SCHAKEL_EMBEDDED: boolean; NODE_ENV: string },
  nu: Date,
): Promise<void> {
  if (!settings.SCHAKEL_EMBEDDED || settings.NODE_ENV === 'production') return;
  const { numUpdatedRows } = await db
    .updateTable('kanaalapp')
    .set({ token_zoekwaarde: tokenZoekwaarde(regels.geheim, demoApp.token) })
    .where('naam', '=', demoApp.naam)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) await createKanaalapp(db, regels, demoApp, nu);
}
