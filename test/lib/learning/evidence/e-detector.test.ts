import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mulberry32, normal } from '../../../../src/lib/core/random.ts';
import {
  type DetectorOptions,
  type DetectorState,
  detect,
  evidenceOf,
  newDetector,
  RESET_DETECTOR,
  RESET_THRESHOLD,
  surprise,
} from '../../../../src/lib/learning/evidence/e-detector.ts';
import { assertClose } from '../../../support/approx.ts';
import { portableStream } from '../../../support/drift-streams.ts';

const sizes = [1, 0.5, 0.25];

/** Index of the first evidence of 1,000 and more. */
function alarm(options: DetectorOptions, values: readonly number[], threshold = 1_000): number {
  let state = newDetector(options);
  return values.findIndex(z => {
    state = detect(options, state, z);
    return evidenceOf(state) >= threshold;
  });
}

describe('detect', () => {
  it('begins as worked out in Python', () => {
    let state = newDetector({ sizes, kind: 'sr' });
    const found = [1, 1, 0, 0, 0, 0].map(x => {
      state = detect({ sizes, kind: 'sr' }, state, x - 0.35);
      return evidenceOf(state);
    });
    assertClose(found, [1.37916667, 3.32234375, 3.35502669, 3.45354421, 3.58663354, 3.73494853], 1e-8);
  });

  it('finds the rise of an error rate soon after it came', () => {
    // Alarms of a Python implementation on the same draws.
    const values = portableStream().map(x => x - 0.35);
    assert.equal(alarm({ sizes, kind: 'sr' }, values), 1_030);
    assert.equal(alarm({ sizes, kind: 'cusum' }, values), 1_043);
  });

  it('sums over all starts of a change, or goes on from the better of the past and one', () => {
    const cusum: DetectorOptions = { sizes: [0.5], kind: 'cusum' };
    assert.deepEqual(detect(cusum, { levels: [0.1], seen: 9 }, 1), { levels: [1.5], seen: 10 });
    const sr: DetectorOptions = { sizes: [0.5], kind: 'sr' };
    assertClose(detect(sr, { levels: [0.1], seen: 9 }, 1).levels, [1.65]);
  });

  it('raises no alarm sooner than its threshold on average, while nothing changes', () => {
    const times = Array.from({ length: 200 }, (_, seed) => {
      const random = mulberry32(seed);
      const values = Array.from({ length: 600 }, () => surprise(0.3, normal(random)));
      const at = alarm(RESET_DETECTOR, values, 100);
      return at < 0 ? 600 : at + 1;
    });
    // Runs are cut at 600, which only lowers the mean.
    const mean = times.reduce((sum, time) => sum + time / times.length, 0);
    assert.ok(mean >= 100, `${mean}`);
  });

  it('resets a learner within 200 epochs of a forecast of the wrong sign', () => {
    const delays = Array.from({ length: 30 }, (_, seed) => {
      const random = mulberry32(seed);
      const values = Array.from({ length: 400 }, () => surprise(0.3, normal(random) - 0.3));
      return alarm(RESET_DETECTOR, values, RESET_THRESHOLD);
    }).sort((a, b) => a - b);
    assert.ok(delays[0]! > 0 && delays[15]! < 200, `${delays[15]}`);
  });

  it('stays finite and goes on from its JSON bit for bit', () => {
    const kind = fc.constantFrom<DetectorOptions['kind']>('sr', 'cusum');
    const values = fc.array(fc.double({ min: -6, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(kind, values, (which, zs) => {
        const options = { ...RESET_DETECTOR, kind: which };
        let kept: DetectorState = newDetector(options);
        let stored = kept;
        for (const z of zs) {
          kept = detect(options, kept, z);
          stored = detect(options, JSON.parse(JSON.stringify(stored)), z);
        }
        assert.deepEqual(stored, kept);
        assert.ok(Number.isFinite(evidenceOf(kept)) && evidenceOf(kept) >= 0);
      }),
    );
  });

  it('refuses what is not finite, a loss beyond its bets and the state of other sizes', () => {
    const state = newDetector(RESET_DETECTOR);
    for (const z of [Number.NaN, Infinity, -Infinity, -6.1]) {
      assert.throws(() => detect(RESET_DETECTOR, state, z), RangeError);
    }
    assert.throws(() => detect({ sizes, kind: 'sr' }, { levels: [0], seen: 0 }, 0), RangeError);
  });
});

describe('surprise', () => {
  it('is the loss of following the forecast, held within six', () => {
    assertClose([surprise(0.05, 1), surprise(-0.05, 1), surprise(0, 3)], [-0.5, 0.5, 0]);
    assert.deepEqual([surprise(1e9, 100), surprise(1e9, -100)], [-6, 6]);
  });
});
