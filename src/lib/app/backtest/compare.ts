import type { z } from 'zod';
import type { BacktestResult } from '../schemas/backtest.ts';
import type { schema } from '../schemas/backtest-compare.ts';

export type BacktestComparison = z.infer<typeof schema>;

/** Figures worth a line in a comparison. */
const FIGURES = [
  'total_trades',
  'profit_total',
  'profit_total_abs',
  'cagr',
  'sharpe',
  'sortino',
  'calmar',
  'max_drawdown_account',
  'profit_factor',
  'winrate',
  'expectancy_ratio',
  'exposure',
  'total_fees',
] as const satisfies readonly (keyof BacktestResult)[];

/** Two results side by side: the settings that differ, and the figures. */
export function compareResults(first: BacktestResult, second: BacktestResult): BacktestComparison {
  return {
    first: first.id,
    second: second.id,
    same_bars: first.data.sha256 === second.data.sha256,
    settings: differences(settingsOf(first), settingsOf(second)),
    figures: FIGURES.map(name => figure(name, first[name], second[name])),
  };
}

type Value = string | number | null;

const settingsOf = ({
  strategy,
  params,
  data,
  execution,
  seed,
  version,
}: BacktestResult): Map<string, Value> =>
  new Map<string, Value>([
    ['strategy', strategy],
    ...Object.entries(params).map(([name, value]) => [`param ${name}`, value] as const),
    ['symbols', data.symbols.join(', ')],
    ['interval', data.interval],
    ['from', data.from],
    ['to', data.to],
    ['bars', data.sha256.slice(0, 12)],
    ['seed', seed],
    ['version', version],
    ...Object.entries(execution),
  ]);

function differences(
  first: ReadonlyMap<string, Value>,
  second: ReadonlyMap<string, Value>,
): BacktestComparison['settings'] {
  const names = [...new Set([...first.keys(), ...second.keys()])];
  return names
    .map(name => ({ name, first: first.get(name) ?? null, second: second.get(name) ?? null }))
    .filter(setting => setting.first !== setting.second);
}

const figure = (
  name: string,
  first: number | null,
  second: number | null,
): BacktestComparison['figures'][number] => ({
  name,
  first,
  second,
  change: first === null || second === null ? null : second - first,
});
