import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cents } from '../../../src/lib/core/money.ts';
import type { Drift } from '../../../src/lib/drift/drift.ts';
import { PARTS } from '../../../src/lib/drift/part-names.ts';
import { equityOf } from '../../../src/lib/tick/market-view.ts';
import { HindsightDesk } from '../../support/drift-desk.ts';
import { submissions } from '../../support/tick-broker.ts';
import { BUY, HOLD, SELL } from '../../support/tick-strategies.ts';

const SLOT = 120_000;
const SYMBOLS = ['BTC/USD', 'ETH/USD'] as const;
const MIDDLE = { 'BTC/USD': 50_000, 'ETH/USD': 3_000 };
const FAULTS = ['refused', 'lostOnTheWay', 'answerLost', 'halfFilled', 'sentTwice'] as const;

const saying = fc.constantFrom(BUY, BUY, { ...BUY, widths: null }, SELL, HOLD, null);
const symbol = fc.constantFrom(...SYMBOLS);

const slot = fc.record({
  /** Percent that prices move at the beginning of the slot, and within it. */
  moves: fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -2, max: 2 })),
  says: fc.option(fc.record({ symbol, saying }), { nil: null }),
  today: fc.option(fc.record({ symbol, saying }), { nil: null, freq: 6 }),
  ran: fc.constantFrom(true, true, true, false),
  lateMs: fc.constantFrom(0, 0, 2_000, 45_000, 100_000),
  fault: fc.option(fc.constantFrom(...FAULTS), { nil: null, freq: 4 }),
  worse: fc.constantFrom(0, 0, 1),
  byHand: fc.constantFrom(null, null, null, 'HALT', 'RESUME', 'FLATTEN', 'ADJUSTED'),
});

type Slot = typeof slot extends fc.Arbitrary<infer T> ? T : never;

/** Nothing goes wrong: each tick is on the dot, and today says what was said then. */
const calm = ({ moves: [first], says }: Slot): Slot => ({
  ...{ moves: [first, 0], says, today: null, ran: true, lateMs: 0, fault: null, worse: 0, byHand: null },
});

async function lived(slots: readonly Slot[]): Promise<HindsightDesk> {
  const desk = new HindsightDesk();
  const level = { ...MIDDLE };
  const move = (percent: number, atMs: number) => {
    for (const name of SYMBOLS) {
      level[name] = Math.round(level[name] * (100 + percent)) / 100;
      desk.price(atMs, name, level[name] - 1, level[name] + 1);
    }
  };
  for (const [index, one] of slots.entries()) {
    const beginMs = index * SLOT;
    move(one.moves[0], beginMs);
    move(one.moves[1], beginMs + 30_000);
    if (one.says) desk.says(beginMs, one.says.symbol, one.says.saying);
    if (one.today) desk.saysToday(beginMs, one.today.symbol, one.today.saying);
    if (index > 0) byHand(desk, one);
    desk.desk.broker.submissions = [];
    if (one.fault) desk.desk.broker.submissions.push(submissions[one.fault]);
    else if (one.worse > 0) desk.nextFillsAt('BTC/USD', level['BTC/USD'] - 120, level['BTC/USD'] + 130);
    if (one.ran || index === 0) await desk.tick(Math.max(beginMs + one.lateMs, desk.nowMs));
  }
  return desk;
}

/** What a person does before the tick. */
function byHand({ desk }: HindsightDesk, { byHand: what }: Slot): void {
  if (what === 'HALT') desk.halt.reason = 'by hand';
  if (what === 'RESUME') desk.halt.reason = null;
  if (what === 'HALT' || what === 'RESUME') desk.record({ type: what, data: { reason: 'by hand' } });
  if (what === 'FLATTEN')
    desk.record({ type: 'FLATTEN', data: { symbols: [...SYMBOLS], reason: 'by hand' } });
  if (what === 'ADJUSTED') takeTwoCents(desk);
}

/** A fee that turned out to be higher than the estimate, at the broker and in the journal. */
function takeTwoCents(desk: HindsightDesk['desk']): void {
  const { broker } = desk;
  const before = broker.onAccount;
  broker.onAccount = account => {
    const known = before(account);
    const less = (amount: bigint) => cents(amount - 2n);
    return {
      ...known,
      cash: less(known.cash),
      nonMarginableBuyingPower: less(known.nonMarginableBuyingPower),
    };
  };
  desk.record({ type: 'ADJUSTED', data: { cash: '-0.02', coins: {} } });
}

/** What the account made of it, worked out from the journal alone. */
function profitOf(desk: HindsightDesk, untilMs: number): bigint {
  const { books, startingCash } = desk.desk.state;
  return equityOf(books.main, desk.marksAt(untilMs)) - startingCash;
}

const sumOf = ({ replay, parts }: Drift): bigint =>
  PARTS.reduce((total, name) => total + parts[name].amount, replay as bigint);

const history = fc.array(slot, { minLength: 1, maxLength: 18, size: 'max' });

describe('live against a replay, whatever happened', function () {
  this.timeout(60_000);

  it('is parts that add up to the cent', async () => {
    const met = new Set<string>();
    await fc.assert(
      fc.asyncProperty(history, fc.boolean(), fc.boolean(), async (slots, isKnown, isScheduled) => {
        const desk = await lived(slots);
        const untilMs = slots.length * SLOT;
        desk.isKnown = isKnown;
        const drift = await desk.drift(untilMs, { isScheduled });
        assert.equal(drift.live, profitOf(desk, untilMs));
        assert.equal(sumOf(drift), drift.live);
        for (const name of PARTS) if (drift.parts[name].amount !== 0n) met.add(name);
      }),
      { numRuns: 100, seed: 7 },
    );
    assert.deepEqual([...met].sort(), [...PARTS].sort());
  });

  it('adds up over periods too, with orders that go on from one to the next', async () => {
    let carried = 0;
    await fc.assert(
      fc.asyncProperty(history, fc.nat(), async (slots, place) => {
        const desk = await lived(slots);
        const [splitMs, untilMs] = [(place % slots.length) * SLOT, slots.length * SLOT];
        const first = splitMs === 0 ? null : await desk.drift(splitMs);
        const second = await desk.drift(untilMs, { fromMs: splitMs });
        for (const half of [first, second]) if (half) assert.equal(sumOf(half), half.live);
        assert.equal((first?.live ?? 0n) + second.live, profitOf(desk, untilMs));
        carried += first?.orders.filter(({ live }) => live.trouble?.includes('not known')).length ?? 0;
      }),
      { numRuns: 60, seed: 11 },
    );
    assert.ok(carried > 0);
  });

  it('is nothing at all where nothing went wrong', async () => {
    let traded = 0;
    await fc.assert(
      fc.asyncProperty(history, async slots => {
        const desk = await lived(slots.map(calm));
        const drift = await desk.drift(slots.length * SLOT);
        assert.deepEqual(
          PARTS.map(name => drift.parts[name].amount),
          PARTS.map(() => 0n),
        );
        assert.deepEqual([drift.missed, drift.changed, drift.notRun], [[], [], 0]);
        traded += drift.orders.length;
      }),
      { numRuns: 60, seed: 3 },
    );
    assert.ok(traded > 50, `${traded} orders`);
  });
});
