import { type RequestHandler, Router } from 'express';
import { type Ontvangomgeving, Weigering } from '../../domein/kanaaladapter.ts';
import type { AnyProces } from '../../domein/proces.ts';
import { type Paginaomgeving, sendPagina } from '../../web/paginas/antwoord.ts';
import { isOwnPost, noStore } from '../../web/paginas/beveiliging.ts';
import { Controlepagina } from '../../web/paginas/controlepagina.tsx';
import { Dienstenpagina, hasFormulier, listFormulieren } from '../../web/paginas/diensten.tsx';
import { Formulierpagina } from '../../web/paginas/formulierpagina.tsx';
import { Foutpagina, fouten } from '../../web/paginas/foutpaginas.tsx';
import { Verzondenpagina } from '../../web/paginas/verzondenpagina.tsx';
import { toBericht } from './bericht.ts';
import { createBestandsbewijs } from './bestandsbewijs.ts';
import { emptyFormulier, type Ingevuld, readFormulier } from './formulier.ts';
import { OnleesbareInzending } from './inzending.ts';

/** The pages of the forms: list, fill in, check, sent. */
export function createFormulierRouter(omgeving: Ontvangomgeving, pagina: Paginaomgeving): Router {
  const { processen, bewijs, instellingen, log } = omgeving;
  const router = Router();
  const find = (code: unknown): AnyProces | undefined => {
    const proces = processen.get(String(code));
    return proces && hasFormulier(proces) ? proces : undefined;
  };

  router.get('/', (_req, res) =>
    sendPagina(res, 200, <Dienstenpagina omgeving={pagina} diensten={listFormulieren(processen)} />),
  );

  // An empty form may be kept by the browser, so that "back" shows what was typed.
  router.get('/:code', (req, res) => {
    const proces = find(req.params.code);
    if (!proces) return sendPagina(res, 404, <Foutpagina omgeving={pagina} {...fouten.geenFormulier} />);
    res.setHeader('Cache-Control', 'private, no-cache');
    sendPagina(res, 200, <Formulierpagina omgeving={pagina} formulier={emptyFormulier(proces)} />);
  });

  router.get('/:code/verzonden', noStore, (req, res) => {
    const token = String(req.query.t ?? '');
    const kenmerk = bewijs.verify(token, 'link');
    const proces = find(req.params.code);
    if (!kenmerk || !proces)
      return sendPagina(res, 404, <Foutpagina omgeving={pagina} {...fouten.geenToegang} />);
    const perMail = req.query.bevestiging === 'email';
    sendPagina(
      res,
      200,
      <Verzondenpagina
        omgeving={pagina}
        dienst={proces.dienst}
        kenmerk={kenmerk}
        token={token}
        perMail={perMail}
      />,
    );
  });

  const onPost: RequestHandler = async (req, res) => {
    const proces = find(req.params.code);
    const site = req.get('Sec-Fetch-Site');
    const headers = {
      origin: req.get('Origin'),
      host: req.get('Host'),
      ...(site === undefined ? {} : { site }),
    };
    const refuse = (status: number, fout: { titel: string; tekst: string }): void => {
      // The body is not read: nothing of it may stay behind on the connection.
      if (!req.complete) res.setHeader('Connection', 'close');
      sendPagina(res, status, <Foutpagina omgeving={pagina} {...fout} />);
    };
    if (!proces) return refuse(404, fouten.geenFormulier);
    if (!isOwnPost(headers, instellingen.url)) return refuse(403, fouten.vreemdeSite);

    let ingevuld: Ingevuld;
    try {
      ingevuld = await readFormulier(req, proces, omgeving.documenten, createBestandsbewijs(bewijs));
    } catch (error) {
      if (!(error instanceof OnleesbareInzending)) throw error;
      return refuse(400, fouten.onleesbaar);
    }
    const { formulier, actie, gegevens } = ingevuld;
    const showFormulier = (status: number): void =>
      sendPagina(res, status, <Formulierpagina omgeving={pagina} formulier={formulier} />);
    if (actie === 'wijzigen') return showFormulier(200);
    if (formulier.stand.fouten.length > 0) return showFormulier(400);
    if (actie === 'controleren')
      return sendPagina(
        res,
        200,
        <Controlepagina omgeving={pagina} formulier={formulier} gegevens={gegevens} />,
      );
    try {
      const { kenmerk } = await omgeving.poort.acceptBericht(toBericht(ingevuld, new Date()));
      const perMail = ingevuld.contact.afzender.adressen.some(({ soort }) => soort === 'email');
      res.redirect(
        303,
        `/formulier/${proces.code}/verzonden?t=${bewijs.sign(kenmerk, 'link')}${perMail ? '&bevestiging=email' : ''}`,
      );
    } catch (error) {
      if (error instanceof Weigering) {
        const veld = error.veld.replace(/^inhoud\.gegevens\./, '');
        const stand = { ...formulier.stand, fouten: [{ veld, code: error.code, tekst: error.reden }] };
        return sendPagina(
          res,
          400,
          <Formulierpagina omgeving={pagina} formulier={{ ...formulier, stand }} />,
        );
      }
      log.error({ err: error, product: proces.code }, 'form not accepted');
      sendPagina(
        res,
        503,
        <Controlepagina omgeving={pagina} formulier={formulier} gegevens={gegevens} storing />,
      );
    }
  };
  router.post('/:code', noStore, onPost);
  return router;
}
