import type { Kanaalinstellingen } from '../domein/kanaaladapter.ts';
import type { Config } from './config.ts';

/** The part of the settings that channels see. */
export function instellingenOf(config: Config): Kanaalinstellingen {
  return {
    gemeenteNaam: config.GEMEENTE_NAAM,
    gemeenteMail: config.GEMEENTE_MAIL,
    url: config.SCHAKEL_URL,
    smtpPort: config.SMTP_PORT,
    smtpUrl: config.SMTP_URL,
    host: config.HOST,
  };
}
