import { createPusher, type Pusher } from '../kanalen/app/push.ts';
import { leesToegestaan, zonderMetadata } from './toegestaan.ts';

const timeoutMs = 10_000;

/**
 * How notifications travel: to public addresses, and within our own network only to those on the allow-list.
 * @param toegestaan addresses of components of our own, which subscribe from inside
 * @param opzoeken name lookup for those
 */
export function maakBezorgwijze(
  toegestaan: readonly string[],
  ontwikkel: boolean,
  opzoeken = zonderMetadata(),
): Pusher {
  const lijst = leesToegestaan(toegestaan);
  const buiten = createPusher({ ontwikkel }, timeoutMs);
  const binnen = createPusher({ ontwikkel }, timeoutMs, opzoeken, () => undefined);
  return {
    post: (url, headers, body) =>
      (URL.canParse(url) && lijst.heeft(new URL(url)) ? binnen : buiten).post(url, headers, body),
    close() {
      binnen.close();
      buiten.close();
    },
  };
}
