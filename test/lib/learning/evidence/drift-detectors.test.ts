import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mulberry32, normal } from '../../../../src/lib/core/random.ts';
import {
  type AdwinState,
  DEFAULT_ADWIN,
  newAdwin,
  updateAdwin,
} from '../../../../src/lib/learning/evidence/adwin.ts';
import {
  DEFAULT_PAGE_HINKLEY,
  newPageHinkley,
  updatePageHinkley,
} from '../../../../src/lib/learning/evidence/page-hinkley.ts';
import { assertClose } from '../../../support/approx.ts';
import { documentedStream, portableStream, wavyStream } from '../../../support/drift-streams.ts';

const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { maxLength: 80 });

describe('updateAdwin', () => {
  const run = (stream: readonly number[], clock = 32): { alarms: number[]; state: AdwinState } => {
    let state = newAdwin();
    const alarms = stream.flatMap((value, i) => {
      state = updateAdwin({ ...DEFAULT_ADWIN, clock }, state, value);
      return state.drift ? [i] : [];
    });
    return { alarms, state };
  };

  it("alarms where river does on its documentation's stream", () => {
    assert.deepEqual(run(documentedStream()).alarms, [1_023]);
    // With a test at every value: river 0.26.1.
    assert.deepEqual(run(documentedStream(), 1).alarms, [1_002]);
  });

  it('alarms where river does when an error rate doubles', () => {
    assert.deepEqual(run(portableStream()).alarms, [1_087]);
    assert.deepEqual(run(portableStream(), 1).alarms, [1_059]);
  });

  it('keeps the window that river 0.26.1 keeps, digit for digit', () => {
    const found = run(wavyStream());
    assert.deepEqual(found.alarms, [799, 1_535, 2_335]);
    const { width, total, deviation } = found.state;
    assert.equal(width, 664);
    assertClose([total, deviation], [70.69639984830293, 55.17224248847559], 1e-12);
    const often = run(wavyStream(), 1);
    assert.deepEqual(often.alarms, [776, 1_519, 2_322]);
    assert.equal(often.state.width, 677);
    assertClose([often.state.deviation], [56.2015349439091], 1e-12);
  });

  it('keeps sum and squared deviations of what is in its window', () => {
    fc.assert(
      fc.property(values, stream => {
        const { width, total, deviation, rows } = run(stream, 1_000).state;
        const sum = stream.reduce((all, value) => all + value, 0);
        const spread = stream.reduce((all, value) => all + (value - sum / stream.length) ** 2, 0);
        assert.equal(width, stream.length);
        assert.equal(
          rows.reduce((all, { totals }, at) => all + totals.length * 2 ** at, 0),
          stream.length,
        );
        assertClose([total, deviation], [sum, spread], 1e-6);
      }),
    );
  });

  it('hardly ever alarms while nothing changes', () => {
    const random = mulberry32(3);
    assert.deepEqual(run(Array.from({ length: 5_000 }, () => normal(random))).alarms, []);
  });

  it('stores its window in a few buckets, and goes on from its JSON bit for bit', () => {
    const { state } = run(portableStream());
    const stored: AdwinState = JSON.parse(JSON.stringify(state));
    assert.deepEqual(stored, state);
    assert.ok(state.rows.length <= 10 && state.rows.every(row => row.totals.length <= 5));
    assert.deepEqual(updateAdwin(DEFAULT_ADWIN, stored, 1), updateAdwin(DEFAULT_ADWIN, state, 1));
  });

  it('refuses what is not finite', () => {
    for (const value of [Number.NaN, Infinity]) {
      assert.throws(() => updateAdwin(DEFAULT_ADWIN, newAdwin(), value), RangeError);
    }
  });
});

describe('updatePageHinkley', () => {
  const alarms = (stream: readonly number[], threshold: number): number[] => {
    let state = newPageHinkley();
    return stream.flatMap((value, i) => {
      state = updatePageHinkley({ ...DEFAULT_PAGE_HINKLEY, threshold }, state, value);
      return state.drift ? [i] : [];
    });
  };

  it("alarms where river does on its documentation's stream", () => {
    assert.deepEqual(alarms(documentedStream(), 50), [1_006]);
  });

  it('alarms soon after an error rate doubled', () => {
    // A Python implementation of river's one-sided rule on the same draws.
    assert.equal(alarms(portableStream(), 20)[0], 1_042);
  });

  it('says nothing before it has seen enough, and starts anew after an alarm', () => {
    const stream = [...new Array<number>(10).fill(0), ...new Array<number>(60).fill(100)];
    assert.deepEqual(alarms(stream, 50), [28]);
  });

  it('goes on from its JSON bit for bit', () => {
    fc.assert(
      fc.property(values, stream => {
        let kept = newPageHinkley();
        let stored = kept;
        for (const value of stream) {
          kept = updatePageHinkley(DEFAULT_PAGE_HINKLEY, kept, value);
          stored = updatePageHinkley(DEFAULT_PAGE_HINKLEY, JSON.parse(JSON.stringify(stored)), value);
        }
        assert.equal(stored.drift, kept.drift);
        assert.ok(stored.sum === kept.sum && stored.mean === kept.mean);
      }),
    );
  });

  it('refuses what is not finite', () => {
    for (const value of [Number.NaN, -Infinity]) {
      assert.throws(() => updatePageHinkley(DEFAULT_PAGE_HINKLEY, newPageHinkley(), value), RangeError);
    }
  });
});
