import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mulberry32 } from '../../../../src/lib/core/random.ts';
import {
  calibratorSchema,
  fitCalibrator,
  restoreCalibrator,
} from '../../../../src/lib/learning/calibration/calibrator.ts';
import { assertClose } from '../../../support/approx.ts';

/** Scores spread over [0, 1] and labels drawn with chance `truth(score)`. */
function draw(count: number, truth: (score: number) => number) {
  const random = mulberry32(count);
  const scores = Float64Array.from({ length: count }, () => random());
  return { scores, labels: Uint8Array.from(scores, score => (random() < truth(score) ? 1 : 0)) };
}

describe('fitCalibrator', () => {
  it('gives the base rate of all labels below 100 scored rows', () => {
    const { scores, labels } = draw(120, score => score);
    scores.fill(Number.NaN, 0, 21);
    const ones = labels.filter(label => label === 1).length;
    const calibrator = fitCalibrator(scores, labels);
    assert.deepEqual(calibrator, { kind: 'climatology', reason: 'few-pairs', zeros: 120 - ones, ones });
    assertClose([restoreCalibrator(calibrator).probability(0.9)], [(ones + 1) / 122]);
  });

  it('gives the base rate when every label is the same', () => {
    const calibrator = fitCalibrator(draw(200, () => 0).scores, new Uint8Array(200));
    assert.deepEqual(calibrator, { kind: 'climatology', reason: 'one-class', zeros: 200, ones: 0 });
    assert.deepEqual(restoreCalibrator(calibrator).interval(0.5), [0, 1 / 201]);
  });

  it('refuses to turn a score round', () => {
    const { scores, labels } = draw(500, score => 1 - score);
    assert.equal(fitCalibrator(scores, labels).kind, 'climatology');
  });

  it('pulls overconfident scores to the rate at which they come true', () => {
    const { scores, labels } = draw(2000, score => 0.5 + 0.2 * (score - 0.5));
    const calibrator = fitCalibrator(scores, labels);
    assert.equal(calibrator.kind, 'blend');
    const { probability, interval } = restoreCalibrator(calibrator);
    assertClose([probability(0.05), probability(0.5), probability(0.95)], [0.41, 0.5, 0.59], 0.06);
    const [p0, p1] = interval(0.95);
    assert.ok(p0 < p1 && p1 - p0 < 0.2);
  });

  it('lets the data choose the shape above 2,000 scored rows', () => {
    const { scores, labels } = draw(6000, score => (score > 0.8 ? 0.8 : 0.4));
    const calibrator = fitCalibrator(scores, labels);
    assert.equal(calibrator.kind, 'venn-abers');
    const { probability } = restoreCalibrator(calibrator);
    assertClose([probability(0.2), probability(0.6), probability(0.9)], [0.4, 0.4, 0.8], 0.06);
  });

  it('never says 0 or 1 and never falls with the score', () => {
    fc.assert(
      fc.property(fc.constantFrom(50, 400, 2400), fc.constantFrom(0, 0.5, 1), (count, slope) => {
        const { scores, labels } = draw(count, score => 0.5 + slope * (score - 0.5));
        const { probability } = restoreCalibrator(fitCalibrator(scores, labels));
        const values = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1].map(probability);
        assert.ok(values.every((p, i) => p > 0 && p < 1 && (i === 0 || p >= values[i - 1]! - 1e-12)));
      }),
      { numRuns: 12 },
    );
  });

  it('says the same after a trip through JSON', () => {
    for (const count of [50, 400, 2400]) {
      const { scores, labels } = draw(count, score => score);
      const calibrator = fitCalibrator(scores, labels);
      const read = calibratorSchema.parse(JSON.parse(JSON.stringify(calibrator)));
      assert.equal(restoreCalibrator(read).probability(0.3), restoreCalibrator(calibrator).probability(0.3));
      assert.deepEqual(read, calibrator);
    }
  });
});

describe('calibratorSchema', () => {
  const table = { scores: [100, 200], zeros: [1, 0], ones: [0, 1] };
  const refused: [string, unknown][] = [
    ['scores that do not rise', { kind: 'blend', a: -1, b: 0, table: { ...table, scores: [200, 100] } }],
    ['columns of different length', { kind: 'blend', a: -1, b: 0, table: { ...table, ones: [1] } }],
    ['a score without labels', { kind: 'venn-abers', table: { ...table, zeros: [0, 0] } }],
    ['a sigmoid that falls', { kind: 'blend', a: 1, b: 0, table }],
    ['an unknown key', { kind: 'venn-abers', table, extra: 1 }],
    ['NaN written as null', { kind: 'blend', a: null, b: 0, table }],
    ['an unknown kind', { kind: 'beta', table }],
  ];
  for (const [what, json] of refused) {
    it(`refuses ${what}`, () => {
      assert.equal(calibratorSchema.safeParse(json).success, false);
    });
  }
});
