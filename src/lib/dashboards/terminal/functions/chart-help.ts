import type { Meaning } from './definition.ts';

export const CHART_MARKS: readonly Meaning[] = [
  ['Candles', 'hollow when the price rose, filled when it fell; the last one follows the price'],
  ['B ▲, S ▼', 'fills: bought below the candle, sold above it'],
  ['●', 'a signal to buy or sell; with its confidence where it was followed'],
  ['Lines', 'average price, target and stop of the open position'],
];

export const CHART_KEYS: readonly Meaning[] = [
  ['← →', 'on the chart: move it'],
  ['+ -', 'on the chart: zoom'],
];
