import assert from 'node:assert/strict';
import { quoteRefusal } from '../../../src/lib/risk/quote-refusal.ts';
import { context, LIMITS, NOON } from '../../support/orders.ts';

const reasonOf = (quote: { bid: number; ask: number; timeMs: number } | null, quoteHeldMs = 0) =>
  quoteRefusal({ ...context(), quote, quoteHeldMs }, LIMITS)?.reason ?? null;

describe('quoteRefusal', () => {
  it('has no objection to a young, sane and narrow quote', () => {
    assert.equal(reasonOf({ bid: 49_990, ask: 50_010, timeMs: NOON }), null);
  });

  it('names the first of the quote rules that objects', () => {
    assert.equal(reasonOf(null), 'NO_QUOTE');
    assert.equal(reasonOf({ bid: 2, ask: 1, timeMs: NOON - 30_001 }), 'STALE_QUOTE');
    assert.equal(reasonOf({ bid: 2, ask: 1, timeMs: NOON }), 'BAD_QUOTE');
    assert.equal(reasonOf({ bid: 1, ask: 2, timeMs: NOON }), 'WIDE_SPREAD');
  });

  it('grows stale in the hand', () => {
    assert.equal(reasonOf({ bid: 49_990, ask: 50_010, timeMs: NOON }, 30_001), 'STALE_QUOTE');
  });
});
