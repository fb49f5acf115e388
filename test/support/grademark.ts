import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineRun, EngineTrade } from '../../src/lib/backtest/engine-run.ts';
import type { ExecutionModel } from '../../src/lib/backtest/execution.ts';
import { runTyped } from '../../src/lib/backtest/typed/run-typed.ts';
import { type BarSeries, seriesFromBars, sliceSeries } from '../../src/lib/core/bar-series.ts';
import { FREE } from './engine-input.ts';

/*
 * The published backtests of Grademark (https://github.com/Grademark/grademark at dee7bb1a, MIT): a strategy is asked
 * for entries while it is out of the market and for exits while it is in, on every bar but those in which an order
 * fills; orders fill at the next open. A backtest of HIVE reads signals that know no position, so here they are made
 * bar by bar, from the closes and from what has been filled so far.
 */

const SHARES = 1_000;

/** Daily bars of STW in 2017; the file has days of Sydney as d/m/y. */
export function readStw(folder: string): BarSeries {
  const [, ...lines] = readFileSync(join(folder, 'STW.csv'), 'utf8').trim().split('\n');
  const bars = lines.map(line => {
    const [date, ...numbers] = line.split(',');
    const [day, month, year] = date!.split('/').map(Number);
    const [open, high, low, close, volume] = numbers.map(Number) as [number, number, number, number, number];
    return { timeMs: Date.UTC(year!, month! - 1, day), open, high, low, close, volume };
  });
  return seriesFromBars('STW', '1d', bars);
}

export interface Rules {
  readonly execution: Partial<ExecutionModel>;
  /** Asked on a bar without fills: out of the market whether to buy, in it whether to sell. */
  enters(bar: number): boolean;
  exits(bar: number): boolean;
}

/** First bar whose close is asked about: thirty come before it. */
const FIRST = 30;

const execution = (rules: Rules): ExecutionModel => ({
  ...FREE,
  sizing: { kind: 'qty', nanos: SHARES * 1e9 },
  ...rules.execution,
});

export function playGrademark(series: BarSeries, rules: Rules): EngineRun {
  const codes = new Int8Array(series.length);
  const track = { codes, confidence: null, widths: null, tagOf: () => '' };
  const run = (bars: BarSeries, model: ExecutionModel) =>
    runTyped({
      symbols: [{ symbol: 'STW', series: bars, track, detail: null, firstBar: 0 }],
      execution: model,
      startingCents: 1e9,
    });
  for (let bar = FIRST; bar < series.length; bar++) {
    const { fills, trades } = run(sliceSeries(series, 0, bar + 1), execution(rules));
    if (fills.length > 0 && fills.at(fills.length - 1).bar === bar) continue;
    const isIn = trades.length > 0 && trades.at(trades.length - 1).exitBar === null;
    codes[bar] = isIn ? (rules.exits(bar) ? -1 : 0) : rules.enters(bar) ? 1 : 0;
  }
  return run(series, { ...execution(rules), closeAtEnd: 'last-close' });
}

const price = (dollars: number): string => String(Number(dollars.toFixed(9)));

/** "entry day, price → exit day, price, profit of a share, reason", for a trade of ours … */
export function ourLine(series: BarSeries, trade: EngineTrade): string {
  const day = (bar: number) => new Date(series.time[bar]!).toISOString().slice(0, 10);
  const entry = `${day(trade.entryBar)} ${price(trade.entryPriceNanos / 1e9)}`;
  const exit = `${day(trade.exitBar!)} ${price(trade.exitPriceNanos! / 1e9)}`;
  return `${entry} → ${exit} ${(trade.profitCents / 100 / SHARES).toFixed(5)} ${trade.exitReason}`;
}

interface GrademarkTrade {
  readonly entryTime: string;
  readonly entryPrice: number;
  readonly exitTime: string;
  readonly exitPrice: number;
  readonly profit: number;
  readonly exitReason: string;
}

const sydney = new Intl.DateTimeFormat('en-CA', { timeZone: 'Australia/Sydney' });

/** … and for those of a published list. `reasons` are our words for theirs. */
export function theirLines(path: string, reasons: Readonly<Record<string, string>>): string[] {
  const list: GrademarkTrade[] = JSON.parse(readFileSync(path, 'utf8'));
  return list.map(({ entryTime, entryPrice, exitTime, exitPrice, profit, exitReason }) => {
    const entry = `${sydney.format(new Date(entryTime))} ${price(entryPrice)}`;
    const exit = `${sydney.format(new Date(exitTime))} ${price(exitPrice)}`;
    return `${entry} → ${exit} ${profit.toFixed(5)} ${reasons[exitReason] ?? exitReason}`;
  });
}
