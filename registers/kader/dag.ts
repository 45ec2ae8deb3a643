/** A day in the time zone of the municipality, as YYYY-MM-DD. */
export const dagVan = (nu: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(nu);
