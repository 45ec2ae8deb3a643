// Made once: making one costs a hundred times what using it does.
const dagen = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' });

/** A day in the time zone of the municipality, as YYYY-MM-DD. */
export const dagVan = (nu: Date): string => dagen.format(nu);
