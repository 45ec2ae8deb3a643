const gewichten = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/** True for nine digits that pass the check of a BSN or RSIN (weights 9 to 2 and -1, divisible by 11). */
export const voldoetAanElfproef = (nummer: string): boolean =>
  /^\d{9}$/.test(nummer) &&
  gewichten.reduce((som, gewicht, i) => som + gewicht * Number(nummer[i]), 0) % 11 === 0;
