/** One figure with its norm and what it was compared with. */
export interface Figure {
  naam: string;
  waarde: number;
  eenheid: string;
  /** What it was measured beside, in the same run. */
  nullijn?: number;
  /** As the issue states it; `laag` figures must stay at or below, `hoog` figures at or above. */
  norm?: { soort: 'laag' | 'hoog'; grens: number };
  /** How far the rounds lay apart, as a share of the median: what a single figure is worth on this machine. */
  spreiding?: number;
}

/** The value below which this share of the numbers lies (nearest rank). NaN for none. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (numbers: readonly number[]): number => percentile(numbers, 0.5);

/** Distance between the highest and the lowest, as a share of the median. */
export function spread(numbers: readonly number[]): number {
  return (Math.max(...numbers) - Math.min(...numbers)) / median(numbers);
}

/** Whether a figure keeps to its norm; one without a norm does. */
export function holds({ waarde, norm }: Figure): boolean {
  if (!norm) return true;
  return norm.soort === 'laag' ? waarde <= norm.grens : waarde >= norm.grens;
}

const round = (value: number): string =>
  value.toFixed(Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);

/** All figures as a table for people. */
export function formatFigures(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { naam, waarde, eenheid, nullijn, norm, spreiding } = figure;
    return [
      norm ? (holds(figure) ? '✔' : '✖') : ' ',
      naam.padEnd(58),
      `${round(waarde)} ${eenheid}`.padStart(16),
      (nullijn === undefined ? '' : `${round(nullijn)} ${eenheid}`).padStart(16),
      (norm ? `${norm.soort === 'laag' ? '≤' : '≥'} ${norm.grens}` : '').padStart(9),
      (spreiding === undefined ? '' : `±${(spreiding * 50).toFixed(0)} %`).padStart(8),
    ].join(' ');
  });
  const head = [
    '  figure'.padEnd(60),
    'measured'.padStart(16),
    'baseline'.padStart(16),
    'norm'.padStart(9),
    'spread'.padStart(8),
  ];
  return [head.join(' '), ...rows].join('\n');
}
