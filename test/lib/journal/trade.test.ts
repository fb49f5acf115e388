import assert from 'node:assert/strict';
import { isoTime } from '../../../src/lib/core/clock.ts';
import { GENESIS, seal } from '../../../src/lib/journal/chain.ts';
import type { TimedEntry } from '../../../src/lib/journal/entry.ts';
import { project } from '../../../src/lib/journal/project.ts';
import { type Trade, tradeOf } from '../../../src/lib/journal/trade.ts';
import { boughtFill, exitIntent, fold, GENESIS_ENTRY, intent, timed } from '../../support/journal-entries.ts';

/** The trade that the last of `entries` is, told from a sealed record as the log does. */
function tradeOfLast(...entries: readonly TimedEntry[]): Trade | null {
  const { type, data, atMs } = entries.at(-1)!;
  const record = seal(GENESIS, { at: isoTime(atMs), mode: 'simulated', account: 'SIM-1', type, data });
  const before = fold(...entries.slice(0, -1));
  return tradeOf(record, before, project(before, entries.at(-1)!));
}

const BOUGHT = [
  GENESIS_ENTRY,
  timed('INTENT', intent('o1', { decision: 'main-BTCUSD-1' })),
  timed('FILL', boughtFill('f1', 'o1')),
];

describe('tradeOf', () => {
  it('tells a buy with the story of its order and no profit', () => {
    assert.deepEqual(tradeOfLast(...BOUGHT), {
      ...boughtFill('f1', 'o1'),
      seq: 1,
      mode: 'simulated',
      account: 'SIM-1',
      purpose: 'entry',
      reason: 'ENTRY_SIGNAL',
      confidence: 0.8,
      decision: 'main-BTCUSD-1',
      realised: null,
    });
  });

  it('tells what a sale realised, fees included', () => {
    const sold = {
      side: 'sell',
      qty: '0.00149595',
      price: '51000.00',
      cash: '76.10',
      net: '-0.00149595',
    } as const;
    const trade = tradeOfLast(
      ...BOUGHT,
      timed('CLOSED', { order: 'o1', status: 'filled', filledQty: '0.0014997' }),
      timed('INTENT', exitIntent('o2', '0.00149595', '76.30')),
      timed('FILL', { ...boughtFill('f2', 'o2'), ...sold }),
    );
    // 76.10 - 75.00.
    assert.deepEqual([trade?.realised, trade?.reason, trade?.confidence], ['1.10', 'EXIT_STOP', null]);
  });

  it('is null for every other record', () => {
    assert.equal(tradeOfLast(...BOUGHT.slice(0, 2)), null);
  });
});
