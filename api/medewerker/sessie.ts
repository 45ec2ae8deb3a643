import pgSession from 'connect-pg-simple';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import pg from 'pg';
import type { Verwerking, Verwerkingsactiviteit } from '../../domein/verwerking.ts';
import type { Config } from '../../platform/config.ts';
import type { Logger } from '../../platform/logging.ts';
import { deriveSecret } from '../../platform/oidc/sleutels.ts';
import { forbidden, unauthorized } from '../../platform/problem.ts';

/** Who is signed in. */
export interface Ingelogd {
  pseudoniem: string;
  naam: string;
  rollen: string[];
  vaardigheden: string[];
}

/** What the way back from the provider must match; used once. */
export interface Inlogpoging {
  state: string;
  nonce: string;
  verifier: string;
  naar: string;
}

declare module 'express-session' {
  interface SessionData {
    medewerker: Ingelogd;
    inlogpoging: Inlogpoging;
    idToken: string;
  }
}

export type Rol = 'medewerker' | 'beheerder' | 'archivaris';

/** A working day; after it one signs in again. */
const sessionMs = 10 * 3_600_000;

/**
 * Sessions of medewerkers in PostgreSQL: every api process knows them, and deleting the row signs out.
 * The cookie is for the whole host, since /beheer and /dashboard ask for the same person.
 */
export function createSessies(
  config: Config,
  log: Logger,
): { middleware: RequestHandler; stop(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: config.DATABASE_URL, max: 2, idleTimeoutMillis: 60_000 });
  pool.on('error', () => undefined);
  const store = new (pgSession(session))({
    pool,
    tableName: 'medewerker_sessie',
    // A fixed end: no write for every request.
    disableTouch: true,
    pruneSessionInterval: 15 * 60,
    errorLog: () => log.warn('session store failed'),
  });
  const secure = config.SCHAKEL_URL.startsWith('https:');
  const middleware = session({
    name: 'schakel_medewerker',
    secret: deriveSecret(config.SCHAKEL_GEHEIM, 'sessie'),
    store,
    resave: false,
    saveUninitialized: false,
    proxy: secure,
    cookie: { httpOnly: true, sameSite: 'lax', secure, maxAge: sessionMs, path: '/' },
  });
  return {
    middleware,
    async stop() {
      await store.close();
      if (!pool.ended) await pool.end();
    },
  };
}

/** Lets in who is signed in and has this role. @throws Problem 401 or 403 */
export function requireRol(rol: Rol): RequestHandler {
  return (req, _res, next) => {
    const medewerker = req.session?.medewerker;
    if (!medewerker) return next(unauthorized('U bent niet ingelogd.'));
    if (!medewerker.rollen.includes(rol))
      return next(forbidden(`Hiervoor is de rol ${rol} nodig. Vraag die aan bij de beheerder.`));
    next();
  };
}

/** Who asks. @throws Problem 401 when nobody is signed in */
export function currentMedewerker(req: Request): Ingelogd {
  if (!req.session?.medewerker) throw unauthorized('U bent niet ingelogd.');
  return req.session.medewerker;
}

/** Why this medewerker reads personal data. @param aanleiding kenmerk or id of the work */
export function verwerkingOf(
  req: Request,
  aanleiding: string,
  activiteit: Verwerkingsactiviteit = 'verzoek-behandelen@1',
): Verwerking {
  return { actor: `medewerker:${currentMedewerker(req).pseudoniem}`, activiteit, aanleiding };
}
