import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import type { Bewijs, Documentopslag, Kanaallog, Kanaalpoort } from '../../domein/kanaaladapter.ts';
import type { AnyProces } from '../../domein/proces.ts';
import { type Paginaomgeving, sendPagina } from '../../web/paginas/antwoord.ts';
import { loadAssets } from '../../web/paginas/assets.ts';
import { noStore, pageHeaders } from '../../web/paginas/beveiliging.ts';
import { listFormulieren } from '../../web/paginas/diensten.tsx';
import { Foutpagina, fouten } from '../../web/paginas/foutpaginas.tsx';
import { Homepagina } from '../../web/paginas/homepagina.tsx';
import { Chatpagina, Contactpagina, Toegankelijkheidspagina } from '../../web/paginas/informatiepaginas.tsx';
import { createEigenPaginaRouter, type EigenPaginaomgeving } from './eigen-pagina.tsx';

export interface Websiteomgeving {
  readEigenPagina: EigenPaginaomgeving['readEigenPagina'];
  poort: Pick<Kanaalpoort, 'acceptBericht'>;
  documenten: Documentopslag;
  bewijs: Bewijs;
  processen: ReadonlyMap<string, AnyProces>;
  instellingen: { gemeenteNaam: string; gemeenteMail: string; url: string };
  log: Kanaallog;
}

export interface Website {
  /** Mount at `/`: pages and their assets. What it does not know it passes on. */
  router: Router;
  /** Mount last: a page for an address that nobody knows, for who asks for a page. */
  notFound: RequestHandler;
  /** Mount last: a page for what went wrong, for who asks for a page. Other errors are passed on. */
  onError: ErrorRequestHandler;
}

/** The website of the municipality: home page, own page of a klant, chat, information. The forms are a kanaal of their own. */
export async function createWebsiteRouter(omgeving: Websiteomgeving): Promise<Website> {
  const { instellingen, processen, bewijs, log } = omgeving;
  const { css, script, icoon, router: assets } = await loadAssets();
  const { gemeenteNaam, gemeenteMail, url } = instellingen;
  const pagina: Paginaomgeving = { gemeenteNaam, gemeenteMail, css, script, icoon };
  const headers = pageHeaders(url);
  const router = Router();
  router.use(assets);

  const show = (path: string, make: () => Parameters<typeof sendPagina>[2]): void => {
    router.get(path, headers, (_req, res) => {
      res.setHeader('Cache-Control', 'no-cache');
      sendPagina(res, 200, make());
    });
  };
  show('/', () => <Homepagina omgeving={pagina} diensten={listFormulieren(processen)} />);
  show('/contact', () => <Contactpagina omgeving={pagina} />);
  show('/toegankelijkheid', () => <Toegankelijkheidspagina omgeving={pagina} />);

  router.get('/chat', headers, noStore, (req, res) => {
    const token = typeof req.query.t === 'string' ? req.query.t : undefined;
    if (token !== undefined && !bewijs.verify(token, 'link'))
      return sendPagina(res, 404, <Foutpagina omgeving={pagina} {...fouten.geenToegang} />);
    sendPagina(res, 200, <Chatpagina omgeving={pagina} token={token} />);
  });
  router.use('/verzoek', headers, noStore, createEigenPaginaRouter({ ...omgeving, url }, pagina));

  const wantsPagina = (accept: string | false): boolean => accept === 'html';
  return {
    router,
    notFound(req, res, next) {
      if (!wantsPagina(req.accepts(['json', 'html']))) return next();
      headers(req, res, () =>
        sendPagina(res, 404, <Foutpagina omgeving={pagina} {...fouten.nietGevonden} />),
      );
    },
    onError(error, req, res, next) {
      if (res.headersSent || !wantsPagina(req.accepts(['json', 'html']))) return next(error);
      // Errors of express itself, such as an address that is not well-formed.
      const status = Number((error as { status?: unknown } | null)?.status);
      if (status >= 400 && status < 500)
        return headers(req, res, () =>
          sendPagina(res, status, <Foutpagina omgeving={pagina} {...fouten.onleesbaar} />),
        );
      log.error({ err: error, method: req.method, route: req.route?.path }, 'page failed');
      headers(req, res, () => sendPagina(res, 500, <Foutpagina omgeving={pagina} {...fouten.storing} />));
    },
  };
}
