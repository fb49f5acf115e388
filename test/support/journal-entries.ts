import { type EntryData, type EntryType, entry, type TimedEntry } from '../../src/lib/journal/entry.ts';
import { project } from '../../src/lib/journal/project.ts';
import type { HiveState } from '../../src/lib/journal/state.ts';

export const JOURNAL_NOON = Date.UTC(2026, 8, 22, 12);

/** An entry `atMs` after noon. */
export const timed = <T extends EntryType>(type: T, data: EntryData[T], atMs = 0): TimedEntry => ({
  ...entry(type, data),
  atMs: JOURNAL_NOON + atMs,
});

export const GENESIS_ENTRY = timed('GENESIS', {
  version: 1,
  account: 'SIM-1',
  mode: 'simulated',
  market: 'simulated/42/concentrated',
  startingCash: '10000.00',
  seed: 42,
});

const PLAN = { target: '51500.00', stop: '49000.00', expiresAt: '2026-09-23T00:00:00.000Z' };

/** A buy of BTC for 75.00. */
export const intent = (order: string, changes: Partial<EntryData['INTENT']> = {}): EntryData['INTENT'] => ({
  order,
  decision: null,
  symbol: 'BTC/USD',
  side: 'buy',
  purpose: 'entry',
  reason: 'ENTRY_SIGNAL',
  slot: 7,
  notional: '75.00',
  referencePrice: '50010.00',
  value: '75.00',
  confidence: 0.8,
  plan: PLAN,
  ...changes,
});

/** The intent of an exit of BTC. */
export const exitIntent = (order: string, qty: string, value: string): EntryData['INTENT'] => {
  const { notional: _, plan: __, ...rest } = intent(order);
  return { ...rest, side: 'sell', purpose: 'exit', reason: 'EXIT_STOP', qty, value, confidence: null };
};

/** 75.00 dollars of BTC at 50,010: 0.0014997 less a fee of 0.00000375 coins, worth 0.19. */
export const boughtFill = (fill: string, order: string): EntryData['FILL'] => ({
  fill,
  order,
  symbol: 'BTC/USD',
  side: 'buy',
  qty: '0.0014997',
  price: '50010.00',
  at: '2026-09-22T12:00:01.000Z',
  cash: '-75.00',
  net: '0.00149595',
  fee: '0.19',
});

export function fold(...entries: readonly TimedEntry[]): HiveState {
  const state = entries.reduce<HiveState | null>((before, next) => project(before, next), null);
  if (!state) throw new Error('nothing to fold');
  return state;
}
