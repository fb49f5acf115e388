import assert from 'node:assert/strict';
import type { EngineRun } from '../../../../src/lib/backtest/engine-run.ts';
import type { ExecutionModel } from '../../../../src/lib/backtest/execution.ts';
import { runTyped } from '../../../../src/lib/backtest/typed/run-typed.ts';
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

/*
 * Every expected number is worked out by hand from docs/how-a-bar-is-played.md (those with many digits in fractions).
 */

const play = (input: OneSymbol): EngineRun => runTyped(oneSymbol(input));
const fillsOf = (input: OneSymbol): string[] => shortFills(play(input).fills);
/** $1,000 at $100 in bar 1. */
const ENTRY = '1 buy ENTRY_SIGNAL 10 @ 100';
const SHORT: Partial<ExecutionModel> = { side: 'long-short' };

describe('money of the typed-array engine', () => {
  it('pays spread, slippage and a fee in coins to the cent and the ninth decimal', () => {
    const rows: Row[] = [FLAT, FLAT, FLAT, [110, 110, 110, 110]];
    const { fills, trades, cashCents } = play({
      rows,
      signs: '+.-',
      execution: {
        fees: { takerPpm: 2_500, makerPpm: null, takenIn: 'asset' },
        spread: { ppm: 2_000, on: 'both' },
        slippage: { ppm: 500 },
      },
    });
    // Bought at 100 × 1.001 × 1.0005, sold at 110 × 0.999 × 0.9995; 0.25 % of the coins is 24,962,544 units.
    const both = { symbol: 0, side: 'buy', purpose: 'entry', reason: 'ENTRY_SIGNAL', bar: 1 };
    assert.deepEqual(listOf(fills), [
      {
        ...both,
        qtyNanos: 9_985_017_481,
        priceNanos: 100_150_050_000,
        cashCents: -100_000,
        balanceCents: 0,
        feeCents: 251,
      },
      {
        ...{ ...both, side: 'sell', purpose: 'exit', reason: 'EXIT_SIGNAL', bar: 3 },
        qtyNanos: 9_960_054_937,
        priceNanos: 109_835_055_000,
        cashCents: 109_122,
        balanceCents: 109_122,
        feeCents: 274,
      },
    ]);
    const [trade] = listOf(trades);
    assert.deepEqual(
      {
        stake: trade?.stakeCents,
        profit: trade?.profitCents,
        fees: [trade?.feeOpenCents, trade?.feeCloseCents],
      },
      { stake: 100_000, profit: 9_122, fees: [251, 274] },
    );
    assert.equal(cashCents, 109_122);
  });

  it('spends all the cash, fee included, on whole shares, with the spread on the entry alone', () => {
    const rows: Row[] = [
      [33.33, 33.33, 33.33, 33.33],
      [33.33, 33.33, 33.33, 33.33],
      [34, 34, 34, 34],
    ];
    const { fills, cashCents } = play({
      rows,
      signs: '+-',
      execution: {
        fees: { takerPpm: 2_500, makerPpm: null, takenIn: 'cash' },
        spread: { ppm: 3_000, on: 'entry' },
        unitNanos: 1e9,
      },
    });
    assert.deepEqual(shortFills(fills), ['1 buy ENTRY_SIGNAL 29 @ 33.42999', '2 sell EXIT_SIGNAL 29 @ 34']);
    // 29 × 33.42999 = 969.47 rounded up, fee 2.43; 986.00 less 2.47.
    assert.deepEqual([fills.at(0).cashCents, fills.at(1).cashCents, cashCents], [-97_190, 98_353, 101_163]);
  });

  it('makes a short as large as half of equity buys, and buys it back', () => {
    const rows: Row[] = [FLAT, FLAT, [90, 90, 90, 90]];
    const { fills, trades, cashCents } = play({
      rows,
      signs: '-+',
      execution: {
        side: 'long-short',
        sizing: { kind: 'fraction', ppm: 500_000 },
        fees: { takerPpm: 1_000, makerPpm: null, takenIn: 'cash' },
        spread: { ppm: 10_000, on: 'both' },
        closeAtEnd: 'last-open',
      },
    });
    // $499.50 of the $500 at 99.5; brought 499.49 less 0.50; bought back at 90.45 for 454.07 and 0.46.
    assert.deepEqual(shortFills(fills), [
      '1 sell ENTRY_SIGNAL 5.020100502 @ 99.5',
      '2 buy EXIT_SIGNAL 5.020100502 @ 90.45',
    ]);
    assert.equal(cashCents, 104_446);
    const [trade] = listOf(trades);
    assert.deepEqual([trade?.side, trade?.stakeCents, trade?.profitCents], ['short', 49_899, 4_446]);
  });

  it('counts a fixed amount as NO_CASH when the fee is not covered', () => {
    const fees = { takerPpm: 2_500, makerPpm: null, takenIn: 'cash' } as const;
    const execution: Partial<ExecutionModel> = { sizing: { kind: 'notional', cents: 100_000 }, fees };
    const run = play({ rows: [FLAT, FLAT], signs: '+', execution });
    assert.deepEqual([run.fills.length, run.rejected], [0, { NO_CASH: 1 }]);
    assert.deepEqual(play({ rows: [FLAT, FLAT], signs: '+', execution, cash: 1_002.5 }).fills.length, 1);
  });
});

describe('exits of the typed-array engine', () => {
  const both = exits({ stopLossPpb: ppb(0.05), takeProfitPpb: ppb(0.1) });

  it('fill a stop at its price, and at the open of a bar that gapped over it', () => {
    const inside: Row[] = [FLAT, FLAT, [100, 111, 95, 100]];
    assert.deepEqual(fillsOf({ rows: inside, signs: '+', execution: both }), [
      ENTRY,
      '2 sell EXIT_STOP 10 @ 95',
    ]);
    const gap: Row[] = [FLAT, FLAT, [93, 111, 92, 100]];
    assert.deepEqual(fillsOf({ rows: gap, signs: '+', execution: both }), [
      ENTRY,
      '2 sell EXIT_STOP 10 @ 93',
    ]);
  });

  it('are looked for in the bar of the entry too', () => {
    const rows: Row[] = [FLAT, [100, 110, 96, 100]];
    assert.deepEqual(fillsOf({ rows, signs: '+', execution: both }), [ENTRY, '1 sell EXIT_TARGET 10 @ 110']);
  });

  it('fill a gapped target at the open, without slippage when it rests at the broker', () => {
    const rows: Row[] = [FLAT, FLAT, [112, 112, 112, 112]];
    assert.deepEqual(fillsOf({ rows, signs: '+', execution: both }), [ENTRY, '2 sell EXIT_TARGET 10 @ 112']);
    const fees = { takerPpm: 0, makerPpm: 1_500, takenIn: 'cash' } as const;
    const { fills } = play({ rows, signs: '+', execution: { ...both, fees, slippage: { ppm: 0 } } });
    assert.equal(shortFills(fills)[1], '2 sell EXIT_TARGET 10 @ 112');
    // 0.15 % of $1,120.
    assert.equal(fills.at(1).feeCents, 168);
  });

  it('follow the closes with a trailing stop, for a short downwards', () => {
    const trailing = exits({ trailingStopPpb: ppb(0.1) });
    // Closes 120 and 110: the stop stays at 108.
    const up: Row[] = [FLAT, FLAT, [100, 120, 100, 120], [119, 130, 109, 110], [110, 110, 108, 109]];
    assert.deepEqual(fillsOf({ rows: up, signs: '+', execution: trailing }), [
      ENTRY,
      '4 sell EXIT_TRAILING 10 @ 108',
    ]);
    const down: Row[] = [FLAT, FLAT, [100, 100, 80, 80], [80, 87, 70, 87], [87, 88, 86, 88]];
    assert.deepEqual(fillsOf({ rows: down, signs: '-', execution: { ...trailing, ...SHORT } }), [
      '1 sell ENTRY_SIGNAL 10 @ 100',
      '4 buy EXIT_TRAILING 10 @ 88',
    ]);
  });

  it('leave after so many bars at the open, and do not act on a signal there', () => {
    const rows: Row[] = Array(6).fill(FLAT);
    assert.deepEqual(fillsOf({ rows, signs: '+.+', execution: exits({ maxBars: 2 }) }), [
      ENTRY,
      '3 sell EXIT_TIME 10 @ 100',
    ]);
  });

  it('go by the finer bars of a bar, each with its own open', () => {
    const rows: Row[] = [FLAT, FLAT, [100, 112, 90, 100]];
    // The target comes first in these, and the finer bar that meets it opens beyond it.
    const finer: Row[] = [
      [100, 104, 99, 104],
      [111, 112, 110, 111],
      [111, 111, 90, 100],
    ];
    const detail = seriesOf(finer, { interval: '1h', startMs: DAY_ONE + 2 * 86_400_000 });
    assert.deepEqual(fillsOf({ rows, signs: '+', execution: both, detail }), [
      ENTRY,
      '2 sell EXIT_TARGET 10 @ 111',
    ]);
  });

  it('go on at the next opens while a bar trades too little', () => {
    const rows: Row[] = [
      [100, 100, 100, 100, 100],
      [100, 100, 100, 100, 100],
      [100, 100, 90, 96, 8],
      [94, 110, 94, 94, 0],
      [90, 90, 90, 90, 100],
    ];
    const capped = { ...both, volume: { capPpm: 500_000 } };
    const { fills, trades } = play({ rows, signs: '+', execution: capped });
    assert.deepEqual(shortFills(fills), [ENTRY, '2 sell EXIT_STOP 4 @ 95', '4 sell EXIT_STOP 6 @ 90']);
    // (4 × 95 + 6 × 90) / 10, and $380 + $540 of the $1,000.
    assert.deepEqual(
      [trades.at(0).exitPriceNanos, trades.at(0).profitCents, trades.at(0).exitBar],
      [92_000_000_000, -8_000, 4],
    );
  });
});

describe('entries of the typed-array engine', () => {
  it('fill at the close of the signal when asked to, and then meet stops from the next bar on', () => {
    const rows: Row[] = [
      [100, 100, 80, 100],
      [97, 100, 95, 98],
    ];
    const execution = { ...exits({ stopLossPpb: ppb(0.04) }), fill: 'signal-close' as const };
    assert.deepEqual(fillsOf({ rows, signs: '+', execution }), [
      '0 buy ENTRY_SIGNAL 10 @ 100',
      '1 sell EXIT_STOP 10 @ 96',
    ]);
  });

  it('turn a position round in one moment', () => {
    const rows: Row[] = [FLAT, FLAT, FLAT];
    assert.deepEqual(fillsOf({ rows, signs: '+-', execution: SHORT }), [
      ENTRY,
      '2 sell EXIT_SIGNAL 10 @ 100',
      '2 sell ENTRY_SIGNAL 10 @ 100',
    ]);
  });

  it('wait for a trigger inside one bar', () => {
    const execution = { entry: { triggerPpb: ppb(0.01) } };
    const reached: Row[] = [FLAT, [100.5, 102, 100, 101]];
    assert.deepEqual(fillsOf({ rows: reached, signs: '+', execution }), [
      '1 buy ENTRY_SIGNAL 9.900990099 @ 101',
    ]);
    const beyond: Row[] = [FLAT, [125, 125, 125, 125]];
    assert.deepEqual(fillsOf({ rows: beyond, signs: '+', execution }), ['1 buy ENTRY_SIGNAL 8 @ 125']);
    const missed: Row[] = [FLAT, [100, 100.99, 100, 100], [102, 102, 102, 102]];
    assert.deepEqual(play({ rows: missed, signs: '+', execution }).rejected, { NOT_TRIGGERED: 1 });
  });

  it('are cut down to the cap on volume, and to whole units', () => {
    const rows: Row[] = [FLAT, [100, 100, 100, 100, 15]];
    const execution = { volume: { capPpm: 500_000 }, unitNanos: 1e9 };
    assert.deepEqual(fillsOf({ rows, signs: '+', execution }), ['1 buy ENTRY_SIGNAL 7 @ 100']);
    const none: Row[] = [FLAT, [100, 100, 100, 100, Number.NaN]];
    assert.deepEqual(play({ rows: none, signs: '+', execution }).rejected, { NO_VOLUME: 1 });
  });

  it('of bars before the first tradable one are not there; the signal just before it fills', () => {
    const rows: Row[] = Array(4).fill(FLAT);
    const run = play({ rows, signs: '+++', firstBar: 2 });
    assert.deepEqual(shortFills(run.fills), ['2 buy ENTRY_SIGNAL 10 @ 100']);
    assert.deepEqual([...run.time], [DAY_ONE + 2 * 86_400_000, DAY_ONE + 3 * 86_400_000]);
    assert.equal(run.barsInMarket, 2);
  });
});

describe('the end of a run of the typed-array engine', () => {
  const rows: Row[] = [FLAT, FLAT, [110, 125, 105, 120]];

  it('closes at the last open, at the last close, or keeps', () => {
    const ends = (closeAtEnd: ExecutionModel['closeAtEnd']) => {
      const run = play({ rows, signs: '+', execution: { closeAtEnd } });
      return [shortFills(run.fills)[1] ?? null, run.equity.at(-1), run.barsInMarket];
    };
    assert.deepEqual(ends('last-open'), ['2 sell END_OF_DATA 10 @ 110', 1_100, 1]);
    assert.deepEqual(ends('last-close'), ['2 sell END_OF_DATA 10 @ 120', 1_200, 1]);
    assert.deepEqual(ends('keep'), [null, 1_200, 2]);
  });

  it('shows an open trade with the prices of the bars it was held in and nothing realised', () => {
    const [trade] = listOf(play({ rows, signs: '+' }).trades);
    assert.deepEqual(trade, {
      ...{ symbol: 0, side: 'long', entryBar: 1, exitBar: null, signalBar: 0, qtyNanos: 10e9 },
      ...{ entryPriceNanos: 100e9, exitPriceNanos: null, stakeCents: 100_000 },
      ...{ feeOpenCents: 0, feeCloseCents: 0, profitCents: 0, minRate: 100, maxRate: 125, exitReason: null },
    });
  });

  it('comes early when a short has used up the equity', () => {
    // Short 10 at $100 with $1,000: at a close of $200 nothing is left.
    const ruin: Row[] = [FLAT, FLAT, [150, 200, 150, 200], [50, 50, 50, 50], [50, 50, 50, 50]];
    const run = play({ rows: ruin, signs: '-..-+', execution: SHORT });
    assert.deepEqual(shortFills(run.fills), ['1 sell ENTRY_SIGNAL 10 @ 100', '2 buy LIQUIDATED 10 @ 200']);
    assert.deepEqual([...run.equity], [1_000, 1_000, 0, 0, 0]);
  });
});

describe('several symbols in the typed-array engine', () => {
  const symbol = (rows: readonly Row[], signs: string, startMs = DAY_ONE) => ({
    symbol: 'X',
    series: seriesOf(rows, { startMs }),
    track: trackOf(signs.padEnd(rows.length, '.')),
    detail: null,
    firstBar: 0,
  });
  const run = (symbols: ReturnType<typeof symbol>[], execution: Partial<ExecutionModel> = {}) =>
    runTyped({ symbols, execution: { ...FREE, ...execution }, startingCents: 100_000 });

  it('take their turns in the order of the input: the first one gets the cash', () => {
    const played = run([symbol([FLAT, FLAT], '+'), symbol([FLAT, FLAT], '+')]);
    assert.deepEqual(
      listOf(played.fills).map(({ symbol: index, bar }) => [index, bar]),
      [[0, 1]],
    );
    assert.deepEqual(played.rejected, { NO_CASH: 1 });
  });

  it('share one time axis and are valued at their newest prices', () => {
    const day = 86_400_000;
    const first = symbol([FLAT, FLAT, [100, 110, 100, 110]], '+');
    const second = symbol([FLAT, [100, 100, 80, 80]], '', DAY_ONE + 2 * day);
    const played = run([first, second]);
    assert.deepEqual(
      [...played.time],
      [0, 1, 2, 3].map(days => DAY_ONE + days * day),
    );
    assert.deepEqual([...played.equity], [1_000, 1_000, 1_100, 1_100]);
    assert.equal(played.barsInMarket, 3);
  });

  it('leave the proceeds of a short, and as much again, alone', () => {
    const half: Partial<ExecutionModel> = { side: 'long-short', sizing: { kind: 'qty', nanos: 4e9 } };
    // Short 4 at $100: cash 1,400, free 1,400 − 2 × 400 = 600, enough for 4 more, then 200 less 2 × 0.
    const played = run(
      [symbol([FLAT, FLAT], '-'), symbol([FLAT, FLAT], '+'), symbol([FLAT, FLAT], '+')],
      half,
    );
    assert.deepEqual(
      listOf(played.fills).map(({ balanceCents }) => balanceCents),
      [140_000, 100_000],
    );
    assert.deepEqual(played.rejected, { NO_CASH: 1 });
  });
});
