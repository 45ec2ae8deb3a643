import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { simpleParser } from 'mailparser';
import { type Smtpdienst, startSmtp } from '../../kanalen/email/smtp.ts';
import type { Db } from '../database.ts';
import { createLogger } from '../logging.ts';

/**
 * The embedded receiving mail server: takes everything for everybody and shows it at /postbus. Development only.
 * One row per recipient; the same message handed over again raises `aantal`.
 * @param port 0 for any free port, which is in the result
 */
export async function startPostbusSmtp({
  port,
  host,
  db,
}: {
  port: number;
  host: string;
  db: Db;
}): Promise<Smtpdienst> {
  return startSmtp({
    port,
    host,
    naam: 'postbus.test',
    log: createLogger('postbus'),
    accepts: () => true,
    async receive(stream, envelop) {
      const bytes = await buffer(stream);
      const mail = await simpleParser(bytes, { keepCidLinks: true, skipTextToHtml: true });
      const fields = {
        soort: 'email',
        extern_id: mail.messageId ?? `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
        van: storable(mail.from?.text ?? envelop.van),
        onderwerp: storable(mail.subject ?? ''),
        tekst: storable(mail.text ?? ''),
        // One character per byte, so that the page can parse it again.
        ruw: storable(bytes.toString('latin1')),
        ontvangen_op: new Date(),
      };
      await db
        .insertInto('postbus')
        .values(envelop.aan.map((adres) => ({ ...fields, aan: adres.toLowerCase() })))
        .onConflict((conflict) =>
          conflict.columns(['extern_id', 'aan']).doUpdateSet({ aantal: sql`postbus.aantal + 1` }),
        )
        .execute();
    },
  });
}

/** PostgreSQL keeps no NUL in text. */
const storable = (text: string): string => text.replaceAll('\0', '');
