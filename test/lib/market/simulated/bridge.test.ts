import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mulberry32 } from '../../../../src/lib/core/random.ts';
import { drawBridge, type Stretch } from '../../../../src/lib/market/simulated/bridge.ts';
import { type CandlePath, roundPath, stretchPath } from '../../../../src/lib/market/simulated/candle-path.ts';
import { deviation, mean } from './moments.ts';

const even = (length: number) => Array.from({ length }, () => 1);
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

const stretches = fc.record<Stretch>({
  open: fc.integer({ min: 1, max: 10_000_000 }),
  close: fc.integer({ min: 1, max: 10_000_000 }),
  variance: fc.double({ min: 0, max: 0.01, noNaN: true }),
  lots: fc.integer({ min: 0, max: 1_000_000 }),
});
const lengths = fc.integer({ min: 1, max: 60 });
const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

function assertConsistent(path: CandlePath): void {
  for (let step = 0; step < path.length; step++) {
    const [open, high, low, close] = [path.open[step]!, path.high[step]!, path.low[step]!, path.close[step]!];
    assert.ok(high >= Math.max(open, close) && low <= Math.min(open, close) && low > 0);
    if (step > 0) assert.equal(open, path.close[step - 1]);
    assert.ok(path.lots[step]! >= 0);
  }
}

describe('drawBridge', () => {
  it('joins both ends by candles that follow on each other and share out all lots', () => {
    fc.assert(
      fc.property(stretches, lengths, seeds, (stretch, length, seed) => {
        const path = drawBridge(stretch, even(length), mulberry32(seed));
        assertConsistent(path);
        assert.equal(path.open[0], stretch.open);
        assert.equal(path.close[length - 1], stretch.close);
        assert.equal(sum(path.lots), stretch.lots);
      }),
    );
  });

  it('has the variance and the highest point of a Brownian bridge', () => {
    // Of a bridge from 0 to 0 with variance 1: standard deviation 1/2 in the middle, mean maximum sqrt(pi / 8).
    const scale = 0.01;
    const flat = { open: 1e9, close: 1e9, variance: scale ** 2, lots: 0 };
    const paths = Array.from({ length: 4000 }, (_, seed) => drawBridge(flat, even(24), mulberry32(seed)));
    const middles = paths.map(path => Math.log(path.close[11]! / 1e9) / scale);
    const peaks = paths.map(path => Math.log(Math.max(...path.high) / 1e9) / scale);
    assert.ok(Math.abs(deviation(middles) - 0.5) < 0.03, `deviation ${deviation(middles)}`);
    assert.ok(Math.abs(mean(middles)) < 0.03);
    assert.ok(Math.abs(mean(peaks) - Math.sqrt(Math.PI / 8)) < 0.03, `mean maximum ${mean(peaks)}`);
  });
});

describe('stretchPath', () => {
  it('gives a path exactly the high and the low that are wanted', () => {
    const above = fc.integer({ min: 0, max: 5000 });
    const below = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(stretches, seeds, above, below, (stretch, seed, up, down) => {
        const high = Math.max(stretch.open, stretch.close) + up;
        const low = Math.max(1, Math.round(Math.min(stretch.open, stretch.close) * down));
        const path = drawBridge(stretch, even(60), mulberry32(seed));
        stretchPath(path, high, low);
        roundPath(path);
        assertConsistent(path);
        assert.equal(Math.max(...path.high), high);
        assert.equal(Math.min(...path.low), low);
        assert.equal(path.open[0], stretch.open);
        assert.equal(path.close[59], stretch.close);
      }),
    );
  });
});
