import { createHash, randomUUID } from 'node:crypto';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import {
  type Bewijs,
  type Documentopslag,
  type Kanaallog,
  type Kanaalpoort,
  Weigering,
} from '../../domein/kanaaladapter.ts';
import type { AnyProces } from '../../domein/proces.ts';
import type { Verwerking } from '../../domein/verwerking.ts';
import { listVragen } from '../../domein/vraag.ts';
import { createBestandsbewijs } from '../../kanalen/webformulier/bestandsbewijs.ts';
import { readEigenBericht, toEigenBericht } from '../../kanalen/webformulier/eigen-bericht.ts';
import { OnleesbareInzending } from '../../kanalen/webformulier/inzending.ts';
import type { EigenPagina } from '../../registers/verzoeken/eigen-pagina.ts';
import { type Paginaomgeving, sendPagina } from '../../web/paginas/antwoord.ts';
import { isOwnPost } from '../../web/paginas/beveiliging.ts';
import { Eigenpagina, type Eigenpaginavelden } from '../../web/paginas/eigenpagina.tsx';
import type { Formulierstand } from '../../web/paginas/formulierstand.ts';
import { Foutpagina, fouten } from '../../web/paginas/foutpaginas.tsx';
import { Intrekkenpagina } from '../../web/paginas/intrekkenpagina.tsx';

export interface EigenPaginaomgeving {
  /** Reads and logs in one transaction; undefined for an unknown kenmerk. */
  readEigenPagina(kenmerk: string, verwerking: Verwerking): Promise<EigenPagina | undefined>;
  poort: Pick<Kanaalpoort, 'acceptBericht'>;
  documenten: Documentopslag;
  bewijs: Bewijs;
  processen: ReadonlyMap<string, AnyProces>;
  url: string;
  log: Kanaallog;
}

/** The klant's own page. Whoever has the link has the page: every wrong link gets the same answer. */
export function createEigenPaginaRouter(omgeving: EigenPaginaomgeving, pagina: Paginaomgeving): Router {
  const { bewijs, processen, poort, documenten } = omgeving;
  const bestandsbewijs = createBestandsbewijs(bewijs);
  const router = Router();
  const refuse = (
    res: Response,
    status = 404,
    fout: { titel: string; tekst: string } = fouten.geenToegang,
  ): void => sendPagina(res, status, <Foutpagina omgeving={pagina} {...fout} />);

  const read = async (token: string): Promise<Eigenpaginavelden | undefined> => {
    const kenmerk = bewijs.verify(token, 'link');
    const eigen = kenmerk && (await omgeving.readEigenPagina(kenmerk, purpose(kenmerk)));
    return eigen ? toVelden(eigen, token, processen.get(eigen.verzoek?.product ?? ''), pagina) : undefined;
  };

  router.get('/', async (req, res) => {
    const velden = await read(tokenOf(req));
    if (!velden) return refuse(res);
    const gedaan =
      req.query.gedaan === 'bericht' || req.query.gedaan === 'intrekken' ? req.query.gedaan : undefined;
    sendPagina(res, 200, <Eigenpagina {...velden} gedaan={gedaan} />);
  });

  router.get('/intrekken', async (req, res) => {
    const velden = await read(tokenOf(req));
    if (!velden?.verzoek) return refuse(res);
    if (velden.verzoek.afgesloten) return res.redirect(303, `/verzoek?t=${velden.token}`);
    sendPagina(res, 200, <Intrekkenpagina {...velden} formulierId={velden.stand.formulierId} />);
  });

  const onPost =
    (bedoeling: 'bericht' | 'intrekken'): RequestHandler =>
    async (req, res) => {
      const site = req.get('Sec-Fetch-Site');
      if (
        !isOwnPost(
          { origin: req.get('Origin'), host: req.get('Host'), ...(site === undefined ? {} : { site }) },
          omgeving.url,
        )
      ) {
        res.setHeader('Connection', 'close');
        return refuse(res, 403, fouten.vreemdeSite);
      }
      try {
        const ingevuld = await readEigenBericht(req, documenten, bestandsbewijs, bedoeling);
        const velden = await read(ingevuld.token);
        if (!velden) return refuse(res);
        const show = (status: number, stand: Formulierstand): void =>
          sendPagina(res, status, <Eigenpagina {...velden} stand={stand} />);
        if (ingevuld.stand.fouten.length > 0) return show(400, ingevuld.stand);
        try {
          await poort.acceptBericht(toEigenBericht(ingevuld, velden.kenmerk, bedoeling, new Date()));
        } catch (error) {
          if (!(error instanceof Weigering))
            omgeving.log.error({ err: error }, 'message of own page not accepted');
          const tekst =
            error instanceof Weigering
              ? error.reden
              : 'Versturen lukt nu niet. Uw bericht staat nog hieronder. Probeer het zo nog een keer.';
          const code = error instanceof Weigering ? error.code : 'storing';
          return show(error instanceof Weigering ? 400 : 503, {
            ...ingevuld.stand,
            fouten: [{ veld: '', code, tekst }],
          });
        }
        res.redirect(303, `/verzoek?t=${velden.token}&gedaan=${bedoeling}`);
      } catch (error) {
        if (!(error instanceof OnleesbareInzending)) throw error;
        res.setHeader('Connection', 'close');
        refuse(res, 400, fouten.onleesbaar);
      }
    };
  router.post('/', onPost('bericht'));
  router.post('/intrekken', onPost('intrekken'));
  return router;
}

const tokenOf = (req: Request): string => (typeof req.query.t === 'string' ? req.query.t : '');

/** The klant looks at the own data. The kenmerk names nobody, yet the log line need not hold it twice. */
function purpose(kenmerk: string): Verwerking {
  const pseudoniem = createHash('sha256').update(kenmerk).digest('hex').slice(0, 16);
  return { actor: `klant:${pseudoniem}`, activiteit: 'eigen-inzage@1', aanleiding: kenmerk };
}

function toVelden(
  { kenmerk, verzoek, tijdlijn }: EigenPagina,
  token: string,
  proces: AnyProces | undefined,
  omgeving: Paginaomgeving,
): Eigenpaginavelden {
  const resultaat = verzoek?.resultaat ? proces?.resultaten[verzoek.resultaat] : undefined;
  return {
    omgeving,
    token,
    kenmerk,
    dienst: proces?.dienst ?? 'Uw vraag',
    ...(verzoek ? { verzoek: { ...verzoek, resultaat } } : {}),
    berichten: tijdlijn,
    vragen: proces ? listVragen(proces.gegevens) : [],
    stand: { formulierId: randomUUID(), waarden: new Map(), bestanden: new Map(), fouten: [] },
  };
}
