import { isInterval } from '../../../core/interval.ts';
import { candles } from '../../shared/browser/charts/candles.ts';
import type { MountIsland } from '../../shared/browser/islands.ts';
import { chartData } from '../chart-data.ts';
import { EquityChart } from './equity-chart.ts';

/** What fills the places for charts. */
export const CHARTS: Readonly<Record<string, MountIsland>> = {
  candles: candles((state, { dataset: { symbol = '', interval = '' } }) =>
    isInterval(interval) ? chartData(state, { symbol, interval }) : null,
  ),
  equity: place => new EquityChart(place),
};
