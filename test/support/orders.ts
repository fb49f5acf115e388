import assert from 'node:assert/strict';
import {
  type Cents,
  cents,
  notional,
  type Price,
  parseCents,
  parsePrice,
  parseQty,
  type Qty,
} from '../../src/lib/core/money.ts';
import type { OrderIntent } from '../../src/lib/core/order.ts';
import type { ApprovedOrder } from '../../src/lib/risk/approved-order.ts';
import { limitsFrom, type RiskSettings } from '../../src/lib/risk/limits.ts';
import { review } from '../../src/lib/risk/review.ts';
import type { RiskContext, RiskLimits } from '../../src/lib/risk/rule.ts';

export const NOON = Date.UTC(2026, 0, 15, 12);

/** The defaults of the configuration. */
export const SETTINGS: RiskSettings = {
  maxOrderUsd: 75,
  maxOrderShare: 0.02,
  minBuyingPowerUsd: 25,
  dailyNotionalUsd: 1_500,
  dailyOrders: 40,
  cooldown: '2m',
  dailyLossUsd: 100,
  maxQuoteAgeSeconds: 30,
  maxSpreadBps: 100,
  minConfidence: 0.7,
  symbols: ['BTC/USD', 'ETH/USD'],
};

export const LIMITS: RiskLimits = limitsFrom(SETTINGS);

/** An account of $10,000 at noon in which nothing speaks against an order. */
export const context = (changes: Partial<RiskContext> = {}): RiskContext => ({
  nowMs: NOON,
  buyingPower: parseCents('10000'),
  qtyAvailable: parseQty('1'),
  quote: { bid: 49_990, ask: 50_010, timeMs: NOON },
  quoteHeldMs: 0,
  day: { orders: 0, notional: cents(0), loss: cents(0) },
  lastEntryMs: null,
  frozen: false,
  slotUsed: false,
  halt: null,
  ...changes,
});

/** A buy of BTC for `amount`. */
export const entry = (amount: Cents, changes: Partial<OrderIntent> = {}): OrderIntent => ({
  symbol: 'BTC/USD',
  side: 'buy',
  size: { kind: 'notional', notional: amount },
  purpose: 'entry',
  reason: 'ENTRY_SIGNAL',
  confidence: 0.8,
  referencePrice: parsePrice('50010'),
  notional: amount,
  ...changes,
});

/** A sale of `amount` BTC by a barrier. */
export function exit(amount: Qty, changes: Partial<OrderIntent> = {}): OrderIntent {
  const referencePrice: Price = changes.referencePrice ?? parsePrice('49990');
  return {
    symbol: 'BTC/USD',
    side: 'sell',
    size: { kind: 'qty', qty: amount },
    purpose: 'exit',
    reason: 'EXIT_STOP',
    confidence: null,
    referencePrice,
    notional: notional(amount, referencePrice, 'ceil'),
    ...changes,
  };
}

/** Everything passes: for tests of what comes after the risk review. */
const OPEN: RiskLimits = {
  ...LIMITS,
  symbols: ['BTC/USD', 'ETH/USD', 'DOGE/USD'],
  maxOrder: parseCents('1000000000'),
  maxOrderSharePpm: 1_000_000n,
  brokerMinimum: cents(-1_000_000),
  dailyNotional: parseCents('1000000000'),
};

/** An approved order, made by the real review under wide-open limits. */
export function approved(intent: OrderIntent, clientOrderId: string): ApprovedOrder {
  const rich = context({ buyingPower: parseCents('1000000000'), qtyAvailable: parseQty('1000000000') });
  const outcome = review(intent, rich, OPEN, clientOrderId);
  assert.equal(outcome.kind, 'approved');
  return outcome.order;
}
