import type { Ontvang } from '../../domein/kanaaladapter.ts';
import { loadAssets } from '../../web/paginas/assets.ts';
import { pageHeaders } from '../../web/paginas/beveiliging.ts';
import { createFormulierRouter } from './router.tsx';

/** Forms of all processes, made from their schemas: fill in, check, send. Needs no JavaScript, cookie or session. */
export const ontvang: Ontvang = async (omgeving) => {
  const { css, script, icoon } = await loadAssets();
  const { gemeenteNaam, gemeenteMail, url } = omgeving.instellingen;
  const router = createFormulierRouter(omgeving, { gemeenteNaam, gemeenteMail, css, script, icoon });
  omgeving.router.use('/formulier', pageHeaders(url), router);
  return { stop: async () => undefined };
};
