import assert from 'node:assert/strict';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { type Prediction, scorePredictions } from '../../../src/lib/learning/score-predictions.ts';
import { assertClose } from '../../support/approx.ts';
import { makeSamples } from '../../support/sample-makers.ts';

/** Wrong claims of 80 % each, one a symbol and day. */
function wrongClaims(days: number, options: { symbols?: string[]; horizon?: number } = {}): Prediction[] {
  return makeSamples({ days, seed: 1, chance: () => 0, ...options }).map((sample, i) => ({
    sample,
    fold: Math.floor(i / 10),
    raw: 0.9,
    probability: 0.8,
    climatology: 0.5,
  }));
}

const scored = (predictions: readonly Prediction[]) =>
  scorePredictions(
    predictions.map(({ sample }) => sample),
    predictions,
    null,
  );

describe('scorePredictions', () => {
  it('counts losses, shares and folds', () => {
    const found = scored(wrongClaims(20));
    assert.equal(found.n, 20);
    assert.equal(found.accuracy, 0);
    assert.deepEqual(
      found.folds.map(fold => [fold.fromMs / DAY_MS, fold.toMs / DAY_MS, fold.n]),
      [
        [0, 9, 10],
        [10, 19, 10],
      ],
    );
    assertClose([found.brier, found.logLoss, found.calibrationError], [0.64, -Math.log(0.2), 0.8]);
    assertClose([found.climatologyBrier, found.climatologyLogLoss], [0.25, Math.LN2]);
    assert.deepEqual([found.confident.count, found.confident.share, found.confident.hitRate], [20, 1, 0]);
    assert.equal(found.honestyGap, null);
  });

  it('bets against overconfidence once a moment, however many symbols make the claim', () => {
    const wealth = (symbols: string[]) => scored(wrongClaims(5, { symbols })).confident.overconfidence;
    assert.equal(wealth(['A', 'B', 'C']), wealth(['A']));
  });

  it('bets only after the last counted claim was settled', () => {
    const wealth = (days: number, horizon: number) =>
      scored(wrongClaims(days, { horizon })).confident.overconfidence;
    assert.equal(wealth(20, 5), wealth(4, 1));
  });

  it('has no rate and no wealth without confident predictions', () => {
    const timid = wrongClaims(5).map(prediction => ({ ...prediction, probability: 0.7 }));
    const { confident } = scored(timid);
    assert.deepEqual(confident, { share: 0, count: 0, hitRate: null, overconfidence: null });
  });

  it('takes the gap between cross-validated and walk-forward raw accuracy', () => {
    const predictions = wrongClaims(5);
    const samples = predictions.map(({ sample }) => sample);
    assertClose([scorePredictions(samples, predictions, 0.7).honestyGap!], [0.7]);
  });
});
