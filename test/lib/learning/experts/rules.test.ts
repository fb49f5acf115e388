import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mulberry32, normal } from '../../../../src/lib/core/random.ts';
import { RULE_EXPERTS } from '../../../../src/lib/learning/experts/rules.ts';

const closes = (seed: number, bars = 200): number[] => {
  const random = mulberry32(seed);
  let price = 100;
  return Array.from({ length: bars }, () => {
    price *= Math.exp(0.02 * normal(random));
    return price;
  });
};

function directionOf(id: string, close: ArrayLike<number>, index: number): number | null {
  const rule = RULE_EXPERTS.find(expert => expert.id === id);
  assert.ok(rule, `no rule ${id}`);
  return rule.exposure(close, index);
}

/** Bars that each rule needs. */
const NEEDS = {
  long: 1,
  'momentum-1': 2,
  'momentum-5': 6,
  'momentum-20': 21,
  'momentum-60': 61,
  'reversal-1': 2,
  'reversal-5': 6,
  'mean-cross-50': 50,
  'breakout-20': 60,
};

describe('RULE_EXPERTS', () => {
  it('are silent until they have the bars they need, then always say something', () => {
    assert.deepEqual(
      RULE_EXPERTS.map(rule => rule.id),
      Object.keys(NEEDS),
    );
    const close = closes(1);
    for (const [id, bars] of Object.entries(NEEDS)) {
      for (let i = 0; i < close.length; i++) {
        const direction = directionOf(id, close, i);
        if (i < bars - 1) assert.equal(direction, null, `${id} at ${i}`);
        else assert.ok(direction === -1 || direction === 0 || direction === 1, `${id} at ${i}: ${direction}`);
      }
    }
  });

  it('see no future, and no past beyond what they need', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 0, max: 199 }), (seed, index) => {
        const close = closes(seed);
        for (const { id, exposure } of RULE_EXPERTS) {
          const now = exposure(close, index);
          assert.equal(exposure(close.slice(0, index + 1), index), now, `${id}: the future matters`);
          assert.equal(exposure(Float64Array.from(close), index), now);
          const bars = NEEDS[id as keyof typeof NEEDS];
          if (now === null) continue;
          const recent = close.slice(index + 1 - bars, index + 1);
          assert.equal(exposure(recent, bars - 1), now, `${id}: the far past matters`);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('do not care what the price is counted in', () => {
    const scale = fc.double({ min: 1e-9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(fc.integer(), scale, fc.integer({ min: 60, max: 199 }), (seed, factor, index) => {
        const close = closes(seed);
        const scaled = close.map(price => price * factor);
        for (const { id, exposure } of RULE_EXPERTS) {
          assert.equal(exposure(scaled, index), exposure(close, index), id);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('have no direction in a market that stands still, but for long', () => {
    for (const price of [0.1, 3, 1e-9]) {
      const close = new Array<number>(100).fill(price);
      for (const { id, exposure } of RULE_EXPERTS)
        assert.equal(exposure(close, 99), id === 'long' ? 1 : 0, id);
    }
  });

  it('follow or turn against a rising and a falling market', () => {
    const up = Array.from({ length: 100 }, (_, i) => 100 + i);
    const down = up.toReversed();
    for (const { id, exposure } of RULE_EXPERTS) {
      const with_ = id.startsWith('reversal') ? -1 : 1;
      assert.equal(exposure(up, 99), with_, id);
      assert.equal(exposure(down, 99), id === 'long' ? 1 : -with_, id);
    }
  });

  it('compare with the close so many bars ago', () => {
    const close = [10, 12, 11, 9, 10.5, 10.2, 11.9];
    assert.deepEqual(
      ['momentum-1', 'momentum-5', 'reversal-1', 'reversal-5'].map(id => directionOf(id, close, 6)),
      [1, -1, -1, 1],
    );
  });

  it('hold a breakout for 40 bars, until one the other way', () => {
    const flat = (bars: number) => Array.from({ length: bars }, (_, i) => (i % 2 === 0 ? 100 : 101));
    const close = [...flat(80), 110, ...flat(60)];
    const held = [79, 80, 81, 119, 120].map(index => directionOf('breakout-20', close, index));
    // At 101 the channel is 100 to 101 again, so no later close breaks out.
    assert.deepEqual(held, [0, 1, 1, 1, 0]);
    assert.equal(directionOf('breakout-20', [...close.slice(0, 90), 99], 90), -1);
  });
});
