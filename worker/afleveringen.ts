import { watchNotifications } from '../platform/notificaties.ts';
import { afleveringKanaal } from '../registers/zgw/notificaties/verdeling.ts';

/** Lets turns that are under way hear of new work, over one connection per worker. */
export function openWerkbel(databaseUrl: string): {
  wacht(abonnement: string, ms: number): Promise<void>;
  /** False as soon as the worker stops: turns then end by themselves. */
  magBeginnen(): boolean;
  stop(): Promise<void>;
} {
  let gestopt = false;
  const wachtenden = new Map<string, Set<() => void>>();
  const luister = watchNotifications(databaseUrl, afleveringKanaal, bel);

  function bel(abonnement: string): void {
    // After a break anybody may have missed something.
    const gebeld = abonnement === '' ? [...wachtenden.values()] : [wachtenden.get(abonnement) ?? []];
    for (const klaar of gebeld.flatMap((bellen) => [...bellen])) klaar();
  }

  return {
    wacht(abonnement, ms) {
      return new Promise((resolve) => {
        const bellen = wachtenden.get(abonnement) ?? new Set();
        wachtenden.set(abonnement, bellen);
        const klaar = (): void => {
          clearTimeout(timer);
          bellen.delete(klaar);
          if (bellen.size === 0) wachtenden.delete(abonnement);
          resolve();
        };
        const timer = setTimeout(klaar, ms);
        bellen.add(klaar);
      });
    },
    magBeginnen: () => !gestopt,
    async stop() {
      gestopt = true;
      bel('');
      await luister.stop();
    },
  };
}
