import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  concurrency,
  recencyWeights,
  sampleWeights,
  uniqueness,
  uniquenessBySymbol,
} from '../../../src/lib/learning/weights.ts';
import { assertClose } from '../../support/approx.ts';
import { makeSamples } from '../../support/sample-makers.ts';

describe('concurrency and uniqueness', () => {
  // The eight labels of the worked triple-barrier example.
  const ends = [2, 4, 3, 6, 6, 6, 8, 8];
  const spans = ends.map((to, from) => ({ from, to }));

  it('counts the labels alive at each bar', () => {
    assert.deepEqual([...concurrency(spans, 9)], [0, 1, 2, 2, 2, 2, 3, 1, 2]);
  });

  it('averages the share of each label over its life', () => {
    assertClose(uniqueness(spans, 9), [0.75, 0.5, 0.5, 4 / 9, 5 / 12, 1 / 3, 0.75, 0.5], 1e-8);
  });

  it('gives the lives of all labels back as the bars they cover', () => {
    const lives = fc.array(fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 9 })), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(lives, pairs => {
        const labels = pairs.map(([from, life]) => ({ from, to: from + life }));
        const covered = concurrency(labels, 30).filter(alive => alive > 0).length;
        const shares = uniqueness(labels, 30).map((u, i) => u * pairs[i]![1]);
        assertClose([shares.reduce((sum, value) => sum + value, 0)], [covered], 1e-9);
      }),
    );
  });
});

describe('recencyWeights', () => {
  it("equals FreqAI's exponential weights with the half-life wf n ln 2", () => {
    // FreqAI, set_weights_higher_recent, n = 5, weight factor .9.
    const weights = recencyWeights([4, 3, 2, 1, 0], 0.9 * 5 * Math.LN2);
    assertClose(weights, [0.41111229, 0.51341712, 0.64118039, 0.8007374, 1], 1e-8);
  });

  it('halves over a half-life', () => {
    assertClose(recencyWeights([0, 10, 20], 10), [1, 0.5, 0.25]);
  });
});

describe('sampleWeights', () => {
  it('has mean 1, favours new rows and treats rows of one moment alike', () => {
    const weights = sampleWeights(makeSamples({ days: 30, seed: 1, symbols: ['A', 'B'] }), 30);
    assertClose([weights.reduce((sum, weight) => sum + weight, 0) / 60], [1]);
    // 58 rows lie between the first moment and the last: 2^(-58/30).
    assertClose([weights[0]! / weights[59]!], [2 ** (-58 / 30)]);
    assert.equal(weights[10], weights[11]);
  });

  it('counts overlap within a symbol, not between symbols', () => {
    const unique = uniquenessBySymbol(makeSamples({ days: 40, seed: 1, symbols: ['A', 'B'], horizon: 4 }));
    // In the middle four labels of a symbol are alive at every bar.
    assertClose([unique[40]!, unique[41]!], [0.25, 0.25]);
    assert.ok(uniquenessBySymbol(makeSamples({ days: 9, seed: 1 })).every(value => value === 1));
  });
});
