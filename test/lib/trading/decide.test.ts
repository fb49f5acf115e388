import assert from 'node:assert/strict';
import { type Price, parsePrice, price } from '../../../src/lib/core/money.ts';
import type { Action, Signal } from '../../../src/lib/core/signal.ts';
import {
  barrierExit,
  type Choice,
  type DecideInput,
  decideOn,
  isDecided,
  type Stance,
  withoutSignal,
} from '../../../src/lib/trading/decide.ts';

const NOW = 1_000_000;
const FLAT: Stance = { long: false, plan: null, closing: null, decidedEpoch: null };
const plan = { target: parsePrice('51500'), stop: parsePrice('49000'), expiresMs: NOW + 1 };
const LONG: Stance = { ...FLAT, long: true, plan };

const input = (stance: Stance, changes: Partial<DecideInput> = {}): DecideInput => ({
  nowMs: NOW,
  epoch: 5,
  bid: parsePrice('50000'),
  stance,
  threshold: 0.7,
  ...changes,
});

const signal = (action: Action, confidence = 0.9): Signal => ({
  symbol: 'BTC/USD',
  action,
  confidence,
  probabilityUp: null,
  barCloseMs: null,
});

const inShort = ({ action, reason, renew }: Choice): string => `${action} ${reason}${renew ? ' renew' : ''}`;
const decided = (of: Signal, stance: Stance, changes: Partial<DecideInput> = {}): string =>
  inShort(decideOn(of, input(stance, changes)));

describe('barrierExit', () => {
  const at = (bid: Price | string, stance: Stance = LONG): string | null => {
    const choice = barrierExit(input(stance, { bid: typeof bid === 'string' ? parsePrice(bid) : bid }));
    return choice && inShort(choice);
  };

  it('leaves a position alone between its barriers', () => {
    assert.equal(at('49000.000000001'), null);
    assert.equal(at('51499.999999999'), null);
  });

  it('stops at or below the stop', () => {
    assert.equal(at('49000'), 'exit EXIT_STOP');
    assert.equal(at('1'), 'exit EXIT_STOP');
  });

  it('takes profit at or above the target', () => {
    assert.equal(at('51500'), 'exit EXIT_TARGET');
    assert.equal(at('60000'), 'exit EXIT_TARGET');
  });

  it('looks at the stop before the target when both are met', () => {
    const crossed = { ...LONG, plan: { ...plan, target: parsePrice('48000') } };
    assert.equal(at('48500', crossed), 'exit EXIT_STOP');
  });

  it('goes on with an exit that has begun, for the reason it began with', () => {
    assert.equal(at('50000', { ...LONG, closing: 'EXIT_SIGNAL' }), 'exit EXIT_SIGNAL');
    assert.equal(at('48000', { ...LONG, closing: 'EXIT_TIME' }), 'exit EXIT_TIME');
  });

  it('has nothing to say of a flat symbol, nor of a position without a plan', () => {
    assert.equal(at('1', { ...FLAT, closing: 'EXIT_STOP', plan }), null);
    assert.equal(at('1', { ...LONG, plan: null }), null);
    assert.equal(at('1', { ...LONG, plan: { ...plan, stop: null } }), null);
    assert.equal(at(price(10n ** 18n), { ...LONG, plan: { ...plan, target: null } }), null);
  });
});

describe('isDecided', () => {
  it('is true in the epoch that was decided and in no other', () => {
    assert.equal(isDecided(input({ ...FLAT, decidedEpoch: 5 })), true);
    assert.equal(isDecided(input({ ...FLAT, decidedEpoch: 4 })), false);
    assert.equal(isDecided(input(FLAT)), false);
  });
});

describe('withoutSignal', () => {
  it('waits, for the reason it is given', () => {
    assert.equal(inShort(withoutSignal(input(FLAT), 'NO_MODEL')), 'none NO_MODEL');
    assert.equal(inShort(withoutSignal(input(LONG), 'EPOCH_DECIDED')), 'none EPOCH_DECIDED');
  });

  it('leaves a position from the moment its horizon ends', () => {
    const ends = { ...LONG, plan: { ...plan, expiresMs: NOW } };
    assert.equal(inShort(withoutSignal(input(ends), 'NO_MODEL')), 'exit EXIT_TIME');
    assert.equal(inShort(withoutSignal(input({ ...ends, long: false }), 'NO_MODEL')), 'none NO_MODEL');
    assert.equal(inShort(withoutSignal(input({ ...LONG, plan: null }), 'NO_MODEL')), 'none NO_MODEL');
  });
});

describe('decideOn', () => {
  const expired = { ...LONG, plan: { ...plan, expiresMs: NOW } };

  it('enters a flat symbol on a confident BUY', () => {
    assert.equal(decided(signal('BUY'), FLAT), 'enter ENTRY_SIGNAL');
  });

  it('renews a position on a confident BUY, also at the end of its horizon', () => {
    assert.equal(decided(signal('BUY'), LONG), 'none ALREADY_LONG renew');
    assert.equal(decided(signal('BUY'), expired), 'none ALREADY_LONG renew');
  });

  it('leaves on a confident SELL and has nothing to sell when flat', () => {
    assert.equal(decided(signal('SELL'), LONG), 'exit EXIT_SIGNAL');
    assert.equal(decided(signal('SELL'), FLAT), 'none NOTHING_TO_SELL');
  });

  it('does nothing on HOLD or a weak signal, except at the end of the horizon', () => {
    assert.equal(decided(signal('HOLD', 1), FLAT), 'none HOLD_SIGNAL');
    assert.equal(decided(signal('HOLD', 1), expired), 'exit EXIT_TIME');
    assert.equal(decided(signal('BUY', 0.6), LONG), 'none LOW_CONFIDENCE');
    assert.equal(decided(signal('SELL', 0.6), LONG), 'none LOW_CONFIDENCE');
    assert.equal(decided(signal('BUY', 0.6), expired), 'exit EXIT_TIME');
  });

  it('takes a confidence only strictly above the threshold, and NaN never', () => {
    assert.equal(decided(signal('BUY', 0.7), FLAT), 'none LOW_CONFIDENCE');
    assert.equal(decided(signal('BUY', 0.7 + Number.EPSILON), FLAT), 'enter ENTRY_SIGNAL');
    assert.equal(decided(signal('BUY', Number.NaN), FLAT), 'none LOW_CONFIDENCE');
    assert.equal(decided(signal('BUY', 1), FLAT, { threshold: Number.NaN }), 'none LOW_CONFIDENCE');
    assert.equal(decided(signal('BUY', 1), FLAT, { threshold: 1 }), 'none LOW_CONFIDENCE');
  });
});
