import type { Regel } from '../../kader/regel.ts';
import { leesType } from '../catalogi/types.ts';

/** zrc-015: products and services of a case are among those of its zaaktype. */
export const zrc015: Regel = async ({ tx, nieuw, gegeven, fout }) => {
  if (!gegeven.has('productenOfDiensten')) return;
  const zaaktype = await leesType(tx, 'zaaktype', nieuw.zaaktype);
  const mogelijk = (zaaktype?.gegevens.productenOfDiensten as string[] | undefined) ?? [];
  if ((nieuw.productenOfDiensten as string[]).some((product) => !mogelijk.includes(product)))
    fout(
      'productenOfDiensten',
      'invalid-products-services',
      'Niet alle producten en diensten horen bij het zaaktype.',
    );
};
