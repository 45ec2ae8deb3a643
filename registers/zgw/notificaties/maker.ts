import { type Beller, Geweigerd, type Regel } from '../../kader/regel.ts';

/**
 * An abonnement is changed and removed by the client that made it, as in Open Notificaties: who could point it at an
 * address of its own would get the authorisation of another. Who may do everything may do this, too.
 */
export const isVan = (maker: string, { clientId, alles }: Beller): boolean =>
  alles || maker === '' || maker === clientId;

/** Keeps who made it. */
export const vanMaker: Regel = ({ oud, nieuw, beller }) => {
  if (!oud) nieuw.clientId = beller.clientId;
  else if (!isVan(String(oud.clientId), beller))
    throw new Geweigerd(403, 'permission_denied', 'Dit abonnement is van een andere client.');
};
