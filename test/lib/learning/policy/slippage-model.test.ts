import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mulberry32, normal } from '../../../../src/lib/core/random.ts';
import {
  expectedSlippage,
  learnSlippage,
  newSlippageModel,
  type OrderConditions,
  type SlippageModelState,
} from '../../../../src/lib/learning/policy/slippage-model.ts';
import { assertClose } from '../../../support/approx.ts';

const calm: OrderConditions = { spread: 0.001, size: 1, volume: 1000, volatility: 0.02 };

/** A model after `fills` fills of sizes up to 2 % of volume, under a law with noise of 2 basis points. */
function trained(law: (conditions: OrderConditions) => number, fills: number, seed = 1): SlippageModelState {
  const random = mulberry32(seed);
  let state = newSlippageModel();
  for (let i = 0; i < fills; i++) {
    const spread = 0.0005 + 0.001 * random();
    const conditions = {
      spread,
      size: 0.2 + 20 * random(),
      volume: 1000,
      volatility: 0.01 + 0.02 * random(),
    };
    state = learnSlippage(state, { conditions, slippage: law(conditions) + 2e-4 * normal(random) });
  }
  return state;
}

describe('the slippage model', () => {
  it('expects half the spread, and as much deviation, until fills come', () => {
    const { mean, deviation } = expectedSlippage(newSlippageModel(), calm);
    assertClose([mean, deviation], [0.0005, 0.0005], 1e-15);
  });

  it('learns slippage linear in size within 10 % after 200 fills', () => {
    const law = ({ spread, size, volume }: OrderConditions): number => spread / 2 + (0.2 * size) / volume;
    for (let seed = 1; seed <= 20; seed++) {
      const state = trained(law, 200, seed);
      for (const size of [2, 5, 10, 15, 20]) {
        const truth = law({ ...calm, size });
        const { mean, deviation } = expectedSlippage(state, { ...calm, size });
        assert.ok(Math.abs(mean / truth - 1) < 0.1, `seed ${seed}, size ${size}: ${mean} for ${truth}`);
        assert.ok(deviation > 1.5e-4 && deviation < 4e-4, `deviation ${deviation}`);
      }
    }
  });

  it('learns slippage in the logarithm of size within 10 % after 200 fills', () => {
    const law = ({ size, volume }: OrderConditions): number => 0.002 + 0.0002 * Math.log(size / volume);
    const state = trained(law, 200);
    for (const size of [2, 5, 10, 20]) {
      const { mean } = expectedSlippage(state, { ...calm, size });
      assert.ok(Math.abs(mean / law({ ...calm, size }) - 1) < 0.1, `size ${size}: ${mean}`);
    }
  });

  it('follows a market that got dearer', () => {
    let state = trained(() => 0.0005, 300);
    for (let i = 0; i < 200; i++) state = learnSlippage(state, { conditions: calm, slippage: 0.003 });
    assert.ok(expectedSlippage(state, calm).mean > 0.002);
  });

  it('never promises a gain, and keeps a state that can be stored', () => {
    const fills = fc.array(
      fc.record({
        slippage: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        conditions: fc.record({
          spread: fc.double({ min: 0, max: 0.5, noNaN: true }),
          size: fc.double({ min: 1e-9, max: 1e9, noNaN: true }),
          volume: fc.double({ min: 0, max: 1e9, noNaN: true }),
          volatility: fc.double({ min: 0, max: 2, noNaN: true }),
        }),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(fills, all => {
        const state = all.reduce(learnSlippage, newSlippageModel());
        assert.ok(state.squares >= 0 && state.fills >= 0 && state.fills <= all.length);
        assert.deepEqual(JSON.parse(JSON.stringify(state)), state);
        for (const { conditions } of all) {
          const { mean, deviation } = expectedSlippage(state, conditions);
          assert.ok(mean >= 0 && deviation >= 0 && Number.isFinite(mean + deviation));
        }
      }),
    );
  });

  it('takes an order into no volume as one for all of it', () => {
    const state = trained(({ size, volume }) => size / volume, 100);
    const dry = expectedSlippage(state, { ...calm, volume: 0 });
    assert.deepEqual(dry, expectedSlippage(state, { ...calm, size: 1000 }));
  });

  it('refuses impossible fills and a corrupted state', () => {
    const state = newSlippageModel();
    const flaws = [
      { spread: -1 },
      { size: 0 },
      { size: Infinity },
      { volume: Number.NaN },
      { volatility: -1 },
      { spread: Number.NaN },
    ];
    for (const flaw of flaws) {
      assert.throws(
        () => learnSlippage(state, { conditions: { ...calm, ...flaw }, slippage: 0 }),
        RangeError,
      );
      assert.throws(() => expectedSlippage(state, { ...calm, ...flaw }), RangeError);
    }
    for (const slippage of [Number.NaN, 1.5]) {
      assert.throws(() => learnSlippage(state, { conditions: calm, slippage }), RangeError);
    }
    assert.throws(() => expectedSlippage({ ...state, squares: Number.NaN }, calm), RangeError);
  });
});
