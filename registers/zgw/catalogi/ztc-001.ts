import type { Regel } from '../../kader/regel.ts';

/** ztc-001: selectielijstProcestype leads to a procestype of the selectielijst. */
export const ztc001: Regel = ({ nieuw, gegeven, extern, fout }) => {
  const url = nieuw.selectielijstProcestype;
  if (!gegeven.has('selectielijstProcestype') || typeof url !== 'string' || url === '') return;
  const antwoord = extern.get(url);
  if (antwoord?.status !== 200)
    return fout('selectielijstProcestype', 'bad-url', 'Dit adres geeft geen antwoord.');
  const json = antwoord.json as Record<string, unknown> | undefined;
  if (typeof json?.nummer !== 'number' || typeof json.procesobject !== 'string')
    fout('selectielijstProcestype', 'invalid-resource', 'Dit adres leidt niet naar een procestype.');
};
