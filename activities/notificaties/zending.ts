import { alsCloudEvent, mediaType, type Notificatiebericht } from '../../domein/cloudevent.ts';
import type { Pusher } from '../../kanalen/app/push.ts';
import type { Aflevering, Bestemming } from '../../registers/zgw/notificaties/aflevering.ts';

/**
 * Sends one message. Who gets it twice (an answer that we did not hear) knows it by `Idempotency-Key`: the same at every
 * attempt, and of a CloudEvent that we make also its `id`.
 * @returns undefined when it was taken, else a status or a word that says why not
 */
export async function verzend(
  pusher: Pusher,
  bestemming: Bestemming,
  { bericht, bericht_id: id, soort }: Aflevering,
  bron: string,
): Promise<string | undefined> {
  const isEvent = bestemming.cloudevents || soort === 'cloudevent';
  const inhoud =
    isEvent && soort === 'notificatie'
      ? alsCloudEvent(id, bericht as unknown as Notificatiebericht, bron)
      : bericht;
  const headers = {
    'content-type': isEvent ? mediaType : 'application/json',
    authorization: bestemming.auth,
    'idempotency-key': id,
  };
  try {
    const status = await pusher.post(bestemming.callback_url, headers, JSON.stringify(inhoud));
    return status >= 200 && status < 300 ? undefined : String(status);
  } catch (error) {
    const { code, name, cause } = error as { code?: unknown; name: string; cause?: { code?: unknown } };
    const woord = code ?? cause?.code;
    return typeof woord === 'string' ? woord : name;
  }
}
