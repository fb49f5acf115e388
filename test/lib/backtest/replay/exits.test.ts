import assert from 'node:assert/strict';
import { runReplay } from '../../../../src/lib/backtest/replay/run-replay.ts';
import {
  exits,
  FLAT,
  listOf,
  type OneSymbol,
  oneSymbol,
  ppb,
  type Row,
  seriesOf,
  shortFills,
} from '../../../support/engine-input.ts';

const played = (input: OneSymbol) => runReplay(oneSymbol(input));
const fillsOf = (input: OneSymbol) => shortFills(played(input).fills);

/** $1,000 buy 10 at $100 in bar 1. */
const ENTRY = '1 buy ENTRY_SIGNAL 10 @ 100';
const SHORT_ENTRY = '1 sell ENTRY_SIGNAL 10 @ 100';

describe('a stop', () => {
  const execution = exits({ stopLossPpb: ppb(0.05) });

  it('fills at its price when the bar trades through it', () => {
    const rows: Row[] = [FLAT, FLAT, [100, 101, 94, 99]];
    assert.deepEqual(fillsOf({ rows, signs: '+', execution }), [ENTRY, '2 sell EXIT_STOP 10 @ 95']);
  });

  it('fills in the very bar of the entry', () => {
    const rows: Row[] = [FLAT, [100, 101, 95, 99]];
    assert.deepEqual(fillsOf({ rows, signs: '+', execution }), [ENTRY, '1 sell EXIT_STOP 10 @ 95']);
  });

  it('fills at the open when the bar has gapped below it', () => {
    const rows: Row[] = [FLAT, FLAT, [90, 97, 89, 96]];
    assert.deepEqual(fillsOf({ rows, signs: '+', execution }), [ENTRY, '2 sell EXIT_STOP 10 @ 90']);
  });

  it('does not fill a cent above it', () => {
    const rows: Row[] = [FLAT, FLAT, [100, 101, 95.01, 99]];
    assert.deepEqual(fillsOf({ rows, signs: '+', execution }), [ENTRY]);
  });

  it('comes before the target when one bar reaches both', () => {
    const both = exits({ stopLossPpb: ppb(0.05), takeProfitPpb: ppb(0.05) });
    const rows: Row[] = [FLAT, FLAT, [100, 106, 94, 105]];
    assert.deepEqual(fillsOf({ rows, signs: '+', execution: both }), [ENTRY, '2 sell EXIT_STOP 10 @ 95']);
  });

  it('is looked for at opens only when exits are not watched inside bars', () => {
    const atOpens = exits({ stopLossPpb: ppb(0.05), inside: false });
    const rows: Row[] = [FLAT, FLAT, [100, 101, 90, 94], [94, 94, 94, 94]];
    assert.deepEqual(fillsOf({ rows, signs: '+', execution: atOpens }), [ENTRY, '3 sell EXIT_STOP 10 @ 94']);
  });

  it('of a short position lies above and fills when the high reaches it', () => {
    const rows: Row[] = [FLAT, FLAT, [100, 105, 99, 100]];
    const short = { ...execution, side: 'long-short' as const };
    assert.deepEqual(fillsOf({ rows, signs: '-', execution: short }), [
      SHORT_ENTRY,
      '2 buy EXIT_STOP 10 @ 105',
    ]);
  });

  it('of a short position fills at the open of a bar that gapped above it', () => {
    const rows: Row[] = [FLAT, FLAT, [110, 111, 104, 105]];
    const short = { ...execution, side: 'long-short' as const };
    assert.deepEqual(fillsOf({ rows, signs: '-', execution: short }), [
      SHORT_ENTRY,
      '2 buy EXIT_STOP 10 @ 110',
    ]);
  });

  it('is met by the bid and filled below it by the slippage', () => {
    // Spread 2 %, all cash at an ask of 101: stop floor(101 × 0.95) = 95.95. The bid of a low of 96.9 is 95.931.
    const rows: Row[] = [FLAT, FLAT, [100, 101, 96.9, 99]];
    const costly = { ...execution, spread: { ppm: 20_000, on: 'both' as const }, slippage: { ppm: 1_000 } };
    const [entry, exit] = listOf(played({ rows, signs: '+', execution: costly }).fills);
    // Slippage 0.1 %: bought at 101 × 1.001, sold at 95.95 × 0.999.
    assert.equal(entry!.priceNanos, 101_101_000_000);
    assert.equal(exit!.priceNanos, 95_854_050_000);
  });

  it('within the spread fills at the bid, not above it', () => {
    // Ask 101, stop 101 × 0.995 = 100.495, above the bid of 99.
    const tight = { ...exits({ stopLossPpb: ppb(0.005) }), spread: { ppm: 20_000, on: 'both' as const } };
    const fills = fillsOf({ rows: [FLAT, FLAT], signs: '+', execution: tight });
    assert.deepEqual(fills.slice(1), ['1 sell EXIT_STOP 9.900990099 @ 99']);
  });
});

describe('a target', () => {
  const execution = exits({ takeProfitPpb: ppb(0.05) });
  const RISES: Row[] = [FLAT, FLAT, [100, 106, 99, 104]];

  it('fills at its price, and at the open of a bar that gapped above it', () => {
    assert.deepEqual(fillsOf({ rows: RISES, signs: '+', execution }), [ENTRY, '2 sell EXIT_TARGET 10 @ 105']);
    const gapped: Row[] = [FLAT, FLAT, [107, 108, 106, 107]];
    assert.deepEqual(fillsOf({ rows: gapped, signs: '+', execution }), [
      ENTRY,
      '2 sell EXIT_TARGET 10 @ 107',
    ]);
  });

  it('that rests at the broker fills without slippage, at its price or the better open, at the fee of a maker', () => {
    const maker = {
      ...execution,
      slippage: { ppm: 10_000 },
      fees: { takerPpm: 2_500, makerPpm: 1_500, takenIn: 'cash' as const },
    };
    // Bought at 101 (1 % slippage): cost floor(1000 / 1.0025) = 997.50, quantity 9.876237623 and fee 2.50.
    // The target is set from the quote of 100, before slippage: 105. It brings floor(9.876237623 × 105) = 1037.00
    // less ceil(0.15 %) = 1.56.
    const [entry, exit] = listOf(played({ rows: RISES, signs: '+', execution: maker }).fills);
    assert.deepEqual([entry!.qtyNanos, entry!.cashCents, entry!.feeCents], [9_876_237_623, -100_000, 250]);
    assert.deepEqual([exit!.priceNanos, exit!.cashCents, exit!.feeCents], [105_000_000_000, 103_544, 156]);
    const gapped: Row[] = [FLAT, FLAT, [107, 108, 106, 107]];
    const [, late] = listOf(played({ rows: gapped, signs: '+', execution: maker }).fills);
    assert.equal(late!.priceNanos, 107_000_000_000);
  });

  it('of a short position lies below', () => {
    const rows: Row[] = [FLAT, FLAT, [100, 101, 94, 96]];
    const short = { ...execution, side: 'long-short' as const };
    assert.deepEqual(fillsOf({ rows, signs: '-', execution: short }), [
      SHORT_ENTRY,
      '2 buy EXIT_TARGET 10 @ 95',
    ]);
  });

  it('comes from the bet of the strategy where no distance is asked for', () => {
    const track = { widths: () => ({ target: 0.04, stop: 0.03 }) };
    const fills = fillsOf({ rows: RISES, signs: '+', track });
    assert.deepEqual(fills, [ENTRY, '2 sell EXIT_TARGET 10 @ 104']);
    const asked = fillsOf({ rows: RISES, signs: '+', track, execution });
    assert.deepEqual(asked, [ENTRY, '2 sell EXIT_TARGET 10 @ 105']);
  });
});

describe('a trailing stop', () => {
  const execution = exits({ trailingStopPpb: ppb(0.1) });

  it('follows the closes up and never down', () => {
    const rows: Row[] = [
      FLAT,
      [100, 120, 100, 120], // From 90 to 108 at the close.
      [120, 120, 109, 110], // Stays at 108.
      [110, 111, 107, 110],
    ];
    assert.deepEqual(fillsOf({ rows, signs: '+', execution }), [ENTRY, '3 sell EXIT_TRAILING 10 @ 108']);
  });

  it('does not follow a high that the bar has lost again', () => {
    const rows: Row[] = [FLAT, [100, 150, 100, 100], [100, 100, 91, 95]];
    assert.deepEqual(fillsOf({ rows, signs: '+', execution }), [ENTRY]);
  });

  it('gives way to a fixed stop that is nearer, and takes over once it is above', () => {
    const both = exits({ trailingStopPpb: ppb(0.1), stopLossPpb: ppb(0.05) });
    const falls: Row[] = [FLAT, FLAT, [100, 100, 90, 91]];
    assert.deepEqual(
      fillsOf({ rows: falls, signs: '+', execution: both }).at(-1),
      '2 sell EXIT_STOP 10 @ 95',
    );
    const rises: Row[] = [FLAT, [100, 110, 100, 110], [110, 110, 90, 91]];
    assert.deepEqual(
      fillsOf({ rows: rises, signs: '+', execution: both }).at(-1),
      '2 sell EXIT_TRAILING 10 @ 99',
    );
  });

  it('of a short position follows the closes down', () => {
    const rows: Row[] = [FLAT, [100, 100, 80, 80], [80, 88, 80, 85]];
    const short = { ...execution, side: 'long-short' as const };
    assert.deepEqual(fillsOf({ rows, signs: '-', execution: short }), [
      SHORT_ENTRY,
      '2 buy EXIT_TRAILING 10 @ 88',
    ]);
  });
});

describe('a longest holding time', () => {
  it('leaves at the open, so many bars after the entry', () => {
    const execution = exits({ maxBars: 2 });
    const rows: Row[] = [FLAT, FLAT, FLAT, [103, 103, 103, 103], FLAT];
    assert.deepEqual(fillsOf({ rows, signs: '+', execution }), [ENTRY, '3 sell EXIT_TIME 10 @ 103']);
  });

  it('is not begun anew by another BUY, and drops the signal of its bar', () => {
    const execution = exits({ maxBars: 2 });
    const rows: Row[] = [FLAT, FLAT, FLAT, FLAT, FLAT];
    assert.deepEqual(fillsOf({ rows, signs: '+++..', execution }), [ENTRY, '3 sell EXIT_TIME 10 @ 100']);
  });
});

describe('finer bars', () => {
  // Two half days in each day.
  const detail = (rows: readonly Row[]) => {
    const { time, ...columns } = seriesOf(rows, { interval: '4h' });
    return { ...columns, time: time.map((_, index) => time[0]! + index * 43_200_000) };
  };
  const execution = exits({ stopLossPpb: ppb(0.05), takeProfitPpb: ppb(0.05) });
  const rows: Row[] = [FLAT, FLAT, [100, 106, 94, 100]];

  it('say which of stop and target came first', () => {
    const finer = detail([FLAT, FLAT, FLAT, FLAT, [100, 106, 100, 104], [104, 104, 94, 100]]);
    const fills = fillsOf({ rows, signs: '+', execution, detail: finer });
    assert.deepEqual(fills, [ENTRY, '2 sell EXIT_TARGET 10 @ 105']);
  });

  it('have gaps of their own', () => {
    const finer = detail([FLAT, FLAT, FLAT, FLAT, [100, 100, 100, 100], [94, 106, 94, 100]]);
    const fills = fillsOf({ rows, signs: '+', execution, detail: finer });
    assert.deepEqual(fills, [ENTRY, '2 sell EXIT_STOP 10 @ 94']);
  });

  it('are not needed everywhere: a bar without them goes by its own high and low', () => {
    const finer = detail([FLAT, FLAT]);
    const fills = fillsOf({ rows, signs: '+', execution, detail: finer });
    assert.deepEqual(fills, [ENTRY, '2 sell EXIT_STOP 10 @ 95']);
  });
});
