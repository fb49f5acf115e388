import { isInterval } from '../../../core/interval.ts';
import { candles } from '../../shared/browser/charts/candles.ts';
import { type LinesData, lines } from '../../shared/browser/charts/lines.ts';
import type { MountIsland } from '../../shared/browser/islands.ts';
import type { LiveFeed } from '../../shared/state.ts';
import { chartData } from '../chart-data.ts';
import { equityOf } from '../functions/pnl.ts';

/** What fills the places for charts. */
export const CHARTS: Readonly<Record<string, MountIsland>> = {
  candles: candles((state, { dataset: { symbol = '', interval = '' } }) =>
    isInterval(interval) ? chartData(state, { symbol, interval }) : null,
  ),
  lines: lines(state => equityLines(equityOf(state))),
};

const equityLines = ({ points }: LiveFeed['equity']): LinesData => ({
  x: points.map(([atMs]) => atMs / 1_000),
  ...{ isTime: true, unit: 'usd' },
  lines: [
    { label: 'Account', colour: 'accent', fill: true, values: points.map(([, account]) => account) },
    { label: 'Control', colour: 'second', dashed: true, values: points.map(([, , control]) => control) },
  ],
});
