import assert from 'node:assert/strict';
import type { ExecutionModel } from '../../../../src/lib/backtest/execution.ts';
import { runReplay } from '../../../../src/lib/backtest/replay/run-replay.ts';
import { seriesFromBars } from '../../../../src/lib/core/bar-series.ts';
import {
  DAY_ONE,
  exits,
  FLAT,
  FREE,
  listOf,
  type OneSymbol,
  oneSymbol,
  ppb,
  type Row,
  seriesOf,
  shortFills,
  trackOf,
} from '../../../support/engine-input.ts';

const played = (input: OneSymbol) => runReplay(oneSymbol(input));
const fillsOf = (input: OneSymbol) => shortFills(played(input).fills);
const fees = (changes: Partial<ExecutionModel['fees']>): Partial<ExecutionModel> => ({
  fees: { ...FREE.fees, ...changes },
});
const LONG_SHORT: Partial<ExecutionModel> = { side: 'long-short' };

describe('a signal', () => {
  const rows: Row[] = [FLAT, [101, 102, 99, 101], [103, 103, 103, 103], FLAT];

  it('is there for every bar, or the run is refused', () => {
    const { symbols, ...rest } = oneSymbol({ rows, signs: '+' });
    const short = symbols.map(each => ({ ...each, track: trackOf('+..') }));
    assert.throws(() => runReplay({ ...rest, symbols: short }), /3 signals for 4 bars of BTC\/USD/);
  });

  it('fills at the open of the next bar', () => {
    assert.deepEqual(fillsOf({ rows, signs: '.+', cash: 1_030 }), ['2 buy ENTRY_SIGNAL 10 @ 103']);
  });

  it('fills at the close of its own bar when asked to', () => {
    const fill = 'signal-close' as const;
    assert.deepEqual(fillsOf({ rows, signs: '.+-', cash: 1_010, execution: { fill } }), [
      '1 buy ENTRY_SIGNAL 10 @ 101',
      '2 sell EXIT_SIGNAL 10 @ 103',
    ]);
  });

  it('that fills at a close meets the stop from the next bar on', () => {
    const execution = { ...exits({ stopLossPpb: ppb(0.05) }), fill: 'signal-close' as const };
    const falls: Row[] = [
      [100, 100, 90, 100],
      [100, 100, 94, 99],
    ];
    assert.deepEqual(fillsOf({ rows: falls, signs: '+', execution }), [
      '0 buy ENTRY_SIGNAL 10 @ 100',
      '1 sell EXIT_STOP 10 @ 95',
    ]);
  });

  it('before the first tradable bar only warms up; the one just before it fills', () => {
    assert.deepEqual(fillsOf({ rows, signs: '+', firstBar: 2 }), []);
    assert.deepEqual(fillsOf({ rows, signs: '.+', firstBar: 2, cash: 1_030 }), [
      '2 buy ENTRY_SIGNAL 10 @ 103',
    ]);
  });

  it('to sell does nothing while flat, one to buy nothing while long', () => {
    assert.deepEqual(fillsOf({ rows, signs: '-++', cash: 1_030 }), ['2 buy ENTRY_SIGNAL 10 @ 103']);
  });

  it('turns a position round in one moment, both ways', () => {
    const turns: Row[] = [FLAT, FLAT, [110, 110, 110, 110], [100, 100, 100, 100]];
    // Long 10 to $1,100; short floor(1100 / 110) = 10; bought back at 100: $1,200, and 12 long.
    assert.deepEqual(fillsOf({ rows: turns, signs: '+-+', execution: LONG_SHORT }), [
      '1 buy ENTRY_SIGNAL 10 @ 100',
      '2 sell EXIT_SIGNAL 10 @ 110',
      '2 sell ENTRY_SIGNAL 10 @ 110',
      '3 buy EXIT_SIGNAL 10 @ 100',
      '3 buy ENTRY_SIGNAL 12 @ 100',
    ]);
  });
});

describe('costs', () => {
  it('of a fee in coins are taken off the coins bought, rounded up to 1e-9, and in cash on the way out', () => {
    const rows: Row[] = [FLAT, [3, 3, 3, 3], [3, 3, 3, 3]];
    const { fills, trades, cashCents } = played({
      ...{ rows, signs: '+-', cash: 10 },
      execution: fees({ takerPpm: 2_500, takenIn: 'asset' }),
    });
    // floor(10 / 3) = 3.333333333 coins for 10.00; fee ceil(0.0025 × 3.333333333) = 0.008333334, worth 0.03.
    // The 3.324999999 left bring floor(9.974999997) = 9.97, less a fee of ceil(0.024925) = 0.03.
    const [buy, sell] = listOf(fills);
    assert.deepEqual([buy!.qtyNanos, buy!.cashCents, buy!.feeCents], [3_333_333_333, -1_000, 3]);
    assert.deepEqual([sell!.qtyNanos, sell!.cashCents, sell!.feeCents], [3_324_999_999, 994, 3]);
    assert.equal(cashCents, 994);
    const [trade] = listOf(trades);
    assert.deepEqual([trade!.stakeCents, trade!.profitCents, trade!.qtyNanos], [1_000, -6, 3_333_333_333]);
  });

  it('of a fee in cash are part of what all the cash pays for', () => {
    const { fills } = played({ rows: [FLAT, FLAT], signs: '+', execution: fees({ takerPpm: 2_500 }) });
    // floor(1000 / 1.0025) = 997.50 and ceil(0.25 %) of it = 2.50.
    const [buy] = listOf(fills);
    assert.deepEqual([buy!.qtyNanos, buy!.cashCents, buy!.balanceCents], [9_975_000_000, -100_000, 0]);
  });

  it('of the spread fall on both sides, or on the entry alone', () => {
    const prices = (spread: ExecutionModel['spread']) =>
      listOf(played({ rows: [FLAT, FLAT, FLAT], signs: '+-', execution: { spread } }).fills).map(
        ({ priceNanos }) => priceNanos / 1e9,
      );
    assert.deepEqual(prices({ ppm: 10_000, on: 'both' }), [100.5, 99.5]);
    assert.deepEqual(prices({ ppm: 10_000, on: 'entry' }), [101, 100]);
  });

  it('round prices against us at the ninth decimal', () => {
    const rows: Row[] = [FLAT, [1.000000001, 1.1, 1, 1.000000001], [1.000000001, 1.1, 1, 1]];
    const spread = { ppm: 100, on: 'both' as const };
    const fills = listOf(played({ rows, signs: '+-', execution: { spread } }).fills);
    // 1.000000001 × 1.00005 = 1.00005000100005 up; × 0.99995 = 0.99995000099995 down.
    assert.deepEqual(
      fills.map(({ priceNanos }) => priceNanos),
      [1_000_050_002, 999_950_000],
    );
  });
});

describe('sizes', () => {
  const bought = (execution: Partial<ExecutionModel>, price = 100) => {
    const row: Row = [price, price, price, price];
    const run = played({ rows: [row, row], signs: '+', execution });
    return run.fills.length > 0 ? run.fills.at(0).qtyNanos / 1e9 : run.rejected;
  };

  it('are a share of equity, a fixed sum, a fixed quantity, or all there is', () => {
    assert.equal(bought({ sizing: { kind: 'fraction', ppm: 250_000 } }), 2.5);
    assert.equal(bought({ sizing: { kind: 'notional', cents: 30_000 } }), 3);
    assert.equal(bought({ sizing: { kind: 'qty', nanos: 1_500_000_000 } }), 1.5);
    assert.equal(bought({ sizing: { kind: 'all-in' } }), 10);
  });

  it('are rounded down to the unit', () => {
    assert.equal(bought({ unitNanos: 1_000_000_000 }, 300), 3);
    assert.equal(bought({ unitNanos: 1_000 }, 300), 3.333333);
    assert.deepEqual(bought({ unitNanos: 1_000_000_000 }, 1_001), { NO_CASH: 1 });
  });

  it('that are fixed are not bought at all when cash and fee do not suffice', () => {
    const fee = fees({ takerPpm: 2_500 });
    assert.equal(bought({ ...fee, sizing: { kind: 'notional', cents: 99_750 } }), 9.975);
    assert.deepEqual(bought({ ...fee, sizing: { kind: 'notional', cents: 99_751 } }), { NO_CASH: 1 });
    assert.deepEqual(bought({ sizing: { kind: 'qty', nanos: 10_000_000_001 } }), { NO_CASH: 1 });
  });

  it('leave the proceeds of shorts, and as much again, alone', () => {
    const eth = seriesOf([FLAT, FLAT, FLAT, FLAT], { symbol: 'ETH/USD' });
    const input = oneSymbol({ rows: [FLAT, FLAT, FLAT, FLAT], signs: '-' });
    const second = { symbol: 'ETH/USD', series: eth, track: trackOf('.+..'), detail: null, firstBar: 0 };
    const execution = {
      ...input.execution,
      ...LONG_SHORT,
      sizing: { kind: 'fraction', ppm: 600_000 } as const,
    };
    const run = runReplay({ ...input, execution, symbols: [...input.symbols, second] });
    // Short 6 at 100: cash 1,600, free 1,600 − 2 × 600 = 400, less than 60 % of the equity of 1,000.
    assert.deepEqual(shortFills(run.fills), ['1 sell ENTRY_SIGNAL 6 @ 100', '2 buy ENTRY_SIGNAL 4 @ 100']);
  });
});

describe('a cap on volume', () => {
  const volume = { capPpm: 100_000 };
  const thin = (volumes: readonly number[]): Row[] =>
    volumes.map(traded => [100, 100, 100, 100, traded] as const);

  it('fills an entry in part and drops the rest, and fills an exit over several opens', () => {
    // A tenth of 40 = 4; out by 1.5, by 1.5, nothing, and the last 1.
    const run = played({ rows: thin([40, 40, 15, 15, 0, 40]), signs: '+-', execution: { volume } });
    assert.deepEqual(shortFills(run.fills), [
      '1 buy ENTRY_SIGNAL 4 @ 100',
      '2 sell EXIT_SIGNAL 1.5 @ 100',
      '3 sell EXIT_SIGNAL 1.5 @ 100',
      '5 sell EXIT_SIGNAL 1 @ 100',
    ]);
    assert.equal(run.trades.length, 1);
    assert.equal(run.trades.at(0).exitBar, 5);
  });

  it('drops an entry whose bar hardly trades, or of whose volume nothing is known', () => {
    for (const traded of [0, Number.NaN]) {
      const run = played({ rows: thin([1, traded, 1]), signs: '+', execution: { volume } });
      assert.deepEqual([run.fills.length, run.rejected], [0, { NO_VOLUME: 1 }]);
    }
  });

  it('leaves an unfinished exit alone until the next open, whatever is signalled or reached', () => {
    const execution = { ...exits({ stopLossPpb: ppb(0.05) }), volume, fill: 'next-open' as const };
    const rows: Row[] = [...thin([40, 40]), [100, 100, 90, 91, 20], [91, 91, 91, 91, 400], FLAT];
    assert.deepEqual(fillsOf({ rows, signs: '+-+', execution }), [
      '1 buy ENTRY_SIGNAL 4 @ 100',
      '2 sell EXIT_SIGNAL 2 @ 100',
      '3 sell EXIT_SIGNAL 2 @ 91',
    ]);
  });

  it('leaves it alone at a close as well, when signals fill there', () => {
    const execution = { volume, fill: 'signal-close' as const };
    // Out by 1 at the close of bar 1 and by 2 at the next open; the signal at the close of bar 2 finds it unfinished.
    const fills = fillsOf({ rows: thin([40, 10, 20, 40]), signs: '+--', execution });
    assert.deepEqual(fills, [
      '0 buy ENTRY_SIGNAL 4 @ 100',
      '1 sell EXIT_SIGNAL 1 @ 100',
      '2 sell EXIT_SIGNAL 2 @ 100',
      '3 sell EXIT_SIGNAL 1 @ 100',
    ]);
  });

  it('opens nothing the other way while the exit is unfinished', () => {
    const rows = thin([40, 40, 20, 40]);
    const run = played({ rows, signs: '+-', execution: { volume, ...LONG_SHORT } });
    assert.deepEqual(run.rejected, { NO_VOLUME: 1 });
    assert.equal(run.barsInMarket, 2);
  });
});

describe('the trigger of an entry', () => {
  const execution = { entry: { triggerPpb: ppb(0.02) } };

  it('buys where the bar reaches it, or at an open beyond it, else not at all', () => {
    const cash = 1_020;
    const reached: Row[] = [FLAT, [100, 103, 99, 101]];
    assert.deepEqual(fillsOf({ rows: reached, signs: '+', execution, cash }), [
      '1 buy ENTRY_SIGNAL 10 @ 102',
    ]);
    const beyond: Row[] = [FLAT, [102, 103, 99, 101]];
    assert.deepEqual(fillsOf({ rows: beyond, signs: '+', execution, cash }), ['1 buy ENTRY_SIGNAL 10 @ 102']);
    const missed: Row[] = [FLAT, [100, 101.99, 99, 101], [110, 110, 110, 110]];
    assert.deepEqual(played({ rows: missed, signs: '+', execution }).rejected, { NOT_TRIGGERED: 1 });
  });

  it('sells short below', () => {
    const rows: Row[] = [FLAT, [100, 101, 97, 99]];
    const short = { ...execution, ...LONG_SHORT };
    assert.deepEqual(fillsOf({ rows, signs: '-', execution: short, cash: 980 }), [
      '1 sell ENTRY_SIGNAL 10 @ 98',
    ]);
  });

  it('lets the stop be met in the same bar', () => {
    const stopped = { ...execution, ...exits({ stopLossPpb: ppb(0.05) }) };
    const rows: Row[] = [FLAT, [90, 103, 90, 101]];
    // 102 × 0.95 = 96.9: the stop is where the price has come from, and counts as met after the entry.
    assert.deepEqual(fillsOf({ rows, signs: '+', execution: stopped, cash: 1_020 }), [
      '1 buy ENTRY_SIGNAL 10 @ 102',
      '1 sell EXIT_STOP 10 @ 96.9',
    ]);
  });
});

describe('the end of the bars', () => {
  const rows: Row[] = [FLAT, FLAT, [104, 105, 90, 95]];
  const ends = (closeAtEnd: ExecutionModel['closeAtEnd'], signs = '+.', more: Partial<ExecutionModel> = {}) =>
    played({ rows, signs, execution: { closeAtEnd, ...more } });

  it('closes at the open or the close of the last bar, or keeps', () => {
    const last = (how: ExecutionModel['closeAtEnd']) => shortFills(ends(how).fills).at(-1);
    assert.equal(last('last-open'), '2 sell END_OF_DATA 10 @ 104');
    assert.equal(last('last-close'), '2 sell END_OF_DATA 10 @ 95');
    assert.equal(last('keep'), '1 buy ENTRY_SIGNAL 10 @ 100');
  });

  it('takes equity after the closing, and values what is kept at the close', () => {
    assert.deepEqual([...ends('last-open').equity], [1_000, 1_000, 1_040]);
    assert.deepEqual([...ends('keep').equity], [1_000, 1_000, 950]);
    assert.deepEqual([ends('keep').barsInMarket, ends('last-close').barsInMarket], [2, 1]);
    const [open] = listOf(ends('keep').trades);
    assert.deepEqual([open!.exitBar, open!.exitReason, open!.profitCents], [null, null, 0]);
  });

  it('leaves no room for an entry that would be closed at the same moment', () => {
    assert.deepEqual(shortFills(ends('last-open', '.+').fills), []);
    assert.equal(ends('last-close', '.+').fills.length, 2);
    assert.deepEqual(shortFills(ends('last-close', '..+', { fill: 'signal-close' }).fills), []);
    assert.deepEqual(ends('last-open', '.+').rejected, {});
  });

  it('still knows a signal to leave at the last open as such', () => {
    assert.equal(shortFills(ends('last-open', '+-').fills).at(-1), '2 sell EXIT_SIGNAL 10 @ 104');
  });

  it('ignores the cap on volume', () => {
    const thin: Row[] = [FLAT, FLAT, [100, 100, 100, 100, 0]];
    const execution = { closeAtEnd: 'last-close', volume: { capPpm: 10_000 } } as const;
    const fills = fillsOf({ rows: thin, signs: '+', execution });
    assert.deepEqual(fills, ['1 buy ENTRY_SIGNAL 10 @ 100', '2 sell END_OF_DATA 10 @ 100']);
  });
});

describe('an account that is used up', () => {
  it('is closed at that close and trades no more', () => {
    // Short 10 at 100 with $1,000: at 200 the equity is 2,000 − 2,000 = 0.
    const rows: Row[] = [FLAT, FLAT, [150, 200, 150, 200], [50, 50, 50, 50], FLAT];
    const run = played({ rows, signs: '-.++', execution: LONG_SHORT });
    assert.deepEqual(shortFills(run.fills), ['1 sell ENTRY_SIGNAL 10 @ 100', '2 buy LIQUIDATED 10 @ 200']);
    assert.deepEqual([...run.equity], [1_000, 1_000, 0, 0, 0]);
    assert.equal(run.trades.at(0).profitCents, -100_000);
  });
});

describe('several symbols on one account', () => {
  const bars = (symbol: string, closes: readonly (number | null)[]) =>
    seriesFromBars(
      symbol,
      '1d',
      closes.flatMap((price, day) =>
        price === null
          ? []
          : [
              {
                timeMs: DAY_ONE + day * 86_400_000,
                open: price,
                high: price,
                low: price,
                close: price,
                volume: 9,
              },
            ],
      ),
    );
  const symbol = (name: string, closes: readonly (number | null)[], signs: string) => ({
    ...{ symbol: name, series: bars(name, closes), track: trackOf(signs), detail: null, firstBar: 0 },
  });

  it('take their turns in the order of the input, on the days of either', () => {
    const symbols = [
      symbol('BTC/USD', [100, 100, null, 100], '+..'),
      symbol('ETH/USD', [50, 50, 60, 70], '+.-.'),
    ];
    const run = runReplay({ symbols, startingCents: 100_000, execution: FREE });
    // BTC has taken all the cash when ETH has its turn.
    assert.deepEqual(shortFills(run.fills), ['1 buy ENTRY_SIGNAL 10 @ 100']);
    assert.deepEqual(run.rejected, { NO_CASH: 1 });
    assert.deepEqual(
      [...run.time].map(timeMs => (timeMs - DAY_ONE) / 86_400_000),
      [0, 1, 2, 3],
    );
  });

  it('have an equity that values each at its newest price', () => {
    const symbols = [
      symbol('BTC/USD', [100, 100, null, 120], '+..'),
      symbol('ETH/USD', [50, 50, 60, 70], '+...'),
    ];
    const execution = { ...FREE, sizing: { kind: 'notional', cents: 40_000 } as const };
    const run = runReplay({ symbols, startingCents: 100_000, execution });
    // 4 BTC and 8 ETH, 200 in cash.
    assert.deepEqual([...run.equity], [1_000, 1_000, 200 + 400 + 480, 200 + 480 + 560]);
  });
});
