import type { Response } from 'express';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** What every page shows of the municipality. */
export interface Paginaomgeving {
  gemeenteNaam: string;
  gemeenteMail: string;
  /** Addresses of style sheet, script and icon. */
  css: string;
  script: string;
  icoon: string;
}

/** Answers with a page. React escapes every value, so text of a klant can never become markup. */
export function sendPagina(res: Response, status: number, pagina: ReactElement): void {
  res
    .status(status)
    .type('html')
    .send(`<!doctype html>${renderToStaticMarkup(pagina)}`);
}
