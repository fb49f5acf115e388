import assert from 'node:assert/strict';
import { mulberry32 } from '../../../../src/lib/core/random.ts';
import { overconfidenceWealth } from '../../../../src/lib/learning/calibration/overconfidence.ts';
import { assertClose } from '../../../support/approx.ts';

describe('overconfidenceWealth', () => {
  it('grows when seventy-percent claims come true half the time', () => {
    // Products of (1 + l (.7 - x)) for l = {.5, .25, .125}/.7, computed in Python.
    const correct = [1, 0, 1, 0, 0, 1, 0, 1, 0, 0];
    const expected = [
      0.875, 1.11979167, 0.97673523, 1.25610019, 1.63864219, 1.41143534, 1.85042355, 1.58871215, 2.09312517,
      2.79733975,
    ];
    const claims = correct.map(hit => ({ confidence: 0.7, correct: hit }));
    assertClose(overconfidenceWealth(claims), expected, 1e-8);
  });

  it('leaves claims below the limit out', () => {
    assert.deepEqual(overconfidenceWealth([{ confidence: 0.69, correct: 0 }]), []);
  });

  it('accuses an honest model in fewer than one of twenty long records', () => {
    const random = mulberry32(7);
    const accused = Array.from({ length: 400 }, () => {
      const claims = Array.from({ length: 200 }, () => {
        const confidence = 0.7 + 0.3 * random();
        return { confidence, correct: random() < confidence ? 1 : 0 };
      });
      return Math.max(...overconfidenceWealth(claims)) >= 20;
    });
    assert.ok(accused.filter(Boolean).length / accused.length <= 0.05);
  });
});
