import { parseInstrument } from '../../core/instrument.ts';
import { periodsPerYear } from '../../performance/periods-per-year.ts';
import type { Store } from '../../store/ports.ts';
import type { BacktestDeflation, BacktestResult } from '../schemas/backtest.ts';
import { deflationOf } from './evidence/deflation.ts';

/** Enters a run into the ledger of tries: once for each fingerprint, for good. */
export function enterTry({ tries }: Pick<Store, 'tries'>, result: BacktestResult, atMs: number): void {
  const { sharpe } = result;
  tries.add([
    {
      ...stretchOf(result),
      interval: result.data.interval,
      fingerprint: result.fingerprint,
      kind: 'backtest',
      atMs,
      strategy: result.strategy,
      params: JSON.stringify(result.params),
      // The ledger keeps ratios of a day.
      sharpe: sharpe === null ? null : sharpe / Math.sqrt(daysPerYear(result)),
      days: result.periodic_breakdown.day.length,
    },
  ]);
}

/** What the tries made so far on the same market, symbols and time leave of the result. */
export function deflate({ tries }: Pick<Store, 'tries'>, result: BacktestResult): BacktestDeflation {
  const { tries: count, variance } = tries.count(stretchOf(result));
  const sharpeVariance = variance === null ? null : variance * daysPerYear(result);
  return deflationOf(result, { count, sharpeVariance }, classesOf(result));
}

const classesOf = ({ data }: BacktestResult) =>
  data.symbols.map(symbol => parseInstrument(symbol).assetClass);
const daysPerYear = (result: BacktestResult): number => periodsPerYear(classesOf(result));

const stretchOf = ({ data }: BacktestResult) => ({
  market: data.market,
  symbols: data.symbols,
  fromMs: Date.parse(data.from),
  toMs: Date.parse(data.to),
});
