import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cents, parseCents, parsePrice, parseQty, qty } from '../../../src/lib/core/money.ts';
import { ACTIONS, type Action } from '../../../src/lib/core/signal.ts';
import { limitsFrom } from '../../../src/lib/risk/limits.ts';
import type { BarrierWidths } from '../../../src/lib/trading/exit-plan.ts';
import {
  effectOf,
  type Opinion,
  type StepInput,
  type StepResult,
  stepOn,
  stepWithoutSignal,
} from '../../../src/lib/trading/step.ts';
import { context, LIMITS, NOON, SETTINGS } from '../../support/orders.ts';

const WIDTHS: BarrierWidths = { target: 0.03, stop: 0.02 };
const HELD = parseQty('0.001');
const EXPIRES = NOON + 1_000;
const PLAN = { target: parsePrice('51500'), stop: parsePrice('49000'), expiresMs: EXPIRES };
const FLAT = { long: false, plan: null, closing: null, decidedEpoch: null };
const LONG = { ...FLAT, long: true, plan: PLAN };

const stepInput = (changes: Partial<StepInput> = {}): StepInput => ({
  symbol: 'BTC/USD',
  nowMs: NOON,
  epoch: 5,
  expiresMs: EXPIRES,
  bid: parsePrice('49990'),
  ask: parsePrice('50010'),
  stance: FLAT,
  held: qty(0),
  threshold: 0.7,
  exits: 'barriers',
  limits: LIMITS,
  context: context(),
  slotUsed: { buy: false, sell: false },
  orderId: side => `hive-0123456789-BTCUSD-${side}-1`,
  ...changes,
});
const long = (changes: Partial<StepInput> = {}) => stepInput({ stance: LONG, held: HELD, ...changes });

const says = (action: Action, confidence = 0.9): Opinion & { kind: 'signal' } => ({
  kind: 'signal',
  signal: { symbol: 'BTC/USD', action, confidence, probabilityUp: null, barCloseMs: null },
  widths: WIDTHS,
});

const spent = ({ order }: StepResult): bigint | null =>
  order?.size.kind === 'notional' ? order.size.notional : null;
const withPower = (dollars: string) => stepInput({ context: context({ buyingPower: parseCents(dollars) }) });

describe('stepOn', () => {
  it('buys for the least of the caps, floored to the cent', () => {
    assert.equal(spent(stepOn(says('BUY'), withPower('10000'))), 7_500n);
    // 2 % of 3,333.33 is 66.6666.
    assert.equal(spent(stepOn(says('BUY'), withPower('3333.33'))), 6_666n);
    const day = { orders: 0, notional: parseCents('1479.5'), loss: cents(0) };
    assert.equal(spent(stepOn(says('BUY'), stepInput({ context: context({ day }) }))), 2_050n);
  });

  it('refuses an account of 24.99 and a cap of 9.99, and never rounds up', () => {
    assert.equal(stepOn(says('BUY'), withPower('24.99')).reason, 'BELOW_MIN_BUYING_POWER');
    // 2 % of 499.99 is 9.9998.
    assert.equal(stepOn(says('BUY'), withPower('499.99')).reason, 'BELOW_BROKER_MIN');
    assert.equal(spent(stepOn(says('BUY'), withPower('500'))), 1_000n);
  });

  it('opens a position with the barriers of its label around the ask', () => {
    const { order, plan, reason } = stepOn(says('BUY'), stepInput());
    assert.equal(reason, 'ENTRY_SIGNAL');
    assert.equal(order?.referencePrice, parsePrice('50010'));
    // 50,010 × 1.03 and × 0.98.
    assert.deepEqual(plan, {
      target: parsePrice('51510.3'),
      stop: parsePrice('49009.8'),
      expiresMs: EXPIRES,
    });
  });

  it('makes no plan when positions are left on signals only', () => {
    assert.equal(stepOn(says('BUY'), stepInput({ exits: 'signal' })).plan, null);
  });

  it('gives the first rule that refuses as the reason', () => {
    const context_ = context({ buyingPower: cents(0), lastEntryMs: NOON });
    const { reason, refusal, order, plan } = stepOn(says('BUY'), stepInput({ context: context_ }));
    assert.deepEqual(
      [reason, refusal?.rule, order, plan],
      ['BELOW_MIN_BUYING_POWER', 'min-buying-power', null, null],
    );
    const used = stepInput({ slotUsed: { buy: true, sell: false }, context: context_ });
    assert.equal(stepOn(says('BUY'), used).reason, 'SLOT_USED');
  });

  it('looks at the slot of the side that it trades', () => {
    const bought = { buy: true, sell: false };
    assert.equal(stepOn(says('SELL'), long({ slotUsed: bought })).reason, 'EXIT_SIGNAL');
    assert.equal(stepOn(says('SELL'), long({ slotUsed: { buy: false, sell: true } })).reason, 'SLOT_USED');
  });

  it('renews the horizon of a position it keeps', () => {
    const { order, plan, reason } = stepOn(says('BUY'), long());
    assert.deepEqual([reason, order, plan?.expiresMs], ['ALREADY_LONG', null, EXPIRES]);
    assert.equal(stepOn(says('HOLD'), long()).plan, null);
  });

  it('sells with the confidence of the signal, but on a barrier or on time with none', () => {
    assert.equal(stepOn(says('SELL', 0.8), long()).order?.confidence, 0.8);
    const late = long({ nowMs: EXPIRES });
    const { reason, order } = stepOn(says('HOLD', 0.8), late);
    assert.deepEqual([reason, order?.confidence], ['EXIT_TIME', null]);
  });

  it('waits without an opinion, for the strategy’s own reason', () => {
    assert.equal(stepOn({ kind: 'none', reason: 'STALE_BARS' }, stepInput()).reason, 'STALE_BARS');
    assert.equal(stepOn({ kind: 'none', reason: 'NO_MODEL' }, long({ nowMs: EXPIRES })).reason, 'EXIT_TIME');
  });
});

describe('stepWithoutSignal', () => {
  it('needs a signal in an epoch that is not decided', () => {
    assert.equal(stepWithoutSignal(stepInput()), null);
    assert.equal(stepWithoutSignal(long()), null);
  });

  it('exits at a barrier, decided or not', () => {
    const bid = parsePrice('48000');
    assert.equal(stepWithoutSignal(long({ bid }))?.reason, 'EXIT_STOP');
    assert.equal(stepWithoutSignal(long({ bid, stance: { ...LONG, decidedEpoch: 5 } }))?.order?.side, 'sell');
  });

  it('waits in a decided epoch, and leaves when the horizon has passed', () => {
    const decided = { ...LONG, decidedEpoch: 5 };
    assert.equal(stepWithoutSignal(long({ stance: decided }))?.reason, 'EPOCH_DECIDED');
    assert.equal(stepWithoutSignal(long({ stance: decided, nowMs: EXPIRES }))?.reason, 'EXIT_TIME');
  });

  it('sells a position above the cap in equal parts', () => {
    const held = parseQty('0.0032');
    const { order } = stepWithoutSignal(long({ held, bid: parsePrice('48000') }))!;
    // 0.0032 × 48,000 = 153.60: three parts.
    assert.deepEqual(order?.size, { kind: 'qty', qty: parseQty('0.001066666') });
  });

  it('reports what is too small to sell as dust', () => {
    const { reason, order } = stepWithoutSignal(
      long({ held: parseQty('0.0001'), bid: parsePrice('48000') }),
    )!;
    assert.deepEqual([reason, order], ['DUST', null]);
  });
});

describe('effectOf', () => {
  it('is what an action said with certainty comes to', () => {
    const effects = (input: StepInput) =>
      ACTIONS.map(action => effectOf(action, says('HOLD', 0), input)).join(' ');
    assert.equal(effects(stepInput()), 'BUY HOLD HOLD');
    assert.equal(effects(long()), 'HOLD SELL HOLD');
    assert.equal(effects(long({ nowMs: EXPIRES })), 'HOLD SELL SELL');
    assert.equal(effects(stepInput({ context: context({ halt: 'stop' }) })), 'HOLD HOLD HOLD');
    assert.equal(
      effects(stepInput({ threshold: 1, limits: limitsFrom({ ...SETTINGS, minConfidence: 1 }) })),
      'HOLD HOLD HOLD',
    );
  });

  it('agrees with the step for every action that is confident enough', () => {
    const dollars = fc.integer({ min: 0, max: 20_000 }).map(value => parseCents(String(value)));
    const input = fc.record({ power: dollars, isLong: fc.boolean(), late: fc.boolean(), used: fc.boolean() });
    const confidence = fc.double({ min: 0.7, max: 1, minExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        input,
        fc.constantFrom(...ACTIONS),
        confidence,
        ({ power, isLong, late, used }, action, sure) => {
          const changes = {
            nowMs: late ? EXPIRES : NOON,
            context: context({ buyingPower: power }),
            slotUsed: { buy: used, sell: used },
          };
          const at = isLong ? long(changes) : stepInput(changes);
          const { order } = stepOn(says(action, sure), at);
          const effect = order ? (order.side === 'buy' ? 'BUY' : 'SELL') : 'HOLD';
          assert.equal(effectOf(action, says('HOLD', 0), at), effect);
        },
      ),
    );
  });
});
