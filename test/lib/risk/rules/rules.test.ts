import assert from 'node:assert/strict';
import { cents, parseCents, parseQty } from '../../../../src/lib/core/money.ts';
import type { OrderIntent } from '../../../../src/lib/core/order.ts';
import type { Reason } from '../../../../src/lib/core/reason.ts';
import type { RiskContext, RiskLimits } from '../../../../src/lib/risk/rule.ts';
import { RULES } from '../../../../src/lib/risk/rules/index.ts';
import { context, entry, exit, LIMITS, NOON } from '../../../support/orders.ts';

interface Case {
  readonly says: string;
  readonly intent?: OrderIntent;
  readonly given?: Partial<RiskContext>;
  readonly limits?: Partial<RiskLimits>;
  /** Null: the rule has no objection. */
  readonly reason: Reason | null;
}

const buy = entry(parseCents('50'));
const sell = exit(parseQty('0.001'));
const quote = (bid: number, ask: number, ageMs = 0) => ({ quote: { bid, ask, timeMs: NOON - ageMs } });
const day = (changes: Partial<RiskContext['day']>) => ({
  day: { orders: 0, notional: cents(0), loss: cents(0), ...changes },
});
const gateAt = (share: number) => ({ share, limit: 'wealth 4', value: 'wealth 1' });
const sure = (confidence: number | null) => entry(parseCents('50'), { confidence });

/** Each rule at both sides of its border. */
const CASES: Record<string, readonly Case[]> = {
  'symbol-allowed': [
    { says: 'takes ETH/USD', intent: { ...buy, symbol: 'ETH/USD' }, reason: null },
    { says: 'refuses DOGE/USD', intent: { ...buy, symbol: 'DOGE/USD' }, reason: 'SYMBOL_NOT_ALLOWED' },
    { says: 'refuses another spelling', intent: { ...buy, symbol: 'BTCUSD' }, reason: 'SYMBOL_NOT_ALLOWED' },
    { says: 'refuses all on an empty list', limits: { symbols: [] }, reason: 'SYMBOL_NOT_ALLOWED' },
  ],
  'kill-switch': [
    { says: 'lets pass without a halt', reason: null },
    { says: 'stops an entry', given: { halt: 'drift' }, reason: 'HALTED' },
    { says: 'stops an exit', intent: sell, given: { halt: 'drift' }, reason: 'HALTED' },
    { says: 'stops on a halt without words', given: { halt: '' }, reason: 'HALTED' },
  ],
  'symbol-frozen': [
    { says: 'lets pass when all is resolved', reason: null },
    { says: 'stops an entry', given: { frozen: true }, reason: 'SYMBOL_FROZEN' },
    { says: 'stops an exit', intent: sell, given: { frozen: true }, reason: 'SYMBOL_FROZEN' },
  ],
  'slot-used': [
    { says: 'lets the first order of a slot pass', reason: null },
    { says: 'stops a second entry', given: { slotUsed: true }, reason: 'SLOT_USED' },
    { says: 'stops a second exit', intent: sell, given: { slotUsed: true }, reason: 'SLOT_USED' },
  ],
  'quote-fresh': [
    { says: 'takes a quote of exactly the age limit', given: quote(1, 2, 30_000), reason: null },
    { says: 'refuses 1 ms more', given: quote(1, 2, 30_001), reason: 'STALE_QUOTE' },
    { says: 'takes a quote from 5 s ahead', given: quote(1, 2, -5_000), reason: null },
    { says: 'refuses 1 ms further ahead', given: quote(1, 2, -5_001), reason: 'STALE_QUOTE' },
    { says: 'takes a quote held to the limit', given: { quoteHeldMs: 30_000 }, reason: null },
    { says: 'refuses a quote held 1 ms longer', given: { quoteHeldMs: 30_001 }, reason: 'STALE_QUOTE' },
    { says: 'refuses a time that is no number', given: quote(1, 2, Number.NaN), reason: 'STALE_QUOTE' },
    {
      says: 'refuses a holding time that is none',
      given: { quoteHeldMs: Number.NaN },
      reason: 'STALE_QUOTE',
    },
    { says: 'refuses a steady clock that ran back', given: { quoteHeldMs: -1 }, reason: 'STALE_QUOTE' },
    { says: 'refuses a missing quote', given: { quote: null }, reason: 'NO_QUOTE' },
    { says: 'asks exits too', intent: sell, given: { quote: null }, reason: 'NO_QUOTE' },
  ],
  'quote-sane': [
    { says: 'takes equal sides', given: quote(50_000, 50_000), reason: null },
    { says: 'refuses crossed sides', given: quote(50_001, 50_000), reason: 'BAD_QUOTE' },
    { says: 'refuses a bid of 0', given: quote(0, 50_000), reason: 'BAD_QUOTE' },
    { says: 'refuses a negative bid', given: quote(-1, 50_000), reason: 'BAD_QUOTE' },
    { says: 'refuses a bid that is no number', given: quote(Number.NaN, 50_000), reason: 'BAD_QUOTE' },
    { says: 'refuses an ask that is no number', given: quote(50_000, Number.NaN), reason: 'BAD_QUOTE' },
    { says: 'refuses an ask of a trillion', given: quote(50_000, 1e12), reason: 'BAD_QUOTE' },
    { says: 'refuses an endless ask', given: quote(50_000, Number.POSITIVE_INFINITY), reason: 'BAD_QUOTE' },
    { says: 'leaves a missing quote to quote-fresh', given: { quote: null }, reason: null },
  ],
  spread: [
    // (100.5 - 99.5) / 100 = 1 % = 100 bps.
    { says: 'takes a spread at the limit', given: quote(99.5, 100.5), reason: null },
    { says: 'refuses a wider one', given: quote(99.49, 100.5), reason: 'WIDE_SPREAD' },
    { says: 'refuses it for exits too', intent: sell, given: quote(99.49, 100.5), reason: 'WIDE_SPREAD' },
    { says: 'refuses a spread that is no number', given: quote(Number.NaN, 100), reason: 'WIDE_SPREAD' },
    { says: 'leaves a missing quote to quote-fresh', given: { quote: null }, reason: null },
  ],
  confidence: [
    { says: 'refuses exactly 0.70', intent: sure(0.7), reason: 'LOW_CONFIDENCE' },
    { says: 'takes the next double', intent: sure(0.7 + Number.EPSILON / 2), reason: null },
    { says: 'takes exactly 1', intent: sure(1), reason: null },
    { says: 'refuses more than 1', intent: sure(1 + Number.EPSILON), reason: 'LOW_CONFIDENCE' },
    { says: 'refuses a per cent figure', intent: sure(80), reason: 'LOW_CONFIDENCE' },
    { says: 'refuses what is no number', intent: sure(Number.NaN), reason: 'LOW_CONFIDENCE' },
    { says: 'refuses infinity', intent: sure(Number.POSITIVE_INFINITY), reason: 'LOW_CONFIDENCE' },
    { says: 'refuses an entry without one', intent: sure(null), reason: 'LOW_CONFIDENCE' },
    { says: 'lets an exit without one pass', intent: sell, reason: null },
    { says: 'checks a signal exit', intent: { ...sell, confidence: 0.7 }, reason: 'LOW_CONFIDENCE' },
    { says: 'takes a sure signal exit', intent: { ...sell, confidence: 0.71 }, reason: null },
    {
      says: 'refuses all when the limit is no number',
      limits: { minConfidence: Number.NaN },
      reason: 'LOW_CONFIDENCE',
    },
  ],
  'gate-open': [
    { says: 'does not ask where the gate only informs', reason: null },
    { says: 'takes an entry at any share of the cap', given: { gate: gateAt(0.01) }, reason: null },
    { says: 'refuses an entry without a share', given: { gate: gateAt(0) }, reason: 'GATE_CLOSED' },
    { says: 'never blocks an exit', intent: sell, given: { gate: gateAt(0) }, reason: null },
  ],
  'min-buying-power': [
    { says: 'takes exactly $25', given: { buyingPower: parseCents('25') }, reason: null },
    {
      says: 'refuses a cent less',
      given: { buyingPower: parseCents('24.99') },
      reason: 'BELOW_MIN_BUYING_POWER',
    },
    { says: 'does not ask exits', intent: sell, given: { buyingPower: cents(0) }, reason: null },
  ],
  'order-cap': [
    { says: 'takes exactly $75', intent: entry(parseCents('75')), reason: null },
    { says: 'refuses a cent more', intent: entry(parseCents('75.01')), reason: 'ORDER_CAP' },
    {
      says: 'refuses a size above its stated value',
      intent: { ...entry(parseCents('75.01')), notional: cents(1) },
      reason: 'ORDER_CAP',
    },
    { says: 'takes an exit of exactly $75', intent: exit(parseQty('0.0015003')), reason: null },
    {
      says: 'refuses an exit that rounds up past it',
      intent: exit(parseQty('0.001500301')),
      reason: 'ORDER_CAP',
    },
  ],
  'share-cap': [
    {
      says: 'takes exactly 2 %',
      intent: entry(parseCents('20')),
      given: { buyingPower: parseCents('1000') },
      reason: null,
    },
    {
      says: 'refuses a cent more',
      intent: entry(parseCents('20.01')),
      given: { buyingPower: parseCents('1000') },
      reason: 'SHARE_CAP',
    },
    // 2 % of 1,000.49 is 20.0098.
    {
      says: 'rounds the share down',
      intent: entry(parseCents('20.01')),
      given: { buyingPower: parseCents('1000.49') },
      reason: 'SHARE_CAP',
    },
    { says: 'refuses on negative buying power', given: { buyingPower: cents(-1) }, reason: 'SHARE_CAP' },
    { says: 'does not ask exits', intent: sell, given: { buyingPower: cents(0) }, reason: null },
    {
      says: 'asks a buy that calls itself an exit',
      intent: { ...buy, purpose: 'exit' },
      given: { buyingPower: cents(0) },
      reason: 'SHARE_CAP',
    },
  ],
  'daily-notional': [
    { says: 'takes the last dollar', given: day({ notional: parseCents('1450') }), reason: null },
    {
      says: 'refuses a cent more',
      given: day({ notional: parseCents('1450.01') }),
      reason: 'DAILY_NOTIONAL',
    },
    {
      says: 'refuses any size when less is left than the broker takes',
      intent: entry(parseCents('9.99')),
      given: day({ notional: parseCents('1490.01') }),
      reason: 'DAILY_NOTIONAL',
    },
    {
      says: 'never blocks an exit',
      intent: sell,
      given: day({ notional: parseCents('9999') }),
      reason: null,
    },
  ],
  'broker-minimum': [
    { says: 'takes exactly $10', intent: entry(parseCents('10')), reason: null },
    { says: 'refuses a cent less', intent: entry(parseCents('9.99')), reason: 'BELOW_BROKER_MIN' },
    { says: 'calls a small rest dust', intent: exit(parseQty('0.0002')), reason: 'DUST' },
    // 0.00020004 × 49,990 = 9.9999996: rounded up it would pass.
    { says: 'rounds an exit down', intent: exit(parseQty('0.00020004')), reason: 'DUST' },
    { says: 'takes an exit of $10', intent: exit(parseQty('0.000200041')), reason: null },
  ],
  'daily-orders': [
    { says: 'takes the fortieth', given: day({ orders: 39 }), reason: null },
    { says: 'refuses the next', given: day({ orders: 40 }), reason: 'DAILY_ORDERS' },
    { says: 'refuses a count that is no number', given: day({ orders: Number.NaN }), reason: 'DAILY_ORDERS' },
    { says: 'never blocks an exit', intent: sell, given: day({ orders: 999 }), reason: null },
  ],
  cooldown: [
    { says: 'takes a first entry', reason: null },
    {
      says: 'takes an entry after exactly the cooldown',
      given: { lastEntryMs: NOON - 120_000 },
      reason: null,
    },
    { says: 'refuses 1 ms earlier', given: { lastEntryMs: NOON - 119_999 }, reason: 'COOLDOWN' },
    {
      says: 'refuses when the last entry is in the future',
      given: { lastEntryMs: NOON + 1 },
      reason: 'COOLDOWN',
    },
    { says: 'never blocks an exit', intent: sell, given: { lastEntryMs: NOON }, reason: null },
  ],
  'daily-loss': [
    { says: 'takes an entry below the limit', given: day({ loss: parseCents('99.99') }), reason: null },
    { says: 'refuses at the limit', given: day({ loss: parseCents('100') }), reason: 'DAILY_LOSS' },
    { says: 'never blocks an exit', intent: sell, given: day({ loss: parseCents('100') }), reason: null },
  ],
  'position-covers-sell': [
    { says: 'takes a sale of all', intent: exit(parseQty('1')), reason: null },
    { says: 'refuses one unit more', intent: exit(parseQty('1.000000001')), reason: 'INSUFFICIENT_QTY' },
    { says: 'refuses a sale of nothing', intent: exit(parseQty('0')), reason: 'INSUFFICIENT_QTY' },
    { says: 'refuses a negative sale', intent: exit(parseQty('-1')), reason: 'INSUFFICIENT_QTY' },
    { says: 'refuses a sale sized in money', intent: { ...buy, side: 'sell' }, reason: 'INSUFFICIENT_QTY' },
    { says: 'does not ask buys', given: { qtyAvailable: parseQty('0') }, reason: null },
  ],
};

describe('risk rules', () => {
  it('are all in the table, each name once', () => {
    assert.deepEqual(
      RULES.map(rule => rule.name),
      Object.keys(CASES),
    );
  });

  for (const rule of RULES) {
    describe(rule.name, () => {
      for (const { says, intent = buy, given, limits, reason } of CASES[rule.name] ?? []) {
        it(says, () => {
          const refusal = rule.check(intent, context(given), { ...LIMITS, ...limits });
          assert.equal(refusal?.reason ?? null, reason);
          if (refusal) assert.ok(refusal.rule === rule.name && refusal.limit !== '' && refusal.value !== '');
        });
      }
    });
  }
});
