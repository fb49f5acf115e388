import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sliceSeries } from '../../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { ewmaVolatility } from '../../../src/lib/learning/ewma-volatility.ts';
import {
  barrierWidths,
  type LabelSpec,
  labelRow,
  labelSetId,
  tripleBarrier,
} from '../../../src/lib/learning/label.ts';
import { assertClose } from '../../support/approx.ts';
import { randomSeries } from '../../support/random-series.ts';

const spec: LabelSpec = { kind: 'barrier', horizon: 3, width: 1, cost: 0.0058, entry: 'close' };

describe('tripleBarrier', () => {
  it('finds the barrier, bar and return of the worked example', () => {
    // Eight entries by hand: barriers 2.5 % either side, three bars.
    const prices = [100, 101, 103, 99, 97, 98, 104, 105, 101, 100, 96];
    const exits = [0, 1, 2, 3, 4, 5, 6, 7].map(entry =>
      tripleBarrier(prices, entry, { target: 0.025, stop: 0.025, horizon: 3 }),
    );
    assert.deepEqual(
      exits.map(exit => exit.index),
      [2, 4, 3, 6, 6, 6, 8, 8],
    );
    assert.deepEqual(
      exits.map(exit => exit.barrier),
      ['target', 'stop', 'stop', 'target', 'target', 'target', 'stop', 'stop'],
    );
    assertClose(
      exits.map(exit => exit.grossReturn),
      [0.03, -0.039604, -0.038835, 0.050505, 0.072165, 0.061224, -0.028846, -0.038095],
      5e-7,
    );
  });

  it('ends at the horizon when no barrier is met', () => {
    const exit = tripleBarrier([100, 101, 99, 100.5], 0, { target: 0.02, stop: 0.02, horizon: 3 });
    assert.deepEqual([exit.index, exit.barrier], [3, 'time']);
    assertClose([exit.grossReturn], [0.005]);
  });
});

describe('labelRow', () => {
  const series = randomSeries(140, 11);

  it('is pending until the whole horizon has closed, even after a barrier was hit', () => {
    const early = [...Array(60).keys()]
      .map(i => 74 + i)
      .find(bar => {
        const row = labelRow(series, bar, spec);
        return row.state === 'matured' && row.label.resolvedMs === (bar + 2) * DAY_MS;
      })!;
    assert.equal(labelRow(sliceSeries(series, 0, early + 3), early, spec).state, 'pending');
    assert.equal(labelRow(sliceSeries(series, 0, early + 4), early, spec).state, 'matured');
  });

  it('puts the target at no less than twice the cost and takes the cost off the return', () => {
    const wide = { ...spec, cost: 0.05 };
    const matured = [...Array(60).keys()]
      .map(i => labelRow(series, 74 + i, wide))
      .flatMap(row => (row.state === 'matured' ? [row.label] : []));
    for (const label of matured) {
      assert.equal(label.y, label.netReturn > 0 ? 1 : 0);
      if (label.barrier === 'target') assert.ok(label.netReturn >= 0.05 - 1e-12);
    }
    assert.ok(matured.some(label => label.barrier === 'stop'));
  });

  it('has its stop at the volatility known at the bar', () => {
    const bar = 100;
    const stop = ewmaVolatility(series.close, bar)! * Math.sqrt(3);
    const row = labelRow(series, bar, spec);
    assert.equal(row.state, 'matured');
    const gross = row.state === 'matured' ? row.label.netReturn + spec.cost : Number.NaN;
    const tau = row.state === 'matured' ? row.label.resolvedMs / DAY_MS - 1 : Number.NaN;
    for (let between = bar + 1; between < tau; between++) {
      const change = series.close[between]! / series.close[bar]! - 1;
      assert.ok(change > -stop && change < Math.max(stop, 2 * spec.cost));
    }
    assertClose([gross], [series.close[tau]! / series.close[bar]! - 1]);
  });

  it('pays the plain return less cost at the horizon when the kind is fixed', () => {
    const row = labelRow(series, 10, { ...spec, kind: 'fixed' });
    const netReturn = series.close[13]! / series.close[10]! - 1 - spec.cost;
    const label = { y: netReturn > 0 ? 1 : 0, netReturn, resolvedMs: 14 * DAY_MS, barrier: 'time' };
    assert.deepEqual(row, { state: 'matured', label });
  });

  it('starts from the next open when told so', () => {
    const row = labelRow(series, 10, { ...spec, kind: 'fixed', entry: 'next-open' });
    const netReturn = series.close[13]! / series.open[11]! - 1 - spec.cost;
    assert.equal(row.state === 'matured' ? row.label.netReturn : null, netReturn);
  });

  it('is undefined where there is no volatility to set barriers by', () => {
    assert.equal(labelRow(series, 73, spec).state, 'undefined');
    const flat = randomSeries(100, 1);
    flat.close.fill(100);
    assert.equal(labelRow(flat, 90, spec).state, 'undefined');
  });

  it('is undefined where a price is missing', () => {
    const broken = randomSeries(100, 1);
    broken.close[13] = Number.NaN;
    assert.equal(labelRow(broken, 10, { ...spec, kind: 'fixed' }).state, 'undefined');
  });

  it('throws for a bar that is not there', () => {
    assert.throws(() => labelRow(series, 140, spec), RangeError);
  });

  it('does not change a matured label when the future is cut off or the past is longer', () => {
    const index = fc.integer({ min: 74, max: 136 });
    const kind = fc.constantFrom<LabelSpec['kind']>('barrier', 'fixed');
    fc.assert(
      fc.property(index, fc.integer({ min: 1, max: 5 }), kind, (bar, horizon, which) => {
        const chosen = { ...spec, horizon, kind: which };
        const whole = labelRow(series, bar, chosen);
        const cut = labelRow(sliceSeries(series, 0, bar + horizon + 1), bar, chosen);
        const late = labelRow(sliceSeries(series, bar - 74), 74, chosen);
        assert.deepEqual(whole.state === 'matured' ? cut : whole, whole);
        assert.deepEqual(late, whole);
        assert.notEqual(labelRow(sliceSeries(series, 0, bar + horizon), bar, chosen).state, 'matured');
      }),
    );
  });
});

describe('barrierWidths', () => {
  const series = randomSeries(140, 11);

  it('is the volatility over the horizon, scaled by the width', () => {
    const stop = 2 * ewmaVolatility(series.close, 100)! * Math.sqrt(3);
    assert.deepEqual(barrierWidths(series, 100, { ...spec, width: 2 }), { target: stop, stop });
  });

  it('puts the target at no less than twice the cost', () => {
    assert.equal(barrierWidths(series, 100, { ...spec, cost: 0.2 })?.target, 0.4);
  });

  it('is null for a fixed horizon', () => {
    assert.equal(barrierWidths(series, 100, { ...spec, kind: 'fixed' }), null);
  });
});

describe('labelSetId', () => {
  it('names everything that defines a label', () => {
    const cost = 2 * 0.0025 + 8 / 10_000;
    assert.equal(labelSetId({ ...spec, horizon: 1, cost }), 'barrier/h1/k1/c0.0058');
    assert.equal(labelSetId({ ...spec, kind: 'fixed', entry: 'next-open' }), 'fixed/h3/c0.0058/next-open');
  });
});
