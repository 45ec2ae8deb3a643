/** One figure, beside its baseline of the same run. */
export interface Regel {
  naam: string;
  waarde: number;
  eenheid: string;
  basis?: number;
  verhouding?: number;
  doel: string;
  goed: boolean;
}

const round = (value: number | undefined): string =>
  value === undefined ? '' : value >= 100 ? value.toFixed(0) : value.toFixed(2);

/** The table as people read it. */
export function formatTabel(regels: Regel[]): string {
  const rows = regels.map((regel) => [
    regel.naam,
    `${round(regel.waarde)} ${regel.eenheid}`.trim(),
    round(regel.basis),
    round(regel.verhouding),
    regel.doel,
    regel.goed ? 'ja' : 'NEE',
  ]);
  const all = [['meting', 'waarde', 'basis', 'verhouding', 'doel', 'gehaald'], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
