import { z } from 'zod';
import { type Pusher, VerbodenAdres } from '../../../kanalen/app/push.ts';
import type { Regel } from '../../../registers/kader/regel.ts';
import { leesBestemming } from '../../../registers/zgw/notificaties/aflevering.ts';
import { isVan } from '../../../registers/zgw/notificaties/maker.ts';
import { nietToegestaan } from '../../kit/fout.ts';
import type { Resource } from '../../kit/resource.ts';

/** What Open Notificaties posts to find out whether a subscriber is there. */
const proef = JSON.stringify({
  kanaal: 'test',
  hoofdObject: 'http://some.hoofdobject.nl/',
  resource: 'some_resource',
  resourceUrl: 'http://some.resource.nl/',
  actie: 'create',
  aanmaakdatum: '2019-01-01T12:00:00Z',
  kenmerken: {},
});

const sleutel = 'callback';
const verboden = -1;

/** Tries the address of an abonnement that is made, or whose address or authorisation changes. */
export const probeerCallback =
  (pusher: Pusher): NonNullable<Resource['vooraf']> =>
  async (body, tx, { uuid, beller }) => {
    const geen = { body, adressen: [] };
    if (uuid && body.callbackUrl === undefined && body.auth === undefined) return geen;
    const oud = uuid ? await leesBestemming(tx, uuid) : undefined;
    // Before anything is sent: the try carries the authorisation.
    if (oud && !isVan(oud.maker, beller)) throw nietToegestaan();
    const url = z.url().safeParse(body.callbackUrl ?? oud?.callback_url);
    const auth = z.string().safeParse(body.auth ?? oud?.auth);
    // What is no address is told by its field.
    if (!url.success || !auth.success || (uuid && !oud)) return geen;
    const status = await klop(pusher, url.data, auth.data);
    return { ...geen, antwoorden: new Map([[sleutel, { status, json: undefined }]]) };
  };

async function klop(pusher: Pusher, url: string, auth: string): Promise<number> {
  try {
    return await pusher.post(url, { 'content-type': 'application/json', authorization: auth }, proef);
  } catch (error) {
    return error instanceof VerbodenAdres ? verboden : 0;
  }
}

/** The address takes notifications: it answered a test with success (as Open Notificaties asks). */
export const callbackAntwoordt: Regel = ({ extern, fout }) => {
  const antwoord = extern.get(sleutel);
  if (!antwoord || (antwoord.status >= 200 && antwoord.status < 300)) return;
  if (antwoord.status === verboden)
    fout(
      'callbackUrl',
      'invalid-callback-url',
      'Naar dit adres bezorgen wij niet: alleen https naar buiten, of een adres uit ZGW_TOEGESTAAN.',
    );
  else
    fout(
      'nonFieldErrors',
      'invalid-callback-url',
      'De opgegeven callback URL kan geen notificaties ontvangen.',
    );
};
