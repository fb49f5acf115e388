import type { BarSeries } from '../core/bar-series.ts';
import { utcDay } from '../core/clock.ts';

/** Ratios in which companies split their shares; the reverse is a merger of shares. */
const RATIOS: readonly { name: string; factor: number }[] = [
  ...[2, 3, 4, 5, 7, 8, 10, 15, 20].map(factor => ({ name: `${factor}:1`, factor })),
  { name: '3:2', factor: 1.5 },
];

/** A split falls on an ordinary day: the move that is left after it stays small. */
const ORDINARY_MOVE = 0.04;

export interface PossibleSplit {
  /** First bar at the new price. */
  readonly row: number;
  readonly ratio: string;
}

/** Bars at whose open the price jumps by a split ratio and stays there, oldest first: prices that were not adjusted. */
export function findSplits(series: BarSeries): PossibleSplit[] {
  const found: PossibleSplit[] = [];
  for (let row = 1; row < series.length; row++) {
    const before = series.close[row - 1]!;
    const ratio = splitName(before / series.open[row]!, before / series.close[row]!);
    if (ratio) found.push({ row, ratio });
  }
  return found;
}

/** A sentence for each of them. */
export const possibleSplits = (series: BarSeries): string[] =>
  findSplits(series).map(
    ({ row, ratio }) => `possible split ${ratio} at ${utcDay(series.time[row]!)}: prices are not adjusted`,
  );

function splitName(atOpen: number, atClose: number): string | null {
  for (const { name, factor } of RATIOS) {
    if (isNear(atOpen, factor) && isNear(atClose, factor)) return name;
    if (isNear(atOpen, 1 / factor) && isNear(atClose, 1 / factor)) return name.split(':').reverse().join(':');
  }
  return null;
}

const isNear = (ratio: number, factor: number): boolean => Math.abs(ratio / factor - 1) <= ORDINARY_MOVE;
