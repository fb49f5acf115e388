import assert from 'node:assert/strict';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { cents, parseCents } from '../../../src/lib/core/money.ts';
import { slotOf } from '../../../src/lib/core/order.ts';
import type { TimedEntry } from '../../../src/lib/journal/entry.ts';
import { project } from '../../../src/lib/journal/project.ts';
import type { HiveState } from '../../../src/lib/journal/state.ts';
import type { Quote } from '../../../src/lib/market/bar-source.ts';
import { brokerView } from '../../../src/lib/tick/account-view.ts';
import {
  answer,
  type Considered,
  consider,
  outcomeOf,
  type Question,
} from '../../../src/lib/tick/consider.ts';
import type { BookScope } from '../../../src/lib/tick/step-input.ts';
import { genesisEntry } from '../../../src/lib/tick/tick-entries.ts';
import { NOON } from '../../support/orders.ts';
import { SETTINGS } from '../../support/tick-desk.ts';
import { BUY, viewOf } from '../../support/tick-strategies.ts';

const ACCOUNT = {
  accountNumber: 'SIM-1',
  cash: parseCents('10000'),
  nonMarginableBuyingPower: parseCents('9000'),
  blocked: null,
  brokerMs: null,
};
const QUOTE: Quote = { symbol: 'BTC/USD', timeMs: NOON, bid: 49_990, ask: 50_010 };

const begun = (...entries: TimedEntry[]): HiveState =>
  [{ ...genesisEntry(SETTINGS, ACCOUNT), atMs: NOON }, ...entries].reduce<HiveState | null>(
    project,
    null,
  ) as HiveState;

const scopeAt = (quote: Quote | null): BookScope => ({
  book: 'main',
  strategyId: 'scripted',
  account: brokerView({ account: ACCOUNT, positions: [] }),
  market: new Map([['BTC/USD', { quote, seenAt: 7 }]]),
  accountNumber: 'SIM-1',
});

interface Scene {
  readonly quote?: Quote | null;
  readonly halt?: string | null;
  readonly state?: HiveState;
  readonly steadyMs?: number;
}

function considered({ quote = QUOTE, halt = null, state = begun(), steadyMs = 7 }: Scene = {}) {
  const subject = { scope: scopeAt(quote), symbol: 'BTC/USD', nowMs: NOON, steadyMs };
  return consider({ state, halt }, SETTINGS, subject);
}

const asked = (scene: Scene = {}): Question => {
  const step = considered(scene);
  assert.equal(step.kind, 'question');
  return step as Question;
};

describe('consider', () => {
  it('asks for a view when the epoch is not decided and nothing is in the way', () => {
    const { input } = asked();
    assert.equal(input.epoch, Math.floor(NOON / DAY_MS));
    assert.equal(input.expiresMs, (input.epoch + 1) * DAY_MS);
    assert.equal(input.context.buyingPower, ACCOUNT.nonMarginableBuyingPower);
    assert.deepEqual(input.context.day, { orders: 0, notional: cents(0), loss: cents(0) });
  });

  it('answers without one when there is no good quote, with the rule that says so', () => {
    const none = considered({ quote: null }) as Considered;
    assert.deepEqual([none.kind, none.reason, none.refusal?.rule], ['considered', 'NO_QUOTE', 'quote-fresh']);
    const held = considered({ steadyMs: 7 + 31_000 }) as Considered;
    assert.equal(held.reason, 'STALE_QUOTE');
    assert.deepEqual(Object.keys(outcomeOf(held)), ['symbol', 'reason', 'rule', 'limit', 'value']);
  });

  it('answers without one while trading is halted', () => {
    const halted = considered({ halt: 'a person said so' }) as Considered;
    assert.deepEqual(outcomeOf(halted), { symbol: 'BTC/USD', reason: 'HALTED' });
  });

  it('answers without one once the epoch is decided', () => {
    const { decision } = answer(asked(), viewOf('BTC/USD', { ...BUY, confidence: 0.5 }), SETTINGS);
    const state = begun({ type: 'DECISION', data: decision!, atMs: NOON });
    assert.equal((considered({ state }) as Considered).reason, 'EPOCH_DECIDED');
  });
});

describe('answer', () => {
  it('gives the order, its slot and the decision to journal', () => {
    const { result, decision, slot } = answer(asked(), viewOf('BTC/USD', BUY), SETTINGS);
    assert.deepEqual(result?.order?.size, { kind: 'notional', notional: parseCents('75') });
    assert.equal(slot, slotOf(NOON));
    assert.equal(decision?.id, `main-BTCUSD-${Math.floor(NOON / DAY_MS)}`);
    assert.deepEqual([decision?.strategy, decision?.effect, decision?.propensity], ['scripted', 'BUY', 1]);
  });

  it('leaves the epoch undecided when there is no opinion', () => {
    const view = { opinion: { kind: 'none' as const, reason: 'NO_MODEL' as const }, evidence: null };
    const { reason, decision } = answer(asked(), view, SETTINGS);
    assert.deepEqual([reason, decision], ['NO_MODEL', null]);
  });

  it('takes the break-even confidence as its threshold where the settings say so and it is known', () => {
    const settings = { ...SETTINGS, threshold: 'break-even' as const };
    const at = (breakEven: number | null) =>
      answer(asked(), viewOf('BTC/USD', { ...BUY, confidence: 0.72, breakEven }), settings).reason;
    assert.deepEqual([at(0.74), at(0.71), at(null)], ['LOW_CONFIDENCE', 'ENTRY_SIGNAL', 'ENTRY_SIGNAL']);
  });
});
