import assert from 'node:assert/strict';
import fc from 'fast-check';
import { controlStrategy } from '../../../../src/lib/app/tick/control-strategy.ts';
import { SLOT_MS } from '../../../../src/lib/core/order.ts';
import { ACTIONS, type Action } from '../../../../src/lib/core/signal.ts';
import { limitsFrom } from '../../../../src/lib/risk/limits.ts';
import { SETTINGS as RISK } from '../../../support/orders.ts';
import { submissions } from '../../../support/tick-broker.ts';
import { assertAgreement, TickDesk } from '../../../support/tick-desk.ts';
import {
  assertAppendOnly,
  assertMoney,
  assertReplays,
  checkedState,
} from '../../../support/tick-invariants.ts';

interface Step {
  readonly afterMs: number;
  readonly prices: readonly [number, number];
  readonly says: readonly [Saying, Saying];
  readonly submission: keyof typeof submissions | null;
  readonly crash: { readonly append: number; readonly when: 'before' | 'after' } | null;
  readonly hidden: number;
  readonly twice: boolean;
}

interface Saying {
  readonly action: Action;
  readonly confidence: number;
  /** Odds of BUY and SELL in tenths; HOLD always has some. */
  readonly odds: readonly [number, number];
}

const saying: fc.Arbitrary<Saying> = fc.record({
  action: fc.constantFrom(...ACTIONS),
  // The threshold itself, values just above it, and what no probability can be.
  confidence: fc.constantFrom(0.9, 0.95, 1, 0.7, 0.7000001, 0.3, 1.5, -1),
  odds: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 })),
});

const rarely = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 3 });

const step: fc.Arbitrary<Step> = fc.record({
  afterMs: fc.constantFrom(1_000, SLOT_MS, SLOT_MS, SLOT_MS, 20 * 60_000, 86_400_000),
  prices: fc.tuple(fc.integer({ min: 900, max: 1_150 }), fc.integer({ min: 900, max: 1_150 })),
  says: fc.tuple(saying, saying),
  submission: rarely(fc.constantFrom('refused', 'lostOnTheWay', 'answerLost', 'sentTwice', 'halfFilled')),
  crash: rarely(
    fc.record({ append: fc.integer({ min: 1, max: 6 }), when: fc.constantFrom('before', 'after') }),
  ),
  hidden: fc.constantFrom(0, 0, 0, 2),
  twice: fc.boolean(),
});

class Killed extends Error {}

/** The process dies at its `append`-th append, before or after the records are durable. */
function armCrash({ disk }: TickDesk, crash: Step['crash']): void {
  let appends = 0;
  const at = (when: 'before' | 'after') => () => {
    if (when === 'before') appends += 1;
    if (crash && crash.when === when && crash.append === appends) throw new Killed();
  };
  disk.hooks = { before: at('before'), after: at('after') };
}

function arrange(desk: TickDesk, { prices, says, submission, hidden, twice }: Step): void {
  const [btc, eth] = prices;
  desk.quotes.set('BTC/USD', btc * 50, btc * 50 + 20).set('ETH/USD', eth * 3, eth * 3 + 1);
  for (const [index, symbol] of ['BTC/USD', 'ETH/USD'].entries()) {
    const { action, confidence, odds } = says[index]!;
    const [buy, sell] = odds;
    const all = { BUY: buy / 10, SELL: sell / 10, HOLD: (10 - buy - sell) / 10 };
    desk.strategy.says(symbol, { action, confidence, odds: all, widths: { target: 0.05, stop: 0.05 } });
  }
  let left = hidden;
  desk.broker.submissions = submission ? [submissions[submission]] : [];
  desk.broker.onLookup = answer => (left-- > 0 ? { kind: 'MISSING' } : answer);
  desk.broker.onFills = fills => (twice ? [...fills, ...fills] : fills);
}

const HONEST: Omit<Step, 'says' | 'prices'> = {
  afterMs: 4 * 60_000,
  submission: null,
  crash: null,
  hidden: 0,
  twice: false,
};
const QUIET: Saying = { action: 'HOLD', confidence: 1, odds: [1, 1] };

async function runStep(desk: TickDesk, step: Step): Promise<void> {
  arrange(desk, step);
  armCrash(desk, step.crash);
  desk.clock.advance(step.afterMs);
  const old = desk.disk.lines;
  await desk.tick().catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
  assertAppendOnly(desk, old);
}

/** I2: at the moment of each submission its intent is durable. */
function watchSubmissions({ broker, disk }: TickDesk): void {
  const submit = broker.submit.bind(broker);
  broker.submit = async order => {
    const known = disk.records.some(
      ({ type, data }) => type === 'INTENT' && data.order === order.clientOrderId,
    );
    assert.ok(known, `${order.clientOrderId} is sent without an intent`);
    return submit(order);
  };
}

describe('any sequence of quotes, opinions, crashes and broker faults', function () {
  this.timeout(30_000);

  it('keeps the invariants of orders, records, limits and money', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 20 }), fc.nat(), async (steps, cut) => {
        const limits = limitsFrom({ ...RISK, dailyOrders: 8, dailyNotionalUsd: 300 });
        const desk = new TickDesk({
          cash: '3100',
          control: controlStrategy(7),
          settings: { epochMs: SLOT_MS, limits, exits: cut % 2 === 0 ? 'signal' : 'barriers' },
        });
        watchSubmissions(desk);
        for (const each of steps) await runStep(desk, each);
        // Faults cease: every order ends, and both books agree (I7, I8).
        for (let tick = 0; tick < 7; tick++)
          await runStep(desk, { ...HONEST, prices: [1_000, 1_000], says: [QUIET, QUIET] });
        const state = checkedState(desk);
        assert.deepEqual(state.open, {});
        assertAgreement(desk);
        assertMoney(state);
        assertReplays(desk, cut % desk.disk.records.length);
        const ids = desk.broker.sent.map(({ clientOrderId }) => clientOrderId);
        assert.equal(new Set(ids).size, ids.length);
        assert.equal(desk.halt.reason, null);
      }),
      { numRuns: 60 },
    );
  });
});
