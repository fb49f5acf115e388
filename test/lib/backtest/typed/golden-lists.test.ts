import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExitModel } from '../../../../src/lib/backtest/execution.ts';
import { runTyped } from '../../../../src/lib/backtest/typed/run-typed.ts';
import { type BarSeries, seriesFromBars } from '../../../../src/lib/core/bar-series.ts';
import { exits, FREE } from '../../../support/engine-input.ts';
import { ourLine, playGrademark, type Rules, readStw, theirLines } from '../../../support/grademark.ts';

const REASONS = {
  'exit-rule': 'EXIT_SIGNAL',
  'stop-loss': 'EXIT_STOP',
  'profit-target': 'EXIT_TARGET',
};

/** Published line → ours, for the trades that differ. */
type Differences = Readonly<Record<string, string>>;

function meanOf(series: BarSeries, size: number, bar: number): number {
  let sum = 0;
  for (let k = bar - size + 1; k <= bar; k++) sum += series.close[k]!;
  return sum / size;
}

const exitsOf = (changes: Partial<ExitModel>) => ({ execution: exits(changes) });

describe('the typed-array engine on the published lists of Grademark', () => {
  let folder: string;
  let series: BarSeries;

  before(function () {
    if (!process.env.HIVE_REAL_DATA) return this.skip();
    folder = join(process.env.HIVE_REAL_DATA, 'backtests', 'grademark');
    series = readStw(folder);
  });

  const isBelow = (bar: number) => series.close[bar]! < meanOf(series, 30, bar);
  const isAbove = (bar: number) => series.close[bar]! > meanOf(series, 30, bar);
  const rulesWith = (changes: Partial<Rules>): Rules => ({
    execution: {},
    enters: isBelow,
    exits: isAbove,
    ...changes,
  });

  function compare(name: string, rules: Rules, other: { reasons?: object; differences?: Differences } = {}) {
    const path = join(folder, `backtest-mean-reversion-${name}.json`);
    const published = theirLines(path, { ...REASONS, ...other.reasons });
    const { trades } = playGrademark(series, rules);
    const ours = Array.from({ length: trades.length }, (_, index) => ourLine(series, trades.at(index)));
    const { differences = {} } = other;
    for (const line of Object.keys(differences))
      assert.ok(published.includes(line), `not published: ${line}`);
    assert.deepEqual(
      ours,
      published.map(line => differences[line] ?? line),
    );
    return published.length;
  }

  it('makes the 15 trades of the basic strategy', () => {
    assert.equal(compare('basic-strategy', rulesWith({})), 15);
  });

  it('makes the 17 trades with a stop loss of 1.5 %: no stop of this list was jumped over', () => {
    assert.equal(compare('with-stop-loss', rulesWith(exitsOf({ stopLossPpb: 15_000_000 }))), 17);
  });

  it('makes the 18 trades with a target of 1 %, but sees gaps and the day of the entry', () => {
    const differences = {
      // Opened beyond the target where the rule sold anyway: the same price, another reason.
      '2017-04-20 54.68 → 2017-04-24 55.24 0.56000 EXIT_SIGNAL':
        '2017-04-20 54.68 → 2017-04-24 55.24 0.56000 EXIT_TARGET',
      '2017-12-07 55.96 → 2017-12-11 56.52 0.56000 EXIT_SIGNAL':
        '2017-12-07 55.96 → 2017-12-11 56.52 0.56000 EXIT_TARGET',
      // Opened at 55.16, beyond the target of 55.146.
      '2017-05-15 54.6 → 2017-05-16 55.146 0.54600 EXIT_TARGET':
        '2017-05-15 54.6 → 2017-05-16 55.16 0.56000 EXIT_TARGET',
      // The high of the day of the entry is 54.44; Grademark looks for targets from the next day on.
      '2017-06-28 53.85 → 2017-06-29 54.3885 0.53850 EXIT_TARGET':
        '2017-06-28 53.85 → 2017-06-28 54.3885 0.53850 EXIT_TARGET',
    };
    const rules = rulesWith(exitsOf({ takeProfitPpb: 10_000_000 }));
    assert.equal(compare('with-profit-target', rules, { differences }), 18);
  });

  it('makes the 19 trades with a longest holding time', () => {
    // Grademark counts the bars after that of the entry, asks at the close and sells at the next open.
    const rules = rulesWith({ ...exitsOf({ maxBars: 4 }), exits: () => false });
    const reasons = { 'exit-rule': 'EXIT_TIME' };
    assert.equal(compare('with-maximum-holding-period', rules, { reasons }), 19);
  });

  it('makes the 16 trades with a trailing stop of 3 %', () => {
    const reasons = { 'stop-loss': 'EXIT_TRAILING' };
    const rules = rulesWith(exitsOf({ trailingStopPpb: 30_000_000 }));
    assert.equal(compare('with-trailing-stop', rules, { reasons }), 16);
  });

  it('makes the 35 trades with a conditional buy, nine of them at the condition instead of an open below it', () => {
    // Grademark always wants to buy here, 0.1 % above the first close on which it is asked. Its order waits until a
    // high is there, and fills at that day's open even when the open was below the condition. Ours lives for one day,
    // so it is given on the eve of that day, and fills at the condition when the open is below it.
    let condition: number | null = null;
    const enters = (bar: number): boolean => {
      condition ??= series.close[bar]! * 1.001;
      if (!(series.high[bar + 1]! >= condition)) return false;
      condition = null;
      return true;
    };
    const rules = rulesWith({ execution: { entry: { triggerPpb: 1_000_000 } }, enters });
    // These nine days opened below the condition.
    const differences = {
      '2017-04-03 55.01 → 2017-04-05 55.12 0.11000 EXIT_SIGNAL':
        '2017-04-03 55.09504 → 2017-04-05 55.12 0.02496 EXIT_SIGNAL',
      '2017-05-01 55.53 → 2017-05-03 55.75 0.22000 EXIT_SIGNAL':
        '2017-05-01 55.66561 → 2017-05-03 55.75 0.08439 EXIT_SIGNAL',
      '2017-05-15 54.6 → 2017-06-14 54.63 0.03000 EXIT_SIGNAL':
        '2017-05-15 54.91486 → 2017-06-14 54.63 -0.28486 EXIT_SIGNAL',
      '2017-07-03 53.54 → 2017-07-05 54.18 0.64000 EXIT_SIGNAL':
        '2017-07-03 53.61356 → 2017-07-05 54.18 0.56644 EXIT_SIGNAL',
      '2017-08-04 53.5 → 2017-08-08 54.2 0.70000 EXIT_SIGNAL':
        '2017-08-04 53.72367 → 2017-08-08 54.2 0.47633 EXIT_SIGNAL',
      '2017-08-10 54.06 → 2017-08-16 54 -0.06000 EXIT_SIGNAL':
        '2017-08-10 54.07402 → 2017-08-16 54 -0.07402 EXIT_SIGNAL',
      '2017-10-20 54.85 → 2017-10-24 55.07 0.22000 EXIT_SIGNAL':
        '2017-10-20 55.09504 → 2017-10-24 55.07 -0.02504 EXIT_SIGNAL',
      '2017-10-26 55.12 → 2017-10-30 55.4 0.28000 EXIT_SIGNAL':
        '2017-10-26 55.22517 → 2017-10-30 55.4 0.17483 EXIT_SIGNAL',
      '2017-11-27 56.15 → 2017-11-29 56.57 0.42000 EXIT_SIGNAL':
        '2017-11-27 56.28623 → 2017-11-29 56.57 0.28377 EXIT_SIGNAL',
    };
    assert.equal(compare('with-conditional-buy', rules, { differences }), 35);
  });
});

describe('the typed-array engine on ORCL in 2001', () => {
  it("makes the trades of pyalgotrade's crossing means and its final equity of 977.30", function () {
    if (!process.env.HIVE_REAL_DATA) return this.skip();
    const folder = join(process.env.HIVE_REAL_DATA, 'backtests', 'pyalgotrade');
    const series = readOracle(join(folder, 'orcl-2001-yahoofinance.csv'));
    const expected = JSON.parse(readFileSync(join(folder, 'orcl-2001-sma10-25.expected.json'), 'utf8'));
    const codes = new Int8Array(series.length);
    const side = (bar: number) => Math.sign(meanOf(series, 10, bar) - meanOf(series, 25, bar));
    for (let bar = 25; bar < series.length; bar++) {
      if (side(bar) !== side(bar - 1)) codes[bar] = side(bar);
    }
    const run = runTyped({
      symbols: [
        {
          symbol: 'ORCL',
          series,
          track: { codes, confidence: null, widths: null, tagOf: () => '' },
          detail: null,
          firstBar: 0,
        },
      ],
      execution: { ...FREE, side: 'long-short', sizing: { kind: 'qty', nanos: 10e9 }, unitNanos: 1e9 },
      startingCents: 100_000,
    });
    const day = (bar: number) => new Date(series.time[bar]!).toISOString().slice(0, 10);
    const all = Array.from({ length: run.trades.length }, (_, index) => run.trades.at(index));
    const closed = all.slice(0, -1).map(trade => ({
      entry: [day(trade.entryBar), trade.entryPriceNanos / 1e9],
      exit: [day(trade.exitBar!), trade.exitPriceNanos! / 1e9],
      profitCents: trade.profitCents,
    }));
    assert.deepEqual(
      closed,
      expected.my_trades.map(
        ([entryDay, entry, exitDay, exit, profit]: [string, number, string, number, number]) => ({
          entry: [entryDay, entry],
          exit: [exitDay, exit],
          profitCents: Math.round(profit * 100),
        }),
      ),
    );
    const last = all.at(-1)!;
    assert.deepEqual(
      [last.side, day(last.entryBar), last.entryPriceNanos / 1e9, last.exitBar],
      ['short', '2001-12-27', 14.1, null],
    );
    // Published by pyalgotrade's own test (testcases/sma_crossover_test.py), the same as NinjaTrader's.
    assert.equal(run.equity.at(-1)!.toFixed(2), '977.30');
  });
});

/** Unadjusted prices, newest first in the file: Date,Open,High,Low,Close,Volume,Adj Close. */
function readOracle(path: string): BarSeries {
  const [, ...lines] = readFileSync(path, 'utf8').trim().split('\n');
  const bars = lines.map(line => {
    const [date, ...numbers] = line.split(',');
    const [open, high, low, close, volume] = numbers.map(Number) as [number, number, number, number, number];
    return { timeMs: Date.parse(`${date}T00:00:00Z`), open, high, low, close, volume };
  });
  return seriesFromBars(
    'ORCL',
    '1d',
    bars.toSorted((a, b) => a.timeMs - b.timeMs),
  );
}
