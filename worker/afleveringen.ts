import type { Oor } from '../activities/notificaties/bezorging.ts';
import { watchNotifications } from '../platform/notificaties.ts';
import { afleveringKanaal, gewijzigd } from '../registers/zgw/notificaties/verdeling.ts';

interface Luisteraar {
  gebeld: boolean;
  anders: boolean;
  klaar?: () => void;
}

/** Lets turns that are under way hear of new work and of changes, over one connection per worker. */
export function openWerkbel(databaseUrl: string): {
  luister(abonnement: string): Oor;
  /** False as soon as the worker stops: turns then end by themselves. */
  magBeginnen(): boolean;
  stop(): Promise<void>;
} {
  let gestopt = false;
  const luisteraars = new Map<string, Set<Luisteraar>>();
  const luister = watchNotifications(databaseUrl, afleveringKanaal, bel);

  function bel(bericht: string): void {
    const [abonnement = '', wat] = bericht.split(' ');
    // After a break anybody may have missed something.
    const wie = abonnement === '' ? [...luisteraars.values()] : [luisteraars.get(abonnement) ?? []];
    for (const een of wie.flatMap((groep) => [...groep])) {
      een.gebeld = true;
      een.anders ||= abonnement === '' || wat === gewijzigd;
      een.klaar?.();
    }
  }

  return {
    luister(abonnement) {
      const een: Luisteraar = { gebeld: false, anders: false };
      const groep = luisteraars.get(abonnement) ?? new Set();
      luisteraars.set(abonnement, groep.add(een));
      return {
        leeg() {
          een.gebeld = false;
        },
        wacht(ms, eerder) {
          if (een.gebeld) return Promise.resolve();
          return new Promise((resolve) => {
            const timer = setTimeout(() => een.klaar?.(), ms);
            een.klaar = () => {
              clearTimeout(timer);
              delete een.klaar;
              resolve();
            };
            void eerder.then(() => een.klaar?.());
          });
        },
        gewijzigd() {
          const anders = een.anders;
          een.anders = false;
          return anders;
        },
        sluit() {
          een.klaar?.();
          groep.delete(een);
          if (groep.size === 0) luisteraars.delete(abonnement);
        },
      };
    },
    magBeginnen: () => !gestopt,
    async stop() {
      gestopt = true;
      bel('');
      await luister.stop();
    },
  };
}
