import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  atRisk,
  DOWNWARD,
  type ExplorationInput,
  exploration,
  WEEKLY_BUDGET,
} from '../../../../src/lib/learning/policy/exploration.ts';
import { squareCb } from '../../../../src/lib/learning/policy/square-cb.ts';
import { greedy, STAKES } from '../../../../src/lib/learning/policy/utility.ts';
import { assertClose } from '../../../support/approx.ts';

const middling = [0, 0.01, 0.02, 0.015, 0.005];
const input: ExplorationInput = {
  utilities: middling,
  stage: 'canary',
  seen: 99,
  armed: false,
  stale: false,
  capShare: 0.02,
  budgetLeft: WEEKLY_BUDGET,
};
const anyInput = fc.record({
  utilities: fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 5, maxLength: 5 }),
  stage: fc.constantFrom('shadow' as const, 'canary' as const, 'live' as const),
  seen: fc.nat(5000),
  armed: fc.boolean(),
  stale: fc.boolean(),
  capShare: fc.double({ min: 0, max: 1, noNaN: true }),
  budgetLeft: fc.double({ min: -0.01, max: 0.02, noNaN: true }),
});

describe('exploration', () => {
  it('is none while a detector is armed or data are stale, in every stage', () => {
    for (const stage of ['shadow', 'canary', 'live'] as const) {
      for (const flaw of [{ armed: true }, { stale: true }]) {
        const { mode, odds } = exploration({ ...input, stage, ...flaw });
        assert.equal(mode, 'none');
        assert.deepEqual(odds, [0, 0, 1, 0, 0]);
      }
    }
  });

  it('goes only toward smaller exposure when live, in 2 of 100 decisions', () => {
    const { mode, odds } = exploration({ ...input, stage: 'live' });
    assert.equal(mode, 'down-only');
    assertClose(odds, [0.01, 0.01, 0.98, 0, 0], 1e-15);
  });

  it('has nowhere to go from cash when live', () => {
    const { odds } = exploration({ ...input, stage: 'live', utilities: [0, -1, -2, -3, -4] });
    assert.deepEqual(odds, [1, 0, 0, 0, 0]);
  });

  it('is SquareCB in the shadow, and in the canary while the budget covers all stakes', () => {
    const expected = squareCb(middling, 200);
    for (const stage of ['shadow', 'canary'] as const) {
      const { mode, odds } = exploration({ ...input, stage });
      assert.equal(mode, 'square-cb');
      assertClose(odds, expected, 1e-15);
    }
  });

  it('keeps in the canary to stakes the budget covers: a quarter more of 2 % is half a percent', () => {
    const { mode, odds } = exploration({ ...input, budgetLeft: 0.006 });
    const [a, b, , d, e] = squareCb(middling, 200);
    assert.equal(mode, 'square-cb');
    assertClose(odds, [a!, b!, 1 - a! - b! - d!, d!, 0], 1e-12);
    assert.ok(e! > 0);
  });

  it('falls back to smaller exposure only once the budget covers nothing', () => {
    const { mode, odds } = exploration({ ...input, budgetLeft: 0.004 });
    assert.equal(mode, 'down-only');
    assertClose(odds, [0.01, 0.01, 0.98, 0, 0], 1e-15);
  });

  it('counts a budget of zero as spent, though the full stake has nothing above it', () => {
    const full = { ...input, utilities: [0, 0, 0, 0, 1] };
    assert.equal(exploration(full).mode, 'square-cb');
    assert.equal(exploration({ ...full, budgetLeft: 0 }).mode, 'down-only');
  });

  it('always gives a distribution, and when live never one above the greedy exposure', () => {
    fc.assert(
      fc.property(anyInput, any => {
        const { odds, greedy: best } = exploration(any);
        assert.equal(best, greedy(any.utilities));
        assertClose([odds.reduce((sum, p) => sum + p, 0)], [1], 1e-12);
        assert.ok(odds.every(p => p >= 0) && odds[best]! > 0);
        if (any.stage === 'live') assert.ok(odds.every((p, i) => i <= best || p === 0));
      }),
    );
  });

  it('costs less than SquareCB allows, and never risks more than the budget left', () => {
    fc.assert(
      fc.property(anyInput, any => {
        const { mode, odds, greedy: best } = exploration(any);
        const spread = Math.max(...any.utilities) - Math.min(...any.utilities);
        const bound = mode === 'square-cb' ? 5 / (20 * Math.sqrt(any.seen + 1)) : DOWNWARD * spread;
        const top = any.utilities[best]!;
        const cost = odds.reduce((sum, p, i) => sum + p * (top - any.utilities[i]!), 0);
        assert.ok(cost >= 0 && cost <= bound + 1e-12, `${cost} of ${bound}`);
        if (any.stage === 'shadow') return;
        for (let i = 0; i < 5; i++) {
          const risk = atRisk({ from: STAKES[best]!, to: STAKES[i]!, capShare: any.capShare });
          assert.ok(odds[i] === 0 || i <= best || risk <= any.budgetLeft);
        }
      }),
    );
  });

  it('refuses input that is no decision', () => {
    const wrong: Partial<ExplorationInput>[] = [
      { utilities: [0, 1] },
      { utilities: [0, 1, 2, 3, Number.NaN] },
      { seen: -1 },
      { capShare: Number.NaN },
      { capShare: -0.1 },
      { budgetLeft: Number.NaN },
    ];
    for (const flaw of wrong) assert.throws(() => exploration({ ...input, ...flaw }), RangeError);
  });
});
