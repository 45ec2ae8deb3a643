import { createHash } from 'node:crypto';

/** Numbers in the register follow from ours, so that an order that runs again finds what it made before. */

const kort = (sleutel: string): string =>
  createHash('sha256').update(sleutel).digest('hex').slice(0, 12).toUpperCase();

/** @param sleutel of the act that decided */
export const besluitnummerVan = (zaaknummer: string, sleutel: string): string =>
  `${zaaknummer}-B${kort(sleutel)}`;

/** At most 40 characters (`EnkelvoudigInformatieObject.identificatie`). */
export const documentnummerVan = (kenmerk: string, bijlageId: string): string =>
  `${kenmerk}-D${kort(bijlageId)}`;
