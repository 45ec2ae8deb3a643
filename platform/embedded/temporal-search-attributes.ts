/** The types that Temporal's search attributes can have. */
export type SearchAttributeType = 'Bool' | 'Datetime' | 'Double' | 'Int' | 'Keyword' | 'KeywordList' | 'Text';

/**
 * The search attributes of every workflow, by which an operator finds work in the Web UI. They are
 * never encrypted, so they hold no personal data. A SQL store has room for ten keywords.
 */
export const searchAttributes = {
  Kanaal: 'Keyword',
  Product: 'Keyword',
  Fase: 'Keyword',
  WachtOp: 'Keyword',
  Uiterlijk: 'Datetime',
} as const satisfies Record<string, SearchAttributeType>;
