import { createServer, type IncomingMessage, type Server } from 'node:http';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import express, { Router } from 'express';
import { pinoHttp } from 'pino-http';
import type { Kanaalpoort, Ontvanger, Ontvangomgeving } from '../domein/kanaaladapter.ts';
import { loadOntvangers } from '../kanalen/register.ts';
import { createBewijs } from '../platform/bewijs.ts';
import type { Config } from '../platform/config.ts';
import { openDatabase } from '../platform/database.ts';
import { instellingenOf } from '../platform/instellingen.ts';
import { describeError, type Logger } from '../platform/logging.ts';
import { createOidcProvider } from '../platform/oidc/provider.ts';
import { createPostbusRouter, startPostbusSmtp } from '../platform/postbus/postbus.ts';
import { problemHandler } from '../platform/problem.ts';
import { loadProcessen } from '../platform/processen.ts';
import { parseSleutels } from '../platform/sleutels.ts';
import { createCodec } from '../platform/temporal/codec.ts';
import { createClient } from '../platform/temporal/connection.ts';
import { openKanaalpoort } from '../registers/aanname/poort.ts';
import { openDocumentenmap } from '../registers/documenten/map.ts';
import { seedKanaalapps } from '../registers/kanaalapps/demo.ts';
import { readEigenPagina } from '../registers/verzoeken/eigen-pagina.ts';
import { openInhoudopslag } from '../registers/zgw/documenten/opslag.ts';
import { createCodecRouter } from './codec.ts';
import { createDocsRouter } from './docs.tsx';
import { createGezondheidRouter } from './gezondheid.ts';
import { createKanalenRouter, kanalenPad } from './kanalen/router.ts';
import { createMedewerkerRouter } from './medewerker/router.ts';
import { requireRol } from './medewerker/sessie.ts';
import { createMetrieken, startMetrieken } from './metrieken.ts';
import { maximumHeaderBytes } from './security.ts';
import { seedVoorbeelden } from './voorbeelden.ts';
import { createWebsiteRouter } from './website/router.tsx';
import { zorgVoorZaaktypen } from './zgw/zaaktypen/zorg.ts';
import { createZgwRouter } from './zgw/zgw.ts';

/** A client that sends its headers or body slower than this is cut off (slow-loris), milliseconds. */
const headersTimeoutMs = 10_000;
/** A document of 4 GiB in base64 must come through a line of 15 Mbit/s. */
const requestTimeoutMs = 3_600_000;
/** How often Node looks for those; its own 30 s would give a slow client four times as long. */
const timeoutCheckMs = 2_500;

type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;

/** Brings up everything that listens: pages, APIs, channels and the embedded helpers. */
export async function startApi(
  config: Config,
  log: Logger,
): Promise<{ port: number; stop(): Promise<void> }> {
  const db = openDatabase(config.DATABASE_URL, config.DATABASE_POOL);
  const processen = await loadProcessen();
  const documenten = await openDocumentenmap(
    path.join(config.SCHAKEL_DATA, 'documenten'),
    await openInhoudopslag(config),
  );
  const bewijs = createBewijs(config.SCHAKEL_GEHEIM);
  const poort = openKanaalpoort(db, config.DATABASE_URL, {
    processen,
    bronorganisatie: config.GEMEENTE_RSIN,
  });
  const temporal = await createClient(config);
  const nu = (): Date => new Date();

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 'loopback');
  app.use(requestLog(log));
  const server = createServer(
    {
      maxHeaderSize: maximumHeaderBytes,
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: timeoutCheckMs,
      keepAliveTimeout: 65_000,
    },
    app,
  );

  app.use(
    createGezondheidRouter({
      db,
      checkTemporal: () => temporal.connection.workflowService.getSystemInfo({}),
    }),
  );
  app.use(kanalenPad, createKanalenRouter({ db, poort, documenten, bewijs, processen, config, log }));
  const medewerker = createMedewerkerRouter({
    config,
    db,
    documenten,
    processen,
    log,
    nu,
    webFolder: path.join(import.meta.dirname, '../dist/medewerker'),
  });
  app.use('/medewerker', medewerker.router);
  const zgw = await createZgwRouter({
    config,
    log,
    nu,
    toegestaan: config.ZGW_TOEGESTAAN,
    leeslog: config.ZGW_LEESLOG,
  });
  app.use(zgw.router);
  // With a register elsewhere its catalogus is theirs.
  if (!config.ZGW_URL)
    await zorgVoorZaaktypen(zgw.omgeving, { rsin: config.GEMEENTE_RSIN, naam: config.GEMEENTE_NAAM });
  const metrieken =
    config.METRICS_PORT === undefined
      ? undefined
      : await startMetrieken(createMetrieken(zgw.omgeving.opslag, nu), {
          port: config.METRICS_PORT,
          host: config.HOST,
          log,
        });
  const uiOrigin = config.TEMPORAL_UI_URL ? new URL(config.TEMPORAL_UI_URL).origin : config.SCHAKEL_URL;
  app.use(
    createCodecRouter({
      codec: createCodec(parseSleutels(config.SCHAKEL_SLEUTELS)),
      uiOrigin,
      requireOperator: [medewerker.sessies, requireRol('beheerder')],
      log,
    }),
  );
  app.use(
    '/assets',
    express.static(path.join(import.meta.dirname, '../dist/chat'), { index: false, maxAge: '5m' }),
  );
  const oidc = createOidcProvider(config, log);
  if (oidc) app.use('/oidc', oidc);

  const website = await createWebsiteRouter({
    readEigenPagina: (kenmerk, verwerking) => readEigenPagina(db, kenmerk, verwerking),
    poort,
    documenten,
    bewijs,
    processen,
    instellingen: instellingenOf(config),
    log,
  });
  app.use(website.router);
  app.use('/docs', await createDocsRouter(instellingenOf(config)));
  const embedded = await startEmbedded(config, db, app, poort);
  const channels = await startChannels(server, app, {
    poort,
    documenten,
    bewijs,
    instellingen: instellingenOf(config),
    processen,
    log,
  });
  app.use(website.notFound, website.onError, problemHandler(log));

  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(config.PORT, config.HOST, resolve),
  );
  return {
    port: (server.address() as { port: number }).port,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await metrieken?.stop();
      await Promise.all([channels.stop(), medewerker.stop(), embedded.stop(), zgw.stop()]);
      server.closeAllConnections();
      await closed;
      await poort.stop();
      await temporal.connection.close();
      await db.destroy();
    },
  };
}

/** What exists only with embedded parts: the receiving mail server and the demo app. */
async function startEmbedded(
  config: Config,
  db: ReturnType<typeof openDatabase>,
  app: express.Express,
  poort: Kanaalpoort,
): Promise<Ontvanger> {
  if (!config.SCHAKEL_EMBEDDED || config.NODE_ENV === 'production') return { stop: async () => undefined };
  await seedKanaalapps(db, { geheim: config.SCHAKEL_GEHEIM, ontwikkel: true }, config, new Date());
  if (config.NODE_ENV === 'development') await seedVoorbeelden(poort, new Date());
  app.use(createPostbusRouter(db));
  if (config.POSTBUS_PORT === undefined) return { stop: async () => undefined };
  return startPostbusSmtp({ port: config.POSTBUS_PORT, host: config.HOST, db });
}

async function startChannels(
  server: Server,
  app: express.Express,
  omgeving: Omit<Ontvangomgeving, 'router' | 'onUpgrade' | 'server'>,
): Promise<Ontvanger> {
  const upgrades: UpgradeHandler[] = [];
  server.on('upgrade', (request, socket, head) => {
    if (!upgrades.some((handle) => handle(request, socket, head))) socket.destroy();
  });
  const router = Router();
  app.use(router);
  const running: Ontvanger[] = [];
  for (const [name, ontvang] of await loadOntvangers()) {
    running.push(
      await ontvang({ ...omgeving, router, server, onUpgrade: (handler) => void upgrades.push(handler) }),
    );
    omgeving.log.info({ kanaal: name }, 'channel is open');
  }
  return { stop: async () => void (await Promise.all(running.map((channel) => channel.stop()))) };
}

/** One line per request that went wrong or was slow: method, route and status; never the query, which may hold a token. */
function requestLog(log: Logger): express.RequestHandler {
  return pinoHttp({
    logger: log,
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'warn' : 'debug'),
    serializers: {
      req: (req: { method: string; id: unknown }) => ({ method: req.method, id: req.id }),
      res: (res: { statusCode: number }) => ({ statusCode: res.statusCode }),
      err: describeError,
    },
    quietReqLogger: true,
  });
}
