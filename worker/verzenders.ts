import type { Verzend, Verzender, Verzendomgeving } from '../domein/kanaaladapter.ts';
import type { Db } from '../platform/database.ts';

/** Senders by kanaal: channels with a folder of their own first, then the apps of others. */
export function createVerzenders(_db: Db, folders: ReadonlyMap<string, Verzend>, omgeving: Verzendomgeving): { find(kanaal: string): Promise<Verzender | undefined>; close(): Promise<void> } {
  const own = new Map([...folders.values()].map((verzend) => [verzend.kanaal as string, verzend.create(omgeving)]));
  return {
    async find(kanaal) {
      return own.get(kanaal)?.send;
    },
    async close() {
      await Promise.all([...own.values()].map((sender) => sender.close()));
    },
  };
}
