import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem, unauthorized } from '../../platform/problem.ts';
import type { Kanaalapp } from '../../registers/kanaalapps/apps.ts';

/** Requests that one api process takes. */
export interface Limieten {
  /** Per app in ten seconds. */
  perApp: number;
  /** With an unknown token, per address in a minute. */
  onbekend: number;
}

export const standaardLimieten: Limieten = { perApp: 10_000, onbekend: 60 };

const apps = new WeakMap<Request, Kanaalapp>();

/** The app that a request came from. @throws Error outside routes behind `authenticate` */
export function appOf(req: Request): Kanaalapp {
  const app = apps.get(req);
  if (!app) throw new Error('This route does not ask for a token.');
  return app;
}

/**
 * Lets requests through that carry the token of an app. An unknown, a revoked and a malformed token take the same path
 * and get the same answer.
 */
export function authenticate(
  findApp: (token: string) => Promise<Kanaalapp | undefined>,
  limieten: Limieten = standaardLimieten,
): RequestHandler {
  const perApp = new RateLimiterMemory({ points: limieten.perApp, duration: 10 });
  const unknown = new RateLimiterMemory({ points: limieten.onbekend, duration: 60 });
  return async (req, res, next) => {
    const token = /^Bearer (.+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? '';
    const app = await findApp(token);
    try {
      await (app ? perApp.consume(app.id) : unknown.consume(req.ip ?? ''));
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      res.setHeader('Retry-After', Math.max(1, Math.ceil(refused.msBeforeNext / 1000)));
      throw new Problem(429, 'throttled', 'Too many requests.', 'Wait as long as Retry-After says.');
    }
    if (!app) {
      res.setHeader('WWW-Authenticate', 'Bearer realm="kanalen"');
      throw unauthorized('Send the token of your app: `Authorization: Bearer <token>`.');
    }
    apps.set(req, app);
    next();
  };
}
