import { Router } from 'express';
import { maakBezorgwijze } from '../../platform/bezorgwijze.ts';
import { type Config, grootsteDocument } from '../../platform/config.ts';
import type { Logger } from '../../platform/logging.ts';
import { openLeeslog } from '../../registers/verwerkingen/lezingen.ts';
import type { Inhoudopslag } from '../../registers/zgw/documenten/inhoud.ts';
import { openInhoudopslag } from '../../registers/zgw/documenten/opslag.ts';
import { leesLijstadres } from '../../registers/zgw/selectielijst/adressen.ts';
import { openExternen } from '../kit/extern.ts';
import { maakKaart } from '../kit/kaart.ts';
import { isLoopback, type Omgeving } from '../kit/omgeving.ts';
import { openOpslag } from '../kit/opslag.ts';
import { maakApiRouter } from '../kit/router.ts';
import { autorisaties } from './autorisaties/api.ts';
import { consumerRoute } from './autorisaties/consumer.ts';
import { besluiten } from './besluiten/api.ts';
import { catalogi } from './catalogi/api.ts';
import { publiceerRoutes } from './catalogi/publiceren.ts';
import { bewaarClient, geefAlles, openClients } from './clients.ts';
import { documenten } from './documenten/api.ts';
import { documentnummer } from './documenten/documentnummer.ts';
import { documentRoutes } from './documenten/routes.ts';
import { metStoring } from './documenten/storing.ts';
import { notificaties } from './notificaties/api.ts';
import { cloudeventRoute } from './notificaties/cloudevents.ts';
import { zorgVoorKanalen } from './notificaties/kanalen.ts';
import { publiceerRoute } from './notificaties/publiceren.ts';
import { reserveringRoutes } from './reservering.ts';
import { maakLijstenRouter } from './selectielijst/router.ts';
import { zaken } from './zaken/api.ts';
import { zaaknummer } from './zaken/zaaknummer.ts';

/** The client that development starts with; everybody can read its secret here. */
export const demoClient = { clientId: 'schakel-demo', geheim: 'schakel-demo-geheim' } as const;

export interface ZgwOpties {
  config: Pick<
    Config,
    'DATABASE_URL' | 'DATABASE_POOL' | 'SCHAKEL_URL' | 'SCHAKEL_EMBEDDED' | 'SCHAKEL_DATA' | 'NODE_ENV'
  > &
    Partial<Pick<Config, 'DOCUMENT_MAXIMUM' | 'S3_URL'>>;
  log: Logger;
  nu: () => Date;
  /** Addresses below which foreign URLs may be fetched. */
  toegestaan?: readonly string[];
  /** Whether reads of cases, documents and besluiten are logged. What a process reads, it logs itself. */
  leeslog: boolean;
}

/** What all ZGW APIs work with, for whoever serves them or uses them in this process. */
export async function openZgw({ config, log, nu, toegestaan = [], leeslog }: ZgwOpties) {
  const opslag = openOpslag(config.DATABASE_URL, config.DATABASE_POOL);
  // A connection of its own: a read that holds one of the pool must not wait for another.
  const leesbron = leeslog ? openOpslag(config.DATABASE_URL, 1) : undefined;
  const inhoud = await openInhoudopslag(config);
  const maximum = config.DOCUMENT_MAXIMUM ?? grootsteDocument;
  const ontwikkel = isOntwikkel(config);
  const pusher = maakBezorgwijze(toegestaan, ontwikkel);
  const apis = [
    autorisaties,
    catalogi,
    zaken,
    documenten(metStoring(inhoud, log), maximum),
    besluiten,
    notificaties(pusher),
  ];
  const basissen = [new URL(config.SCHAKEL_URL).origin];
  // In development loopback is ours, except what is named as somebody else's.
  const vreemd = new Set(toegestaan.map((een) => new URL(een).origin));
  const isEigen = (origin: string): boolean =>
    basissen.includes(origin) || (ontwikkel && isLoopback(origin) && !vreemd.has(origin));
  const omgeving: Omgeving = {
    kaart: maakKaart(apis),
    opslag,
    externen: openExternen(toegestaan, (url) => leesLijstadres(url, isEigen)),
    clients: openClients(opslag),
    leeslog: leesbron && openLeeslog(leesbron),
    nu,
    log,
    basissen,
    loopbackIsEigen: ontwikkel,
  };
  async function stop(): Promise<void> {
    pusher.close();
    await Promise.all([opslag.stop(), leesbron?.stop()]);
  }
  return { omgeving, apis, inhoud, pusher, stop };
}

const isOntwikkel = (config: ZgwOpties['config']): boolean =>
  config.SCHAKEL_EMBEDDED && config.NODE_ENV !== 'production';

/** The ZGW APIs at their standard paths. */
export async function createZgwRouter(
  opties: ZgwOpties,
): Promise<{ router: Router; omgeving: Omgeving; inhoud: Inhoudopslag; stop(): Promise<void> }> {
  const { config } = opties;
  const { omgeving, apis, inhoud, stop } = await openZgw(opties);
  const { opslag } = omgeving;
  const ontwikkel = isOntwikkel(config);
  if (ontwikkel) {
    await bewaarClient(opslag, demoClient.clientId, demoClient.geheim);
    await geefAlles(opslag, demoClient.clientId, 'Schakel demo');
  }
  const extra: Record<string, (router: Router) => void> = {
    ac: (router) => consumerRoute(router, omgeving),
    ztc: (router) => publiceerRoutes(router, omgeving),
    nrc: (router) => {
      publiceerRoute(router, omgeving);
      cloudeventRoute(router, omgeving);
    },
    zrc: (router) => reserveringRoutes(router, omgeving, zaaknummer),
    drc: (router) => {
      const maximum = config.DOCUMENT_MAXIMUM ?? grootsteDocument;
      documentRoutes(router, omgeving, metStoring(inhoud, omgeving.log), maximum);
      reserveringRoutes(router, omgeving, documentnummer);
    },
  };
  await zorgVoorKanalen(opslag);
  const router = Router();
  for (const api of apis) router.use(api.pad, maakApiRouter(omgeving, api, extra[api.component]));
  router.use(maakLijstenRouter(omgeving));
  return {
    router,
    omgeving,
    inhoud,
    stop,
  };
}
