import type { ReportOutput } from '../../src/lib/app/schemas/report.ts';
import { PARTS } from '../../src/lib/drift/part-names.ts';

const AT = '2026-11-25T12:00:05.000Z';

/** A report in which everything happened; `words` stand where text comes from outside. */
export function reportOutput(words = 'insufficient balance'): ReportOutput {
  const gate = { stage: 'shadow' as const, lnMoney: 0.1, lnTiming: -0.1, lnWanted: 4.2, epochs: 12 };
  const order = { symbol: 'BTC/USD', side: 'buy' as const, reason: 'ENTRY_SIGNAL' as const };
  return {
    kind: 'daily',
    name: '2026-11-25',
    from: '2026-11-25T00:00:00.000Z',
    to: '2026-11-26T00:00:00.000Z',
    complete: false,
    until: '2026-11-25T18:00:00.000Z',
    banner: 'SIMULATED market, edge: concentrated — not a real result',
    mode: 'simulated',
    market: 'simulated/42/concentrated',
    account: 'SIM-0BA40B1643',
    strategy: words,
    equity: { start: '10000.00', end: '9998.47', controlStart: '10000.00', controlEnd: '10001.20' },
    profit: {
      total: '-1.53',
      realised: '-0.53',
      unrealised: '-1.00',
      fees: '0.38',
      external: '5.00',
      control: '1.20',
      cash: '0.00',
    },
    positions: [{ symbol: 'BTC/USD', value: '33.99', unrealised: '-1.00' }],
    trades: [
      {
        seq: 57,
        at: AT,
        symbol: 'BTC/USD',
        side: 'sell',
        qty: '0.001537993',
        price: '48764.83',
        fee: '0.19',
        value: '75.00',
        reason: 'EXIT_STOP',
        meaning: 'sold: the stop price was reached',
        confidence: null,
        realised: '-0.53',
        reward: '-0.53',
      },
    ],
    reasons: [
      {
        symbol: 'BTC/USD',
        reason: 'BELOW_MIN_BUYING_POWER',
        meaning: 'the buying power is below the minimum',
        count: 1_203,
      },
    ],
    unfilled: [
      { at: AT, order: 'hive-1', symbol: 'BTC/USD', side: 'buy', value: '75.00', why: `refused: ${words}` },
    ],
    unresolved: [{ order: 'hive-2', symbol: 'ETH/USD', side: 'buy', value: '75.00', since: AT }],
    costs: {
      traded: '150.00',
      fees: '0.38',
      spread: '0.06',
      slippage: '0.02',
      total: '0.46',
      share: 0.003067,
    },
    gate: { start: null, end: gate },
    events: [{ at: AT, type: 'HALT', text: `halted: ${words}` }],
    config: [{ at: AT, changes: [{ name: 'maxOrder', before: '75.00', after: words }] }],
    models: [
      {
        at: AT,
        action: 'promote',
        assetClass: 'crypto',
        model: 'crypto-20260921t0000-810312cb',
        reason: words,
      },
    ],
    training: { cycles: 480, trainings: 96, newSamples: 1_440, firstAt: AT, lastAt: AT },
    ticks: {
      ran: 530,
      firstAt: AT,
      lastAt: AT,
      scheduled: 540,
      missed: [{ from: AT, to: AT, slots: 10, why: words }],
    },
    drift: {
      replay: '-1.00',
      live: '-1.53',
      byHand: '0.10',
      parts: PARTS.map((name, i) => ({
        name,
        amount: name === 'timing' ? null : i === 1 ? '-0.53' : '0.00',
        cases: 3,
        unknown: name === 'timing' ? 3 : 0,
      })),
      moments: 540,
      notRun: 10,
      orders: [
        { ...order, order: 'hive-3', moment: AT, sentAt: AT, begin: null, sent: '48764.83', filled: null },
      ],
      missed: [{ ...order, at: AT, value: '75.00', price: '48764.83', why: words }],
      changed: [{ at: AT, symbol: 'BTC/USD', was: 'BUY 0.9000', today: 'HOLD 0.5000' }],
    },
    driftTrouble: null,
  };
}
