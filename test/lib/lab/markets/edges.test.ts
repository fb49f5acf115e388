import assert from 'node:assert/strict';
import {
  flippingMomentum,
  flipSign,
  signAccuracy,
  steadyMomentum,
} from '../../../../src/lib/lab/markets/autoregressive.ts';
import { barsOf } from '../../../../src/lib/lab/markets/bars.ts';
import { fiveBarMomentum } from '../../../../src/lib/lab/markets/five-bar-momentum.ts';
import { hiddenState } from '../../../../src/lib/lab/markets/hidden-state.ts';
import { interaction, interactionAccuracy } from '../../../../src/lib/lab/markets/interaction.ts';
import { knownProbabilities } from '../../../../src/lib/lab/markets/known-probabilities.ts';
import { TICK_SD } from '../../../../src/lib/lab/markets/path.ts';
import { policyBed } from '../../../../src/lib/lab/markets/policy-bed.ts';
import { rotatingFeatures } from '../../../../src/lib/lab/markets/rotating-features.ts';
import { slippageFills } from '../../../../src/lib/lab/markets/slippage.ts';
import { twoClimates } from '../../../../src/lib/lab/markets/two-climates.ts';
import { assertClose } from '../../../support/approx.ts';
import { agreement, autocorrelation, deviation, mean } from '../../../support/path-statistics.ts';

const TICKS = 60_000;

/** What a market says of its mean is what its returns have. */
function assertTruth({ returns, mean: truth }: { returns: Float64Array; mean: Float64Array }): void {
  const noise = returns.map((change, t) => change / TICK_SD - truth[t]!);
  assertClose([mean(noise)], [0], 0.02);
  assertClose([mean(noise.map((value, t) => value * truth[t]!))], [0], 0.02);
}

describe('markets with an edge', () => {
  it("signAccuracy is Sheppard's formula: .5159, .5319, .5641, .5970 for phi .05, .1, .2, .3", () => {
    assertClose([0.05, 0.1, 0.2, 0.3].map(signAccuracy), [0.5159, 0.5319, 0.5641, 0.597], 5e-5);
  });

  for (const phi of [0.1, 0.3]) {
    it(`E1 with phi ${phi} is foretold by the sign of the last return as often as the formula says`, () => {
      const market = steadyMomentum(2, TICKS, phi);
      const { returns } = market;
      assertClose([agreement(returns.subarray(1), returns)], [signAccuracy(phi)], 0.008);
      assertClose([autocorrelation(returns)], [phi], 0.015);
      assertTruth(market);
    });
  }

  it('S1 turns its sign every 1,000 ticks', () => {
    assert.deepEqual([0, 999, 1000, 1999, 2000].map(flipSign), [1, 1, -1, -1, 1]);
    const { returns } = flippingMomentum(3, 20_000, 0.3);
    const stretches = Array.from({ length: 20 }, (_, i) => returns.subarray(1000 * i, 1000 * (i + 1)));
    stretches.forEach((stretch, i) => {
      assert.equal(Math.sign(autocorrelation(stretch)), i % 2 === 0 ? 1 : -1, `stretch ${i}`);
    });
  });

  it('E2 goes 0.15 deviations in the direction of the last five ticks', () => {
    const market = fiveBarMomentum(4, TICKS);
    const { returns, mean: truth } = market;
    const last = returns.map((_, t) => mean(returns.subarray(Math.max(0, t - 5), t)));
    assert.equal(agreement(truth, last, 5), 1);
    assertClose([deviation(truth)], [0.15], 0.001);
    assertTruth(market);
  });

  it('E3 is foretold by its planted feature as often as its accuracy says', () => {
    const market = interaction(5, 20_000, 0.5);
    assertClose([agreement(market.returns, market.mean, 61)], [interactionAccuracy(0.5)], 0.01);
    assertClose([interactionAccuracy(0.5)], [0.6915], 1e-4);
    assertTruth(market);
  });

  it('S2 has its edge in one state, which lasts 200 ticks on average', () => {
    const market = hiddenState(6, TICKS, 0.3);
    const { state, mean: truth } = market;
    assert.ok(truth.every((value, t) => state[t] === 1 || value === 0));
    const changes = state.filter((now, t) => t > 0 && now !== state[t - 1]).length;
    assertClose([TICKS / changes], [200], 30);
    assertTruth(market);
  });

  it('D1 hangs on three features in turn', () => {
    const market = rotatingFeatures(7, 30_000);
    const { features, mean: truth } = market;
    const strongest = [0, 667, 1333].map(at => {
      const near = (f: number) => mean(features[f]!.subarray(at, at + 100).map((x, i) => x * truth[at + i]!));
      return [0, 1, 2].map(near).reduce((top, value, f, all) => (value > all[top]! ? f : top), 0);
    });
    assert.deepEqual(strongest, [0, 1, 2]);
    assertTruth(market);
  });

  it('G1 goes on in wild times and turns back in calm ones', () => {
    const market = twoClimates(8, TICKS, 0.25);
    const { returns } = market;
    const onward = (isWild: boolean) =>
      mean(
        returns
          .subarray(1)
          .map((change, t) =>
            Math.abs(returns[t]!) > 0.02 === isWild ? Math.sign(change) * Math.sign(returns[t]!) : 0,
          ),
      );
    assert.ok(onward(true) > 0 && onward(false) < 0);
    assertTruth(market);
  });

  it('the bed of policies has returns of variance 1 about its mean, and flips when asked to', () => {
    const { returns, mean: truth, contexts } = policyBed(9, { ticks: TICKS, flipEvery: null });
    const noise = returns.map((value, t) => value - truth[t]!);
    assertClose([mean(noise), deviation(noise)], [0, 1], 0.02);
    assertClose([truth[10]!, contexts[10]![1]!], [0.25 * returns[9]!, returns[9]!], 1e-12);
    const flipped = policyBed(9, { ticks: 2000, flipEvery: 1000 });
    assertClose([flipped.mean[1500]!], [-0.25 * flipped.returns[1499]!], 1e-12);
  });
});

describe('C1', () => {
  it('has outcomes as often as it says, at every probability', () => {
    const { probability, outcome } = knownProbabilities(1, TICKS);
    for (const from of [0.1, 0.3, 0.5, 0.7]) {
      const rows = [...probability.keys()].filter(
        i => probability[i]! >= from && probability[i]! < from + 0.2,
      );
      const said = mean(rows.map(i => probability[i]!));
      assertClose([mean(rows.map(i => outcome[i]!))], [said], 0.015);
    }
  });
});

describe('X1', () => {
  it('costs what the law says on average', () => {
    const fills = slippageFills(1, 20_000);
    assertClose([mean(fills.map(({ paid, expected }) => paid - expected))], [0], 1e-5);
    const [{ conditions, expected }] = fills as [(typeof fills)[0]];
    const { spread, volatility, size } = conditions;
    assertClose([expected], [spread / 2 + 0.5 * volatility * Math.sqrt(Math.min(1, size))], 1e-15);
  });
});

describe('barsOf', () => {
  it('opens each bar at the close before', () => {
    const path = steadyMomentum(1, 30, 0.2);
    const bars = barsOf(path);
    assert.equal(bars.length, 30);
    for (let t = 0; t < 30; t++) {
      assert.deepEqual([bars.open[t], bars.close[t]], [path.closes[t], path.closes[t + 1]]);
      assert.ok(bars.low[t]! <= bars.open[t]! && bars.high[t]! >= bars.close[t]!);
    }
  });
});
