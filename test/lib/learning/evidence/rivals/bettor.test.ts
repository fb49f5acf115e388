import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mulberry32, normal } from '../../../../../src/lib/core/random.ts';
import {
  type Bettor,
  type BettorState,
  betSize,
  newBettor,
  stake,
} from '../../../../../src/lib/learning/evidence/rivals/bettor.ts';
import {
  AGRAPA,
  APPROXIMATE_KELLY,
  approximateKelly,
  PLUG_IN,
  plugIn,
} from '../../../../../src/lib/learning/evidence/rivals/sizes.ts';
import { RUINED } from '../../../../../src/lib/learning/evidence/wealth.ts';
import { assertClose } from '../../../../support/approx.ts';

const hits = [1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1];
/** Of shares against one half, whose sure loss is one half: no bet above 2. */
const onHits = { benchmark: 1 / 2, priorMean: 1 / 2, priorVariance: 1 / 4 };

function follow(bettor: Bettor, maxBet: number): { sizes: number[]; wealth: number[] } {
  let state = newBettor(bettor);
  const sizes: number[] = [];
  const wealth = hits.map(value => {
    sizes.push(betSize(bettor, state, maxBet));
    state = stake(bettor, state, { value, maxBet });
    return Math.exp(state.lnWealth);
  });
  return { sizes, wealth };
}

describe('the predictable plug-in', () => {
  it('bets what confseq bets', () => {
    const bettor: Bettor = { ...onHits, size: plugIn(0.05), share: 1 };
    assertClose(
      follow(bettor, 100).sizes,
      [
        5.88008714, 4.17752695, 2.77189966, 2.30098143, 2.05331615, 1.64821161, 1.51162321, 1.41671294,
        1.34622029, 1.15956986, 1.10927108, 1.06887048,
      ],
      1e-7,
    );
  });

  it('has the wealth of confseq when cut at half of the largest bet', () => {
    const bettor: Bettor = { ...onHits, size: plugIn(0.05), share: 1 / 2 };
    assertClose(
      follow(bettor, 2).wealth,
      [
        1.5, 0.75, 1.125, 1.6875, 0.84375, 1.265625, 1.8984375, 2.84765625, 1.423828125, 2.1357421875,
        3.20361328, 4.80541992,
      ],
      1e-8,
    );
  });
});

describe('the approximate Kelly bet', () => {
  const expected = [
    0, 1.14285714, 0, 0.65306122, 1.00692259, 0.42550677, 0.71234663, 0.9147122, 1.06370815, 0.7200217,
    0.86090134, 0.97450197,
  ];

  it('bets what confseq bets', () => {
    const bettor: Bettor = { ...onHits, size: approximateKelly, share: 1 };
    assertClose(follow(bettor, 2).sizes, expected, 1e-8);
  });

  it('is aGRAPA when cut at half of the largest bet', () => {
    const bettor: Bettor = { ...onHits, size: approximateKelly, share: 1 / 2 };
    assertClose(
      follow(bettor, 2).sizes,
      expected.map(size => Math.min(1, size)),
      1e-8,
    );
  });
});

describe('stake', () => {
  const rivals = { PLUG_IN, APPROXIMATE_KELLY, AGRAPA };
  const run = (bettor: Bettor, seed: number, options: { epochs: number; mean: number }): BettorState => {
    const random = mulberry32(seed);
    let state = newBettor(bettor);
    for (let t = 0; t < options.epochs; t++) {
      state = stake(bettor, state, { value: options.mean + normal(random), maxBet: 1 / 8 });
    }
    return state;
  };

  for (const [name, bettor] of Object.entries(rivals)) {
    it(`reaches twenty on noise in at most one run of twenty: ${name}`, () => {
      const runs = Array.from({ length: 400 }, (_, seed) => run(bettor, seed, { epochs: 300, mean: 0 }));
      // A binomial of 400 and 0.05 is above 31 with 1 %.
      assert.ok(runs.filter(({ peak }) => peak >= Math.log(20)).length <= 31);
    });

    it(`finds an edge of a fifth of a deviation: ${name}`, () => {
      const runs = Array.from({ length: 20 }, (_, seed) => run(bettor, seed, { epochs: 1_500, mean: 0.2 }));
      assert.ok(runs.filter(({ peak }) => peak >= Math.log(20)).length >= 15);
    });
  }

  it('never bets against the strategy, and loses all only once', () => {
    let state = stake(APPROXIMATE_KELLY, newBettor(APPROXIMATE_KELLY), { value: -3, maxBet: 1 });
    assert.equal(betSize(APPROXIMATE_KELLY, state, 1), 0);
    const greedy: Bettor = { ...APPROXIMATE_KELLY, size: () => 9 };
    state = stake(greedy, newBettor(greedy), { value: -1, maxBet: 1 });
    assert.equal(state.lnWealth, RUINED);
    assert.equal(stake(greedy, state, { value: 5, maxBet: 1 }).lnWealth, RUINED);
  });

  it('goes on from its JSON bit for bit', () => {
    const values = fc.array(fc.double({ min: -7, max: 20, noNaN: true }), { maxLength: 30 });
    fc.assert(
      fc.property(values, gains => {
        let kept = newBettor(AGRAPA);
        let stored = kept;
        for (const value of gains) {
          kept = stake(AGRAPA, kept, { value, maxBet: 1 / 8 });
          stored = stake(AGRAPA, JSON.parse(JSON.stringify(stored)), { value, maxBet: 1 / 8 });
        }
        assert.ok(
          Object.keys(kept).every(key => kept[key as keyof BettorState] === stored[key as keyof BettorState]),
        );
      }),
    );
  });

  it('refuses what is not finite', () => {
    for (const value of [Number.NaN, Infinity, 1e200]) {
      assert.throws(() => stake(AGRAPA, newBettor(AGRAPA), { value, maxBet: 1 }), RangeError);
    }
    assert.throws(() => stake(AGRAPA, newBettor(AGRAPA), { value: 1, maxBet: Number.NaN }), RangeError);
  });
});
