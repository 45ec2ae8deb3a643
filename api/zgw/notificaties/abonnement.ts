import { sql } from 'kysely';
import { z } from 'zod';
import type { Pusher } from '../../../kanalen/app/push.ts';
import { openNationalNumber, sealNationalNumber } from '../../../platform/nationaal-nummer.ts';
import { vanMaker } from '../../../registers/zgw/notificaties/maker.ts';
import { nrcKanalen } from '../../../registers/zgw/notificaties/nrc-kanalen.ts';
import { bezorgingVolgt } from '../../../registers/zgw/notificaties/wekken.ts';
import { type Resource, resource } from '../../kit/resource.ts';
import { jaNee, tekst, veld } from '../../kit/veld.ts';
import { webadres } from '../../kit/waarde.ts';
import { callbackAntwoordt, probeerCallback } from './callback.ts';
import { beide, consumeren } from './kanaal.ts';

const filters = z.record(z.string().min(1).max(100), z.string().min(1).max(1_000)).default({});
const filtergroep = z.object({ naam: z.string().min(1).max(50), filters });
/** Of Open Notificaties: which CloudEvents of others are wanted. */
const eventgroep = z.object({ typeSubstring: z.string().min(1).max(255), filters });

/**
 * Who gets which notifications, and where; as CloudEvents when it asks for that.
 * @param pusher tries the address before the abonnement is kept
 */
export const maakAbonnement = (pusher: Pusher): Resource =>
  resource({
    naam: 'abonnement',
    pad: 'abonnement',
    tabel: 'abonnement',
    velden: {
      // Of any length, as the authorisation (Notificaties 1.0.1).
      callbackUrl: veld(webadres(), { verplicht: true, kolom: { naam: 'callback_url', type: 'text' } }),
      // A secret of the subscriber: sealed as national numbers are, and never shown (as in Open Notificaties).
      auth: tekst({
        verplicht: true,
        in: 'auth',
        alleenSchrijven: true,
        bewaar: (waarde) => sealNationalNumber(String(waarde)),
        toon: (waarde) => openNationalNumber(String(waarde)),
      }),
      clientId: tekst({ in: 'client_id', intern: true }),
      kanalen: veld(z.array(filtergroep), { standaard: [] }),
      sendCloudevents: jaNee({ standaard: false, nietLeeg: true }),
      cloudeventFilters: veld(z.array(eventgroep), { standaard: [] }),
    },
    volgorde: sql`t.uuid`,
    pagina: false,
    scopes: { lezen: beide, create: consumeren, update: consumeren, destroy: consumeren },
    vooraf: probeerCallback(pusher),
    regels: [vanMaker, nrcKanalen, callbackAntwoordt],
    gevolgen: [bezorgingVolgt],
  });
