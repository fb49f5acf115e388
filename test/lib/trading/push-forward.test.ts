import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ACTIONS, type Action } from '../../../src/lib/core/signal.ts';
import { pushForward } from '../../../src/lib/trading/push-forward.ts';

const action = fc.constantFrom<Action>(...ACTIONS);
/** Odds in 1/64, so that sums are exact. */
const odds = fc
  .tuple(fc.integer({ min: 0, max: 64 }), fc.integer({ min: 0, max: 64 }))
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
  .map(([low, high]) => ({ BUY: low / 64, SELL: (high - low) / 64, HOLD: (64 - high) / 64 }));

describe('pushForward', () => {
  it('adds up the odds of actions that come to one effect', () => {
    const before = { BUY: 0.25, SELL: 0.5, HOLD: 0.25 };
    const refusedBuy = { BUY: 'HOLD', SELL: 'SELL', HOLD: 'HOLD' } as const;
    assert.deepEqual(pushForward(before, refusedBuy), { BUY: 0, SELL: 0.5, HOLD: 0.5 });
    const expired = { BUY: 'HOLD', SELL: 'SELL', HOLD: 'SELL' } as const;
    assert.deepEqual(pushForward(before, expired), { BUY: 0, SELL: 0.75, HOLD: 0.25 });
  });

  it('loses and makes no probability', () => {
    fc.assert(
      fc.property(odds, fc.record({ BUY: action, SELL: action, HOLD: action }), (before, effects) => {
        const after = pushForward(before, effects);
        assert.equal(after.BUY + after.SELL + after.HOLD, 1);
        for (const each of ACTIONS) assert.ok(after[effects[each]] >= before[each]);
      }),
    );
  });
});
