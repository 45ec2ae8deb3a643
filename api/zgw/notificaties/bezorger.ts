import type { Pusher } from '../../../kanalen/app/push.ts';
import type { Logger } from '../../../platform/logging.ts';
import { watchNotifications } from '../../../platform/notificaties.ts';
import {
  type Aflevering,
  aanDeBeurt,
  isAfgeleverd,
  isMislukt,
  leesBeurt,
  maximumPogingen,
  verdeel,
} from '../../../registers/zgw/notificaties/aflevering.ts';
import { meldingKanaal } from '../../kit/melding.ts';
import type { Opslag } from '../../kit/opslag.ts';

/** Looks for work this often by itself, besides being woken. */
const rondeMs = 1_000;
/** From this many refusals in a row on the operator is told: within a minute of sticking. */
const meldVanaf = 5;

/**
 * Delivers notifications: each abonnement on its own, so that a slow one delays nobody; of one main object in order,
 * with back-off, and laid aside after many refusals. Any number of processes may do this side by side.
 */
export function startBezorger(
  url: string,
  opslag: Opslag,
  log: Logger,
  nu: () => Date,
  pusher: Pusher,
): { stop(): Promise<void> } {
  const bezig = new Map<string, Promise<void>>();
  let stopped = false;
  let ronde: Promise<void> | undefined;
  let nogEens = false;

  async function loop(): Promise<void> {
    do {
      nogEens = false;
      while (!stopped && (await opslag.transactie((tx) => verdeel(tx, nu()))) > 0);
      for (const abonnement of await aanDeBeurt(opslag, nu())) {
        if (stopped || bezig.has(abonnement)) continue;
        bezig.set(
          abonnement,
          bezorg(abonnement)
            .catch(meld)
            .finally(() => bezig.delete(abonnement)),
        );
      }
    } while (nogEens && !stopped);
  }

  const meld = (error: unknown): void => log.error({ err: error }, 'delivering notifications failed');
  function wek(): void {
    if (stopped) return;
    nogEens = true;
    ronde ??= loop()
      .catch(meld)
      .finally(() => {
        ronde = undefined;
      });
  }

  async function bezorg(abonnement: string): Promise<void> {
    for (let aantal = 1; aantal > 0 && !stopped; ) {
      aantal = await opslag.transactie(async (tx) => {
        const beurt = await leesBeurt(tx, abonnement, nu());
        const uitslagen = await Promise.all(
          beurt.map(async (een) => [een, await stuur(pusher, een)] as const),
        );
        const gelukt = uitslagen.filter(([, fout]) => fout === undefined).map(([een]) => een.id);
        if (gelukt.length > 0) await isAfgeleverd(tx, gelukt);
        for (const [een, fout] of uitslagen) {
          if (fout === undefined) continue;
          await isMislukt(tx, een, fout, nu());
          const pogingen = een.pogingen + 1;
          if (pogingen === meldVanaf || pogingen >= maximumPogingen)
            log.warn(
              { abonnement, aflevering: een.id, pogingen, fout },
              pogingen >= maximumPogingen ? 'notification laid aside' : 'notification sticks',
            );
        }
        return gelukt.length;
      });
    }
  }

  const timer = setInterval(wek, rondeMs);
  const luister = watchNotifications(url, meldingKanaal, wek);
  wek();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await luister.stop();
      await ronde;
      await Promise.all(bezig.values());
      pusher.close();
    },
  };
}

/** @returns undefined when it was taken, else a word that says why not */
async function stuur(
  pusher: Pusher,
  { bericht, callback_url: callbackUrl, auth }: Aflevering,
): Promise<string | undefined> {
  try {
    const headers = { 'content-type': 'application/json', authorization: auth };
    const status = await pusher.post(callbackUrl, headers, JSON.stringify(bericht));
    return status >= 200 && status < 300 ? undefined : String(status);
  } catch (error) {
    return (error as Error).name;
  }
}
