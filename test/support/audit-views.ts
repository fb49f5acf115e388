import type { AuditReport } from '../../src/lib/app/audit/trade-audit.ts';
import type { Replay } from '../../src/lib/app/replay/trade-replay.ts';
import type { TickStory } from '../../src/lib/app/why/trade-why.ts';
import { CHECKS, type CheckName } from '../../src/lib/audit/finding.ts';
import { REASONS } from '../../src/lib/core/reason.ts';
import { FEATURE_SET } from '../../src/lib/features/feature-set.ts';
import type { DecisionData } from '../../src/lib/journal/entry.ts';

/** Made-up results of what lets a user check everything, for tests of how they look. */

const AT = '2026-09-22T00:05:00.000Z';
const ORDER = 'hive-0ba40b1643-BTCUSD-buy-14916962';
const FILL = 'sim-fill-45f15f194cf3ea666f14aaa2';
const LONG = 'a deposit that was made by hand while nobody looked, as the owner says in a long sentence';

export const decision = (): DecisionData => ({
  id: 'main-BTCUSD-20718',
  book: 'main',
  symbol: 'BTC/USD',
  epoch: 20_718,
  strategy: 'forest',
  reason: 'BELOW_MIN_BUYING_POWER',
  signal: { action: 'BUY', confidence: 0.7312, probabilityUp: 0.7312 },
  threshold: 0.7,
  featureSet: FEATURE_SET.id,
  features: FEATURE_SET.names.map((_, at) => -1234.56789 * at),
  barCloseAt: '2026-09-22T00:00:00.000Z',
  quote: { bid: 123_456.78, ask: 123_500.12, at: AT },
  positionBefore: '12345.123456789',
  experts: [{ id: 'crypto-20260920t0000-2e791892', weight: 1, probabilityUp: 0.7312 }],
  before: { BUY: 0.4, SELL: 0.3, HOLD: 0.3 },
  after: { BUY: 0, SELL: 0.3, HOLD: 0.7 },
  effect: 'HOLD',
  propensity: 0.7,
  random: null,
  costs: { feeRate: 0.0025, spreadBps: 8 },
  horizonMs: 86_400_000,
  barriers: { target: 0.03, stop: 0.02 },
  model: { name: 'crypto-20260920t0000-2e791892', hash: '2e791892', trainedTo: AT },
  interval: [0.71, 0.76],
  inputs: {
    atMs: Date.parse(AT),
    quoteHeldMs: 12,
    buyingPower: '9876543.21',
    qtyAvailable: '0',
    lastClose: 123_400,
  },
});

export const tickStory = (): TickStory => ({
  slot: 14_916_962,
  seq: 12_345,
  at: AT,
  symbols: [
    {
      symbol: 'BTC/USD',
      reason: 'BELOW_MIN_BUYING_POWER',
      learning: null,
      reward: null,
      meaning: REASONS.BELOW_MIN_BUYING_POWER,
      rule: 'min-buying-power',
      limit: '25.00 USD',
      value: '24.99 USD',
      bid: '123456.78',
      decision: {
        seq: 12_340,
        at: AT,
        now: true,
        data: decision(),
        features: FEATURE_SET.names.map((name, at) => ({ name, value: -1234.56789 * at })),
      },
      order: {
        intent: {
          order: ORDER,
          decision: 'main-BTCUSD-20718',
          symbol: 'BTC/USD',
          side: 'buy',
          purpose: 'entry',
          reason: 'ENTRY_SIGNAL',
          slot: 14_916_962,
          notional: '75.00',
          referencePrice: '123500.12',
          value: '75.00',
          confidence: 0.7312,
        },
        events: [{ at: AT, type: 'REFUSED', text: `refused: 40310000, ${LONG}` }],
        fills: [
          {
            fill: FILL,
            order: ORDER,
            symbol: 'BTC/USD',
            side: 'buy',
            qty: '12345.123456789',
            price: '123500.12',
            at: AT,
            cash: '-75.00',
            net: '12345.123456',
            fee: '98765.43',
          },
        ],
      },
      control: { reason: 'BELOW_MIN_BUYING_POWER', action: 'SELL', confidence: 0.99, traded: false },
    },
    {
      symbol: 'ETH/USD',
      reason: 'EPOCH_DECIDED',
      learning: null,
      reward: null,
      meaning: REASONS.EPOCH_DECIDED,
      bid: '3000.00',
      decision: { seq: 12_000, at: AT, now: false, data: decision(), features: null },
      order: null,
      control: null,
    },
  ],
});

export const replay = (): Replay => ({
  seq: 12_340,
  at: AT,
  decision: decision(),
  ordered: true,
  differences: [
    { member: 'signal.confidence', journal: '0.7312345678901234', replay: '0.7312345678901235' },
    { member: 'order.referencePrice', journal: '"123500.12"', replay: '"123500.13"' },
  ],
});

export const auditReport = (): AuditReport => {
  const difference = {
    check: 'fills' as const,
    what: `fill ${FILL}: quantity`,
    journal: '12345.123456789',
    against: 'broker' as const,
    other: '12345.123456788',
  };
  const pending = { check: 'orders' as const, what: `order ${ORDER} is open; at the broker it is accepted` };
  return {
    account: 'SIM-0BA40B1643',
    broker: 'simulated',
    records: 1_234_567,
    from: AT,
    tickRunning: false,
    findings: (Object.keys(CHECKS) as CheckName[]).map(check => ({
      check,
      against: 'recomputed',
      compared: 1_234_567,
      differences: [difference],
      pending: [pending],
    })),
    differences: [difference],
    pending: [pending],
    corrections: [
      { seq: 7, at: AT, type: 'FEE', fee: 'fee-1', cash: '0.19', coins: {}, reason: null },
      { seq: 8, at: AT, type: 'ADJUSTED', fee: null, cash: '-0.01', coins: {}, reason: null },
      {
        seq: 1_234_567,
        at: AT,
        type: 'BALANCE',
        fee: null,
        cash: '98765432.10',
        coins: { 'BTC/USD': '12345.123456789', 'ETH/USD': '-0.000000001' },
        reason: LONG,
      },
    ],
    cash: {
      opening: '10000.00',
      sold: '98765432.10',
      bought: '98765432.10',
      fees: '98765.43',
      corrected: '-0.01',
      book: '9876543.21',
      broker: '9876543.21',
    },
    otherOrders: 12,
  };
};
