import type { Verzendresultaat } from '../../domein/bericht.ts';
import { eigenschappenOf, type Kanaal } from '../../domein/kanaal.ts';
import type { Bewijs, Kanaallog, Verzender } from '../../domein/kanaaladapter.ts';
import { signBody } from './handtekening.ts';
import { toPayload } from './payload.ts';
import { createPusher, type Pusher, VerbodenAdres } from './push.ts';

/** What sending needs to know of an app. */
export interface AppBestemming {
  naam: string;
  /** Absent: the app polls. */
  webhook?: { url: string; geheim: string };
}

export interface AppVerzendomgeving {
  findApp(kanaal: Kanaal): Promise<AppBestemming | undefined>;
  bewijs: Bewijs;
  /** Webhooks on loopback are allowed. */
  ontwikkel: boolean;
  log: Kanaallog;
  nu?: () => Date;
  pusher?: Pusher;
}

/**
 * The sender of every kanaal that an app serves. An app with a webhook gets a signed push; for one without, the message
 * waits until it polls. The id of the bericht is what makes a repeated push recognisable.
 */
export function createAppVerzender({
  findApp,
  bewijs,
  ontwikkel,
  log,
  nu = () => new Date(),
  pusher = createPusher({ ontwikkel }),
}: AppVerzendomgeving): { send: Verzender; close(): Promise<void> } {
  const push = async (
    bericht: Parameters<Verzender>[0],
    app: string,
    { url, geheim }: NonNullable<AppBestemming['webhook']>,
  ): Promise<Verzendresultaat> => {
    const body = JSON.stringify(toPayload(bericht, bewijs));
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': 'Schakel',
      'Schakel-Bericht': bericht.id,
      'Schakel-Handtekening': signBody(geheim, body, nu()),
    };
    try {
      const status = await pusher.post(url, headers, body);
      return judge(status, bericht);
    } catch (error) {
      if (!(error instanceof VerbodenAdres)) throw error;
      log.error({ berichtId: bericht.id, app }, 'webhook leads to a forbidden address');
      return { status: 'geweigerd', reden: 'webhook-verboden' };
    }
  };

  return {
    async send(bericht) {
      const app = await findApp(bericht.kanaal);
      if (!app) return { status: 'geweigerd', reden: 'geen-app' };
      if (!app.webhook) return { status: 'onderweg', externId: bericht.id };
      return push(bericht, app.naam, app.webhook);
    },
    async close() {
      pusher.close();
    },
  };
}

/** @throws Error for an answer after which a later attempt may go better */
function judge(status: number, { id, kanaal }: Parameters<Verzender>[0]): Verzendresultaat {
  if (status >= 200 && status < 300) {
    return eigenschappenOf(kanaal).bewijsVanAflevering
      ? { status: 'onderweg', externId: id }
      : { status: 'verzonden', externId: id };
  }
  if (status >= 400 && status < 500 && status !== 408 && status !== 429)
    return { status: 'geweigerd', reden: `webhook-${status}` };
  throw new Error(`The webhook answered ${status}.`);
}
