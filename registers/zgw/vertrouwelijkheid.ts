/** Levels of confidentiality, lowest first; the place in this list is the rank that rows keep. */
export const vertrouwelijkheden = [
  'openbaar',
  'beperkt_openbaar',
  'intern',
  'zaakvertrouwelijk',
  'vertrouwelijk',
  'confidentieel',
  'geheim',
  'zeer_geheim',
] as const;

/** Rank of a level; null stays null. */
export const rangVan = (niveau: unknown): number | null => {
  const rang = (vertrouwelijkheden as readonly unknown[]).indexOf(niveau);
  return rang < 0 ? null : rang;
};

export const niveauVan = (rang: unknown): string | null =>
  typeof rang === 'number' ? (vertrouwelijkheden[rang] ?? null) : null;
