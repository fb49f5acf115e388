import assert from 'node:assert/strict';
import fc from 'fast-check';
import { candlesOf, coarser } from '../../../../src/output/report/charts/candles.ts';
import { packBars, priceDecimals } from '../../../../src/output/report/charts/pack-bars.ts';
import { unpackBars } from '../../../../src/output/report/page/unpack-bars.ts';
import { sampleBacktest } from '../../../support/backtest-output.ts';

const columns = (rows: readonly (readonly [number, number, number, number, number])[]) => ({
  symbol: 'X',
  length: rows.length,
  time: rows.map(row => row[0]),
  open: rows.map(row => row[1]),
  high: rows.map(row => row[2]),
  low: rows.map(row => row[3]),
  close: rows.map(row => row[4]),
});

describe('coarser', () => {
  it('makes one bar of several: first open, highest high, lowest low, last close, the rest in a last one', () => {
    const bars = columns([
      [0, 10, 12, 9, 11],
      [60_000, 11, 15, 10, 14],
      [120_000, 14, 14, 8, 9],
      [180_000, 9, 10, 9, 10],
      [240_000, 10, 11, 7, 8],
    ]);
    const made = coarser(bars, 3);
    assert.deepEqual([...(made.time as Float64Array)], [0, 180_000]);
    assert.deepEqual([...(made.open as Float64Array)], [10, 9]);
    assert.deepEqual([...(made.high as Float64Array)], [15, 11]);
    assert.deepEqual([...(made.low as Float64Array)], [8, 7]);
    assert.deepEqual([...(made.close as Float64Array)], [9, 8]);
  });
});

describe('packBars', () => {
  it('loses nothing but the digits behind the last decimal, over gaps too', () => {
    const price = fc.double({ min: 0.01, max: 100_000, noNaN: true });
    const row = fc.tuple(fc.integer({ min: 1, max: 90 }), price, price, price, price);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), rows => {
        let time = 1_600_000_000;
        const bars = columns(
          rows.map(([step, ...prices]) => {
            time += step * 60;
            const sorted = prices.toSorted((a, b) => a - b);
            return [time * 1000, sorted[1]!, sorted[3]!, sorted[0]!, sorted[2]!];
          }),
        );
        const candles = unpackBars(packBars(bars, 2), 2);
        assert.deepEqual(
          candles.map(candle => candle.time * 1000),
          bars.time,
        );
        candles.forEach((candle, i) => {
          for (const name of ['open', 'high', 'low', 'close'] as const)
            assert.ok(Math.abs(candle[name] - bars[name][i]!) <= 0.005 + 1e-9, `${name} of ${i}`);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('keeps six digits of the smallest price', () => {
    const of = (low: number) => priceDecimals(columns([[0, low, low, low, low]]));
    assert.deepEqual([of(28_411.25), of(101), of(1.5), of(0.0213), of(1e-9)], [1, 3, 5, 7, 9]);
    assert.equal(priceDecimals(columns([])), 2);
  });
});

describe('candlesOf', () => {
  const { bars, output } = sampleBacktest();

  it('shows a history of 6,576 bars in at most 2,000 candles and every trade in bars of its own', () => {
    for (const candles of candlesOf(bars, output.trades)) {
      assert.ok(candles.overview.open.length <= 2_000);
      const stretches = candles.stretches.map(stretch => unpackBars(stretch, candles.decimals));
      for (const trade of output.trades.filter(({ pair }) => pair === candles.symbol)) {
        const opened = Date.parse(trade.open_date) / 1000;
        const around = stretches.find(
          stretch => stretch[0]!.time <= opened && opened <= stretch.at(-1)!.time,
        );
        assert.ok(
          around?.some(({ time }) => time === opened),
          `${trade.pair} ${trade.open_date}`,
        );
      }
    }
  });

  it('has stretches in order of time that do not overlap', () => {
    for (const { stretches, decimals } of candlesOf(bars, output.trades)) {
      const ends = stretches
        .map(stretch => unpackBars(stretch, decimals))
        .map(all => [all[0]!.time, all.at(-1)!.time]);
      ends.slice(1).forEach(([start], i) => {
        assert.ok(start! > ends[i]![1]!);
      });
    }
  });

  it('carries no second copy of a history that the overview has bar by bar', () => {
    const daily = sampleBacktest({ interval: '1d', days: 400 });
    for (const candles of candlesOf(daily.bars, daily.output.trades)) {
      assert.equal(candles.barsEach, 1);
      assert.deepEqual(candles.stretches, []);
    }
  });
});
