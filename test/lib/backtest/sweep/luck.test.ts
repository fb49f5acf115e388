import assert from 'node:assert/strict';
import { type Luck, luckOf } from '../../../../src/lib/backtest/sweep/luck.ts';
import { verdictOn } from '../../../../src/lib/backtest/sweep/verdict.ts';
import { mulberry32, normal } from '../../../../src/lib/core/random.ts';
import { sharpe } from '../../../../src/lib/performance/sharpe.ts';

/** Daily returns of points of which each earns `drift(point)` a day, with noise of 1 %. */
function matrix(points: number, days: number, drift: (point: number) => number, seed = 1): Float64Array[] {
  const random = mulberry32(seed);
  return Array.from({ length: points }, (_, point) =>
    Float64Array.from({ length: days }, () => drift(point) + 0.01 * normal(random)),
  );
}

const bestOf = (returns: readonly Float64Array[]): number => {
  const ratios = returns.map(series => sharpe(series, 365)!);
  return ratios.indexOf(Math.max(...ratios));
};

function luckIn(returns: readonly Float64Array[], tries = returns.length): Luck {
  const best = bestOf(returns);
  return luckOf({ returns, ranked: returns, best, objective: 'sharpe', periodsPerYear: 365, tries });
}

describe('the luck of a sweep', () => {
  it('explains the best of points that are all worthless', () => {
    const lucks = [1, 2, 3, 4, 5].map(seed => luckIn(matrix(60, 800, () => 0, seed)));
    const mean = (of: (luck: Luck) => number) => lucks.reduce((sum, luck) => sum + of(luck), 0) / 5;
    // The best shows about the ratio that was expected of it, so the deflated one is about a coin toss.
    assert.ok(Math.abs(mean(luck => luck.bestSharpe! / luck.expectedBestSharpe!) - 1) < 0.25);
    assert.ok(mean(luck => luck.deflatedSharpe!) > 0.2 && mean(luck => luck.deflatedSharpe!) < 0.8);
    assert.ok(mean(luck => luck.overfitting!) > 0.3);
    assert.equal(lucks[0]!.splits, 12_870);
  });

  it('does not explain one that is really better', () => {
    const luck = luckIn(matrix(60, 800, point => (point === 7 ? 0.004 : 0)));
    assert.ok(luck.overfitting! < 0.01, `${luck.overfitting}`);
    assert.ok(luck.loss! < 0.01);
    assert.ok(luck.deflatedSharpe! > 0.99);
  });

  it('grows with the tries made elsewhere', () => {
    const returns = matrix(20, 500, point => (point === 3 ? 0.0012 : 0));
    const ratios = [20, 200, 20_000].map(tries => luckIn(returns, tries).deflatedSharpe!);
    assert.ok(ratios[0]! > ratios[1]! && ratios[1]! > ratios[2]!, `${ratios}`);
  });

  it('is unknown where nothing moves or there is one point', () => {
    const flat = [new Float64Array(100), new Float64Array(100)];
    const luck = luckOf({
      ...{ returns: flat, ranked: flat, best: 0, objective: 'sharpe', periodsPerYear: 365, tries: 2 },
    });
    assert.deepEqual([luck.bestSharpe, luck.deflatedSharpe, luck.expectedBestSharpe], [null, null, null]);
    const [only] = matrix(1, 100, () => 0);
    assert.equal(luckIn([only!]).overfitting, null);
    assert.equal(luckIn([only!]).deflatedSharpe, null);
  });
});

describe('the verdict on a sweep', () => {
  const luck = (deflatedSharpe: number | null, overfitting: number | null): Luck => ({
    ...{
      tries: 180,
      bestSharpe: 1,
      expectedBestSharpe: 1,
      deflatedSharpe,
      overfitting,
      loss: 0,
      splits: 12_870,
    },
  });
  const said = (deflated: number | null, overfitting: number | null, walked: number | null) =>
    verdictOn({ luck: luck(deflated, overfitting), points: 36, walked });

  it('is one sentence with the figures', () => {
    assert.equal(
      said(0.31, 0.62, -0.042),
      'The best of 36 points is most likely luck: with 180 tries counted its Sharpe ratio is above luck with a ' +
        'probability of 31 %, the probability of overfitting is 62 %, out of sample the choices of the folds lost 4.2 %.',
    );
  });

  const VERDICTS: readonly (readonly [number | null, number | null, number | null, RegExp])[] = [
    [0.97, 0.01, 0.2, /is more than luck, as far as these bars tell: .*earned 20\.0 %\.$/],
    [0.97, 0.01, 0, /is most likely luck/],
    [0.97, 0.5, 0.2, /is most likely luck/],
    [0.5, 0.01, 0.2, /is most likely luck/],
    [0.9, 0.01, 0.2, /cannot be told from luck/],
    [0.97, 0.2, 0.2, /cannot be told from luck/],
    [0.97, 0.01, null, /is chosen in sample, on the days it is judged by, and proves little/],
    [0.97, null, 0.2, /is more than luck.*probability of 97 %, out of sample/],
    [null, 0.3, 0.2, /Nothing can be said of the best of 36 points/],
  ];
  for (const [deflated, overfitting, walked, words] of VERDICTS) {
    it(`at ${deflated}, ${overfitting} and ${walked} is "${words.source.slice(0, 40)}"`, () => {
      assert.match(said(deflated, overfitting, walked), words);
    });
  }
});
