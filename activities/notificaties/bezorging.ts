import { type Beurtuitslag, maximumPogingen } from '../../domein/bezorging.ts';
import type { Pusher } from '../../kanalen/app/push.ts';
import type { Logger } from '../../platform/logging.ts';
import type { Opslag } from '../../registers/kader/vraagbaak.ts';
import {
  type Bestemming,
  hoeftNietTeWachten,
  isAfgeleverd,
  isMislukt,
  leesAchterstand,
  leesBestemming,
  leesBeurt,
  leesProef,
} from '../../registers/zgw/notificaties/aflevering.ts';
import { stuurOpnieuw } from '../../registers/zgw/notificaties/opgegeven.ts';
import { gaatSlapen, houdVast, isWakker, vergeet } from '../../registers/zgw/notificaties/wekken.ts';
import type { Notificatieactiviteiten } from '../contract.ts';
import { bezorgRonde } from './ronde.ts';
import { verzend } from './zending.ts';

/** Messages are begun this long; the last one has its own time-out, and the turn its own (`workflows/notificaties`). */
const beurtMs = 5_000;
/** A turn that has nothing left listens this long: a stream of messages then costs a turn now and then, not one each. */
const luisterMs = 1_000;
/** Nobody need wake a workflow whose turn began less than this ago. */
const wakkerMs = 30_000;
const batch = 200;

export interface Bezorgomgeving {
  opslag: Opslag;
  pusher: Pusher;
  /** Resolves when there is new work for an abonnement, or after some time. */
  wachtOpWerk(abonnement: string, ms: number): Promise<void>;
  /** False when the worker stops: nothing new is begun. */
  magBeginnen(): boolean;
  /** Source of the CloudEvents that we make of notifications. */
  bron: string;
  log: Logger;
  nu(): Date;
}

/**
 * Delivers to one abonnement. Its workflow runs one turn at a time, and a turn begins nothing after `beurtMs`: two never
 * deliver side by side. No transaction is open while the other side thinks.
 */
export function createNotificatieactiviteiten(omgeving: Bezorgomgeving): Notificatieactiviteiten {
  const { opslag, log, nu } = omgeving;
  return {
    bezorgNotificaties: (opdracht) => bezorg(omgeving, opdracht),
    async stuurOpgegevenOpnieuw({ abonnement, aflevering }) {
      const keuze = { abonnement, ...(aflevering === undefined ? {} : { id: aflevering }) };
      await opslag.transactie((tx) => stuurOpnieuw(tx, keuze, nu()));
    },
    async meldVast(stand) {
      log.warn(stand, 'notifications stick');
    },
  };
}

async function bezorg(
  omgeving: Bezorgomgeving,
  { abonnement, proef, rustMs }: Parameters<Notificatieactiviteiten['bezorgNotificaties']>[0],
): Promise<Beurtuitslag> {
  const { opslag, nu } = omgeving;
  const begin = performance.now();
  const magDoor = (): boolean => omgeving.magBeginnen() && performance.now() - begin < beurtMs;
  const bestemming = await leesBestemming(opslag, abonnement);
  if (!bestemming) {
    await vergeet(opslag, abonnement);
    return { stand: 'weg', wachtend: 0, geweigerd: 0, opgegeven: 0 };
  }
  await isWakker(opslag, abonnement, new Date(nu().getTime() + wakkerMs));
  let fout: string | undefined;
  let zoek = proef;
  let leeg = false;
  while (magDoor()) {
    const werk = zoek
      ? await leesProef(opslag, abonnement)
      : await leesBeurt(opslag, abonnement, nu(), batch);
    if (werk.length === 0) {
      if (leeg) break;
      leeg = true;
      await omgeving.wachtOpWerk(abonnement, luisterMs);
      continue;
    }
    leeg = false;
    const ronde = await bezorgRonde(werk, rondewerk(omgeving, abonnement, bestemming, magDoor));
    fout = ronde.fout ?? fout;
    if (ronde.stil)
      return sluit(omgeving, abonnement, 'stil', fout, new Date(nu().getTime() + rustMs + wakkerMs));
    if (zoek) await hoeftNietTeWachten(opslag, abonnement, nu());
    zoek = false;
  }
  return sluit(omgeving, abonnement, 'leeg', fout, null);
}

function rondewerk(
  { opslag, pusher, bron, log, nu }: Bezorgomgeving,
  abonnement: string,
  bestemming: Bestemming,
  magDoor: () => boolean,
): Parameters<typeof bezorgRonde>[1] {
  return {
    magDoor,
    verzend: (een) => verzend(pusher, bestemming, een, bron),
    isAfgeleverd: async ({ id }) => void (await isAfgeleverd(opslag, [id])),
    async isMislukt(een, fout) {
      await isMislukt(opslag, een, fout, nu());
      if (een.pogingen + 1 >= maximumPogingen)
        log.warn(
          { abonnement, aflevering: een.id, pogingen: een.pogingen + 1, fout },
          'notification laid aside',
        );
    },
  };
}

/** Ends the turn, in one step with the question whether anything came meanwhile: then there is no sleep. */
async function sluit(
  { opslag, nu }: Bezorgomgeving,
  abonnement: string,
  stand: 'leeg' | 'stil',
  fout: string | undefined,
  tot: Date | null,
): Promise<Beurtuitslag> {
  return opslag.transactie(async (tx) => {
    await houdVast(tx, abonnement);
    const meer = stand === 'leeg' && (await leesBeurt(tx, abonnement, nu(), 1)).length > 0;
    if (!meer) await gaatSlapen(tx, abonnement, tot);
    const achterstand = await leesAchterstand(tx, abonnement);
    const { wachtend, geweigerd, opgegeven, volgende } = achterstand;
    const laatste = fout ?? achterstand.fout;
    return {
      stand: meer ? 'verder' : stand,
      wachtend,
      geweigerd,
      opgegeven,
      ...(volgende === null ? {} : { volgende: Date.parse(volgende) }),
      ...(laatste === null ? {} : { fout: laatste }),
    };
  });
}
