import { eigenschappenOf, type Kanaal, kanaalcodes } from '../domein/kanaal.ts';
import type { Verzend, Verzender, Verzendomgeving } from '../domein/kanaaladapter.ts';
import { createAppVerzender } from '../kanalen/app/verzender.ts';
import type { Db } from '../platform/database.ts';
import { findByKanaal } from '../registers/kanaalapps/apps.ts';

export interface Verzenders {
  /** The sender of a kanaal, or undefined when nobody serves it. */
  find(kanaal: string): Promise<Verzender | undefined>;
  close(): Promise<void>;
}

/** Senders by kanaal: channels with a folder of their own first, then the apps of others. */
export function createVerzenders(
  db: Db,
  folders: ReadonlyMap<string, Verzend>,
  omgeving: Verzendomgeving & { geheim: string; ontwikkel: boolean },
): Verzenders {
  const own = new Map(
    [...folders.values()].map((verzend) => [verzend.kanaal as string, verzend.create(omgeving)]),
  );
  const { geheim, ontwikkel } = omgeving;
  const findApp = (kanaal: Kanaal) => findByKanaal(db, { geheim, ontwikkel }, kanaal);
  const apps = createAppVerzender({ findApp, bewijs: omgeving.bewijs, ontwikkel, log: omgeving.log });
  return {
    async find(kanaal) {
      const sender = own.get(kanaal);
      if (sender) return sender.send;
      const code = kanaalcodes.find((known) => known === kanaal);
      if (!code || eigenschappenOf(code).richting === 'in') return undefined;
      return (await findApp(code)) ? apps.send : undefined;
    },
    async close() {
      await Promise.all([...own.values(), apps].map((sender) => sender.close()));
    },
  };
}
