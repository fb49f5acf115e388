import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cents, notional, parsePrice, qty } from '../../../src/lib/core/money.ts';
import type { OrderIntent } from '../../../src/lib/core/order.ts';
import { entryCap } from '../../../src/lib/risk/entry-cap.ts';
import { review } from '../../../src/lib/risk/review.ts';
import type { RiskContext } from '../../../src/lib/risk/rule.ts';
import { context, entry, exit, LIMITS, NOON } from '../../support/orders.ts';

const ID = 'hive-0123456789-BTCUSD-buy-1';
const run = (intent: OrderIntent, given: Partial<RiskContext> = {}) =>
  review(intent, context(given), LIMITS, ID);

const strange = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 0.7, 0.700001, 1, 1.1);

const mostly = (usual: fc.Arbitrary<number>) =>
  fc.oneof({ weight: 9, arbitrary: usual }, { weight: 1, arbitrary: strange });

/** Contexts near every border, broken numbers included. */
const contexts: fc.Arbitrary<RiskContext> = fc.record({
  nowMs: fc.constant(NOON),
  buyingPower: fc.bigInt({ min: -100n, max: 500_000n }).map(cents),
  qtyAvailable: fc.bigInt({ min: 0n, max: 3_000_000n }).map(qty),
  quote: fc.option(
    fc.record({
      bid: mostly(fc.double({ min: 49_700, max: 50_000 })),
      ask: mostly(fc.double({ min: 49_900, max: 50_200 })),
      timeMs: fc.integer({ min: NOON - 40_000, max: NOON + 10_000 }),
    }),
    { freq: 20 },
  ),
  quoteHeldMs: fc.integer({ min: 0, max: 40_000 }),
  day: fc.record({
    orders: fc.integer({ min: 0, max: 45 }),
    notional: fc.bigInt({ min: 0n, max: 160_000n }).map(cents),
    loss: fc.bigInt({ min: -1_000n, max: 11_000n }).map(cents),
  }),
  lastEntryMs: fc.option(fc.integer({ min: NOON - 300_000, max: NOON })),
  frozen: fc.constant(false),
  slotUsed: fc.constant(false),
  halt: fc.constant(null),
});

const confidences = fc.option(mostly(fc.double({ min: 0.6, max: 1 })), { freq: 9 });
const symbols = fc.constantFrom('BTC/USD', 'ETH/USD', 'DOGE/USD');
const entries = fc
  .record({ amount: fc.bigInt({ min: 0n, max: 9_000n }), confidence: confidences, symbol: symbols })
  .map(({ amount, ...rest }) => entry(cents(amount), rest));
const exits = fc
  .record({ amount: fc.bigInt({ min: -10n, max: 3_000_000n }), confidence: confidences, symbol: symbols })
  .map(({ amount, ...rest }) => exit(qty(amount), rest));

describe('review', () => {
  it('approves an order that breaks no rule, under its client id', () => {
    const outcome = run(entry(cents(7_500)));
    assert.equal(outcome.kind, 'approved');
    assert.deepEqual({ ...outcome.order }, { ...entry(cents(7_500)), clientOrderId: ID });
  });

  it('approves an order that cannot be changed afterwards, nor through the intent', () => {
    const size = { kind: 'notional' as const, notional: cents(5_000) };
    const outcome = run(entry(cents(5_000), { size }));
    assert.equal(outcome.kind, 'approved');
    Object.assign(size, { notional: cents(9_999_999) });
    assert.deepEqual(outcome.order.size, { kind: 'notional', notional: 5_000n });
    assert.throws(() => Object.assign(outcome.order, { symbol: 'DOGE/USD' }), TypeError);
  });

  it('gives every objection, the most telling first', () => {
    const outcome = run(entry(cents(100), { symbol: 'DOGE/USD', confidence: 0.7 }), { halt: 'drift' });
    assert.equal(outcome.kind, 'refused');
    assert.deepEqual(
      outcome.refusals.map(refusal => refusal.reason),
      ['SYMBOL_NOT_ALLOWED', 'HALTED', 'LOW_CONFIDENCE', 'BELOW_BROKER_MIN'],
    );
  });

  it('takes no client order id but one of its own', () => {
    for (const id of ['', 'other-1']) {
      assert.throws(() => review(entry(cents(5_000)), context(), LIMITS, id), RangeError);
    }
  });

  it('approves no entry above a limit, whatever it is asked (I13 to I17)', () => {
    let approvals = 0;
    fc.assert(
      fc.property(entries, contexts, (intent, given) => {
        const outcome = review(intent, given, LIMITS, ID);
        if (outcome.kind === 'refused') return;
        approvals++;
        const { buyingPower, day, lastEntryMs, quote } = given;
        assert.ok(['BTC/USD', 'ETH/USD'].includes(intent.symbol));
        assert.ok(intent.notional <= 7_500n && intent.notional * 50n <= buyingPower);
        assert.ok(intent.notional >= 1_000n && buyingPower >= 2_500n);
        assert.ok(intent.confidence !== null && intent.confidence > 0.7 && intent.confidence <= 1);
        assert.ok(day.notional + intent.notional <= 150_000n && day.orders < 40 && day.loss < 10_000n);
        assert.ok(lastEntryMs === null || NOON - lastEntryMs >= 120_000);
        assert.ok(
          quote && quote.bid > 0 && quote.bid <= quote.ask && Math.abs(NOON - quote.timeMs) <= 30_000,
        );
      }),
      { numRuns: 2_000 },
    );
    assert.ok(approvals > 0, 'the property was never put to the test');
  });

  it('approves no exit that sells what is not there (I22)', () => {
    let approvals = 0;
    fc.assert(
      fc.property(exits, contexts, (intent, given) => {
        const outcome = review(intent, given, LIMITS, ID);
        if (outcome.kind === 'refused') return;
        approvals++;
        const { size } = outcome.order;
        assert.ok(size.kind === 'qty' && size.qty > 0n && size.qty <= given.qtyAvailable);
        assert.ok(notional(size.qty, parsePrice('49990'), 'ceil') <= 7_500n);
      }),
      { numRuns: 2_000 },
    );
    assert.ok(approvals > 0, 'the property was never put to the test');
  });

  it('approves an entry of the size that entryCap gives, unless that is below the minimum', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 2_500n, max: 1_000_000n }),
        fc.bigInt({ min: 0n, max: 150_000n }),
        (power, spent) => {
          const given = context({
            buyingPower: cents(power),
            day: { orders: 0, notional: cents(spent), loss: cents(0) },
          });
          const cap = entryCap(given, LIMITS);
          const outcome = review(entry(cap), given, LIMITS, ID);
          const reasons = outcome.kind === 'refused' ? outcome.refusals.map(refusal => refusal.reason) : [];
          const usedUp = 150_000n - spent < 1_000n ? ['DAILY_NOTIONAL'] : [];
          assert.deepEqual(reasons, [...usedUp, ...(cap < 1_000n ? ['BELOW_BROKER_MIN'] : [])]);
          assert.equal(review(entry(cents(cap + 1n)), given, LIMITS, ID).kind, 'refused');
        },
      ),
    );
  });

  it('never blocks an exit by a budget', () => {
    fc.assert(
      fc.property(contexts, given => {
        const outcome = review(exit(qty(1_000_000)), { ...given, qtyAvailable: qty(1_000_000) }, LIMITS, ID);
        const reasons = outcome.kind === 'refused' ? outcome.refusals.map(refusal => refusal.reason) : [];
        const quoteOnly = ['NO_QUOTE', 'STALE_QUOTE', 'BAD_QUOTE', 'WIDE_SPREAD'];
        assert.deepEqual(
          reasons.filter(reason => !quoteOnly.includes(reason)),
          [],
        );
      }),
    );
  });
});
