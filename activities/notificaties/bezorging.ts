import type { Beurtuitslag } from '../../domein/bezorging.ts';
import type { Pusher } from '../../kanalen/app/push.ts';
import type { Logger } from '../../platform/logging.ts';
import type { Opslag } from '../../registers/kader/vraagbaak.ts';
import {
  type Bestemming,
  blijftOnderweg,
  hoeftNietTeWachten,
  isAfgeleverd,
  isMislukt,
  leesAchterstand,
  leesBestemming,
  leesBeurt,
  leesProef,
  rustTot,
} from '../../registers/zgw/notificaties/aflevering.ts';
import { stuurOpnieuw } from '../../registers/zgw/notificaties/opgegeven.ts';
import { gaatSlapen, houdVast, isWakker, vergeet } from '../../registers/zgw/notificaties/wekken.ts';
import type { Notificatieactiviteiten } from '../contract.ts';
import { type Rondewerk, startRonde } from './ronde.ts';
import { verzend } from './zending.ts';

/** Messages are begun this long; the last one has its own time-out, and the turn its own (`workflows/notificaties`). */
const beurtMs = 5_000;
/** A turn that has nothing left listens this long: a stream of messages then costs a turn now and then, not one each. */
const luisterMs = 1_000;
/** What has not ended so long after a turn is left to itself, until a little after its own time-out. */
const geduldMs = 500;
const onderwegMs = 12_000;
/** Nobody need wake a workflow whose turn began less than this ago. */
const wakkerMs = 30_000;
const batch = 200;

/** Hears of one abonnement. */
export interface Oor {
  /** Resolves when there was new work since `leeg`, or after some time. */
  wacht(ms: number, eerder: Promise<void>): Promise<void>;
  leeg(): void;
  /** True once after the abonnement was changed or removed. */
  gewijzigd(): boolean;
  sluit(): void;
}

type Beurtopdracht = Parameters<Notificatieactiviteiten['bezorgNotificaties']>[0];

export interface Bezorgomgeving {
  opslag: Opslag;
  pusher: Pusher;
  luister(abonnement: string): Oor;
  /** False when the worker stops: nothing new is begun. */
  magBeginnen(): boolean;
  /** Source of the CloudEvents that we make of notifications. */
  bron: string;
  log: Logger;
  nu(): Date;
}

/**
 * Delivers to one abonnement. Its workflow runs one turn at a time, and a turn begins nothing after `beurtMs`: two never
 * deliver side by side, but for what hangs while others arrive, whose main object is left alone until it has ended. No
 * transaction is open while the other side thinks.
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

async function bezorg(omgeving: Bezorgomgeving, opdracht: Beurtopdracht): Promise<Beurtuitslag> {
  const oor = omgeving.luister(opdracht.abonnement);
  try {
    return await beurt(omgeving, opdracht, oor);
  } finally {
    oor.sluit();
  }
}

async function beurt(
  omgeving: Bezorgomgeving,
  { abonnement, proef, rustMs }: Beurtopdracht,
  oor: Oor,
): Promise<Beurtuitslag> {
  const { opslag, nu } = omgeving;
  const begin = performance.now();
  let gelezen = leesBestemming(opslag, abonnement);
  const bestemming = (): Promise<Bestemming | undefined> => {
    if (oor.gewijzigd()) gelezen = leesBestemming(opslag, abonnement);
    return gelezen;
  };
  if (!(await bestemming())) {
    await vergeet(opslag, abonnement);
    return { stand: 'weg', wachtend: 0, geweigerd: 0, opgegeven: 0 };
  }
  await isWakker(opslag, abonnement, new Date(nu().getTime() + wakkerMs));
  const magDoor = async (): Promise<boolean> =>
    omgeving.magBeginnen() && performance.now() - begin < beurtMs && (await bestemming()) !== undefined;
  const ronde = startRonde(rondewerk(omgeving, abonnement, bestemming, magDoor));
  let zoek = proef;
  let laatsteWerk = performance.now();
  while (await magDoor()) {
    if (ronde.stil()) {
      await ronde.af();
      if (ronde.stil()) break;
    }
    // While nobody has answered yet, one more each second: enough to find out whether only the first one hangs.
    const onbekend = (): boolean => !ronde.beantwoord() && ronde.bezig().length > 0;
    if (onbekend()) await Promise.race([ronde.klaar(), tijd(luisterMs)]);
    oor.leeg();
    const werk = zoek
      ? await leesProef(opslag, abonnement)
      : await leesBeurt(opslag, abonnement, nu(), onbekend() ? 1 : batch, ronde.bezig());
    if (werk.length === 0) {
      const over = laatsteWerk + luisterMs - performance.now();
      if (over <= 0 && ronde.bezig().length === 0) break;
      await oor.wacht(over > 0 ? over : luisterMs, ronde.klaar());
      continue;
    }
    ronde.neem(werk);
    await (zoek ? ronde.af() : ronde.ruimte());
    laatsteWerk = performance.now();
    if (zoek && ronde.beantwoord()) {
      await hoeftNietTeWachten(opslag, abonnement, nu());
      zoek = false;
    }
  }
  // Somebody is there: what hangs by itself is booked when it ends, and the next turn need not wait for it.
  if (ronde.beantwoord()) await Promise.race([ronde.af(), tijd(geduldMs)]);
  else await ronde.af();
  await blijftOnderweg(opslag, ronde.onderweg(), new Date(nu().getTime() + onderwegMs));
  return ronde.stil()
    ? sluit(omgeving, abonnement, 'stil', ronde.fout(), rustMs)
    : sluit(omgeving, abonnement, 'leeg', ronde.fout());
}

const tijd = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function rondewerk(
  { opslag, pusher, bron, log, nu }: Bezorgomgeving,
  abonnement: string,
  bestemming: () => Promise<Bestemming | undefined>,
  magDoor: () => Promise<boolean>,
): Rondewerk {
  return {
    magDoor,
    async verzend(een) {
      const waar = await bestemming();
      return waar ? verzend(pusher, waar, een, bron) : 'weg';
    },
    isAfgeleverd: async ({ id }) => void (await isAfgeleverd(opslag, [id])),
    async isMislukt(een, fout, telt) {
      if (await isMislukt(opslag, een, fout, telt, nu()))
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
  rustMs?: number,
): Promise<Beurtuitslag> {
  const over = (ms: number): Date => new Date(nu().getTime() + ms);
  return opslag.transactie(async (tx) => {
    await houdVast(tx, abonnement);
    const meer = stand === 'leeg' && (await leesBeurt(tx, abonnement, nu(), 1)).length > 0;
    const achterstand = await leesAchterstand(tx, abonnement);
    const { wachtend, geweigerd, opgegeven, volgende } = achterstand;
    if (rustMs !== undefined && wachtend === 1) {
      // Of one message nobody knows whether it or the address is the trouble: the next one may tell, and need not rest.
      await rustTot(tx, abonnement, over(rustMs));
      await gaatSlapen(tx, abonnement, null);
    } else if (!meer) await gaatSlapen(tx, abonnement, rustMs === undefined ? null : over(rustMs + wakkerMs));
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
