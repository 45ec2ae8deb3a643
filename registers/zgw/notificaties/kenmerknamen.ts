/** One name in either spelling: kanalen have `object_type`, messages `objectType`. */
const gelijk = (naam: string): string => naam.replaceAll('_', '').toLowerCase();

/**
 * Whether names of characteristics go with those of a kanaal, as Open Notificaties judges it: none that the kanaal does
 * not have, or all that it has and more. A kanaal without names thus takes any.
 */
export function namenPassen(vanKanaal: readonly string[], genoemd: readonly string[]): boolean {
  const kanaal = new Set(vanKanaal.map(gelijk));
  const namen = new Set(genoemd.map(gelijk));
  return [...namen].every((naam) => kanaal.has(naam)) || [...kanaal].every((naam) => namen.has(naam));
}
