import { z } from 'zod';
import { type Pusher, VerbodenAdres } from '../../../kanalen/app/push.ts';
import type { Regel } from '../../../registers/kader/regel.ts';
import { leesBestemming } from '../../../registers/zgw/notificaties/aflevering.ts';
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
const zonderAuth = -2;

const oorsprong = (url: string): string => new URL(url).origin;

/** Tries the address of an abonnement that is made, or whose address or authorisation changes. */
export const probeerCallback =
  (pusher: Pusher): NonNullable<Resource['vooraf']> =>
  async (body, tx, { uuid, clientId }) => {
    const geen = { body, adressen: [] };
    if (uuid && body.callbackUrl === undefined && body.auth === undefined) return geen;
    const oud = uuid ? await leesBestemming(tx, uuid) : undefined;
    const url = z.url().safeParse(body.callbackUrl ?? oud?.callback_url);
    const auth = z.string().safeParse(body.auth ?? oud?.auth);
    // What is no address is told by its field.
    if (!url.success || !auth.success || (uuid && !oud)) return geen;
    // Else whoever may change an abonnement would have the secret of another client sent to an address of their own.
    const vreemd = oud && body.auth === undefined && oud.gegeven_door !== clientId;
    const status =
      vreemd && oorsprong(url.data) !== oorsprong(oud.callback_url)
        ? zonderAuth
        : await klop(pusher, url.data, auth.data);
    return { ...geen, antwoorden: new Map([[sleutel, { status, json: undefined }]]) };
  };

async function klop(pusher: Pusher, url: string, auth: string): Promise<number> {
  try {
    return await pusher.post(url, { 'content-type': 'application/json', authorization: auth }, proef);
  } catch (error) {
    return error instanceof VerbodenAdres ? verboden : 0;
  }
}

/** Remembers whose secret the authorisation is. */
export const onthoudGever: Regel = ({ nieuw, gegeven, clientId }) => {
  if (gegeven.has('auth')) nieuw.authGegevenDoor = clientId;
};

/** The address takes notifications: it answered a test with success (as Open Notificaties asks). */
export const callbackAntwoordt: Regel = ({ extern, fout }) => {
  const antwoord = extern.get(sleutel);
  if (!antwoord || (antwoord.status >= 200 && antwoord.status < 300)) return;
  if (antwoord.status === zonderAuth)
    fout('auth', 'required', 'Bij een adres elders hoort opnieuw de auth daarvan.');
  else if (antwoord.status === verboden)
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
