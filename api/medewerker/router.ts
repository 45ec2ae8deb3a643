import express, { type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import { notFound, problemHandler } from '../../platform/problem.ts';
import { listAanwezig, setAanwezig } from '../../registers/taken/aanwezig.ts';
import { createArchiefRouter } from './archief-routes.ts';
import { aanwezigSchema, type Ik } from './contract.ts';
import { refuseForeignWrites } from './csrf.ts';
import { createInlogRouter } from './inloggen.ts';
import { parse } from './invoer.ts';
import type { Medewerkeromgeving } from './omgeving.ts';
import { createSessies, currentMedewerker, requireRol } from './sessie.ts';
import { serveSpa } from './spa.ts';
import { streamWerk } from './stroom.ts';
import { createBijlageRouter, createVerzoekRouter } from './verzoek-routes.ts';
import { createWerkRouter } from './werk-routes.ts';
import { createWerksignaal } from './werksignaal.ts';

export interface Medewerkerdeel {
  /** To be mounted at `/medewerker`. */
  router: Router;
  /** Knows who is signed in; for other parts that ask for a role (`requireRol`). */
  sessies: RequestHandler;
  /** Ends live connections and gives connections to the database back. */
  stop(): Promise<void>;
}

/** All that a medewerker meets: signing in, the API and the pages. */
export function createMedewerkerRouter(omgeving: Medewerkeromgeving): Medewerkerdeel {
  const { config, log } = omgeving;
  const sessies = createSessies(config, log);
  const signaal = createWerksignaal(config.DATABASE_URL, log);
  const stroom = streamWerk(signaal);

  const router = Router();
  router.use(pageHeaders(config.SCHAKEL_URL.startsWith('https:')));
  router.use(['/api', '/login', '/logout', '/callback'], sessies.middleware, (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  router.use('/api', createApi(omgeving, stroom.handler));
  router.use(createInlogRouter(omgeving));
  router.use(serveSpa(omgeving.webFolder));
  router.use(problemHandler(log));
  return {
    router,
    sessies: sessies.middleware,
    async stop() {
      stroom.stop();
      await Promise.all([signaal.stop(), sessies.stop()]);
    },
  };
}

function createApi(omgeving: Medewerkeromgeving, stroom: RequestHandler): Router {
  const { config, db, nu } = omgeving;
  const api = Router();

  api.get('/ik', async (req, res) => {
    const { pseudoniem, naam, rollen, vaardigheden } = currentMedewerker(req);
    const aanwezig = (await listAanwezig(db, pseudoniem, nu())).length > 0;
    res.json({ naam, rollen, vaardigheden, aanwezig } satisfies Ik);
  });

  const veilig = [refuseForeignWrites(config.SCHAKEL_URL), express.json({ limit: '200kb' })];
  api.use('/archief', requireRol('archivaris'), veilig, createArchiefRouter(omgeving), onbekend);
  api.use(requireRol('medewerker'), veilig);
  api.get('/stroom', stroom);
  api.put('/aanwezig', async (req, res) => {
    const { aanwezig, kanalen } = parse(aanwezigSchema, req.body);
    await setAanwezig(db, currentMedewerker(req).pseudoniem, aanwezig ? kanalen : [], nu());
    res.json({ aanwezig });
  });
  api.use('/werk', createWerkRouter(omgeving));
  api.use('/verzoeken', createVerzoekRouter(omgeving));
  api.use('/bijlagen', createBijlageRouter(omgeving));
  api.use(onbekend);
  return api;
}

const onbekend: RequestHandler = () => {
  throw notFound('Dit adres bestaat niet.');
};

function pageHeaders(secure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    // With no-referrer, Chromium leaves the Origin out of our own writes too.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: secure,
  });
}
