/** Clocks of clients may run this far ahead, milliseconds. */
const speling = 60_000;

/** True for a moment that is still to come. */
export const inToekomst = (moment: unknown, nu: Date): boolean =>
  new Date(String(moment)).getTime() > nu.getTime() + speling;
