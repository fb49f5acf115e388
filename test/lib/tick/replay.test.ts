import assert from 'node:assert/strict';
import { findDecisions } from '../../../src/lib/app/replay/find-decisions.ts';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { SLOT_MS } from '../../../src/lib/core/order.ts';
import { differencesOf } from '../../../src/lib/tick/compare-replay.ts';
import { type JournalledDecision, replayDecision } from '../../../src/lib/tick/replay.ts';
import { settingsOf } from '../../../src/lib/tick/settings-of.ts';
import { TickDesk } from '../../support/tick-desk.ts';
import { BUY, HOLD, type Saying, SELL, viewOf } from '../../support/tick-strategies.ts';

const DAYS: readonly (readonly [Saying, Saying])[] = [
  [BUY, BUY],
  [BUY, HOLD],
  [SELL, SELL],
  [HOLD, { ...BUY, confidence: 0.7 }],
];

interface Case extends JournalledDecision {
  readonly said: Saying;
}

/** Decisions of four days, some with an order, with what the strategy said. */
async function cases(): Promise<Case[]> {
  const desk = new TickDesk();
  for (const [btc, eth] of DAYS) {
    desk.strategy.says('BTC/USD', btc).says('ETH/USD', eth);
    await desk.tickAfter(DAY_MS + SLOT_MS);
  }
  const found = findDecisions(desk.disk.records, () => true);
  assert.equal(found.length, 2 * DAYS.length);
  return found.map(({ settings, marks, ...one }, at) => {
    const said = DAYS[Math.floor(at / 2)]![at % 2]!;
    return { ...one, settings: settingsOf(settings), marks: marks ?? {}, said };
  });
}

const again = (one: Case) => replayDecision(one, viewOf(one.data.symbol, one.said));

const members = (one: Case): string[] => {
  const replayed = again(one);
  if (typeof replayed === 'string') return [replayed];
  return differencesOf(one.data, replayed.decision).map(({ member }) => member);
};

describe('the replay of a decision', () => {
  it('is equal to the last bit, for buys, sales, kept positions and what was left alone', async () => {
    const all = await cases();
    assert.deepEqual(all.flatMap(members), []);
    const reasons = new Set(all.map(({ data }) => data.reason));
    assert.ok(
      ['ENTRY_SIGNAL', 'ALREADY_LONG', 'EXIT_SIGNAL', 'LOW_CONFIDENCE'].every(one =>
        reasons.has(one as never),
      ),
    );
  });

  it('makes the same order', async () => {
    const [first] = await cases();
    const replayed = again(first!);
    assert.ok(typeof replayed !== 'string');
    assert.deepEqual([replayed.intent?.notional, replayed.intent?.decision], ['75.00', first!.data.id]);
  });

  it('names what differs when the journal holds another decision', async () => {
    const [first] = await cases();
    const { data } = first!;
    const forged = { ...data, threshold: 0.6, effect: 'HOLD' as const };
    assert.deepEqual(members({ ...first!, data: forged }), ['effect', 'threshold']);
  });

  it('comes out otherwise with less buying power, another limit or another position', async () => {
    const [first] = await cases();
    const one = first!;
    const poor = { ...one.data, inputs: { ...one.data.inputs, buyingPower: '20.00' } };
    assert.ok(members({ ...one, data: poor }).includes('reason'));
    const limits = { ...one.settings.limits, minConfidence: 0.95 };
    assert.ok(members({ ...one, settings: { ...one.settings, limits } }).includes('threshold'));
    const later = (await cases())[2]!;
    assert.ok(members({ ...later, state: one.state }).includes('positionBefore'));
  });

  it('says why it makes no decision where it was never asked', async () => {
    const [first] = await cases();
    const stale = { ...first!.data, inputs: { ...first!.data.inputs, quoteHeldMs: 60_000 } };
    assert.deepEqual(members({ ...first!, data: stale }), ['STALE_QUOTE']);
  });
});

describe('the differences of two values', () => {
  it('are named by their place', () => {
    assert.deepEqual(differencesOf({ a: [1, 2], b: 1 }, { a: [1, 3], c: 1 }), [
      { member: 'a.1', journal: '2', replay: '3' },
      { member: 'b', journal: '1', replay: 'nothing' },
      { member: 'c', journal: 'nothing', replay: '1' },
    ]);
  });

  it('are none between equal ones, whatever the order of members', () => {
    assert.deepEqual(differencesOf({ a: null, b: -0 }, { b: 0, a: null }), []);
  });
});
