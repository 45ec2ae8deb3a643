import type { Selectable } from 'kysely';
import { simpleParser } from 'mailparser';
import type { PostbusTable } from '../../registers/database.ts';

/** One received piece as /postbus gives it, in JSON and on the page. */
export interface Poststuk {
  id: string;
  soort: string;
  van: string;
  aan: string;
  onderwerp: string;
  tekst: string;
  html?: string;
  /** The medium's own id: Message-ID of a mail. */
  berichtId: string;
  /** Lower-case names; a header that stands more than once has its values on lines of their own. */
  headers: Record<string, string>;
  /** Names. */
  bijlagen: string[];
  /** How often it was handed over. */
  aantal: number;
  ontvangenOp: string;
}

/** Reads a row; what a mail holds beside its text comes from its source. */
export async function readPoststuk(row: Selectable<PostbusTable>): Promise<Poststuk> {
  const stuk = {
    id: row.id,
    soort: row.soort,
    van: row.van,
    aan: row.aan,
    onderwerp: row.onderwerp,
    tekst: row.tekst,
    berichtId: row.extern_id,
    headers: {} as Record<string, string>,
    bijlagen: [] as string[],
    aantal: row.aantal,
    ontvangenOp: row.ontvangen_op.toISOString(),
  };
  if (row.soort !== 'email') return stuk;
  const mail = await simpleParser(Buffer.from(row.ruw, 'latin1'), {
    keepCidLinks: true,
    skipTextToHtml: true,
  });
  for (const { key, line } of mail.headerLines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n[ \t]*/g, ' ')
      .trim();
    stuk.headers[key] = key in stuk.headers ? `${stuk.headers[key]}\n${value}` : value;
  }
  stuk.bijlagen = mail.attachments.map(({ filename }) => filename ?? 'zonder naam');
  return { ...stuk, ...(mail.html ? { html: mail.html } : {}) };
}
