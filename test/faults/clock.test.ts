import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { isoTime } from '../../src/lib/core/clock.ts';
import { DAY_MS, HOUR_MS } from '../../src/lib/core/interval.ts';
import { SLOT_MS } from '../../src/lib/core/order.ts';
import { limitsFrom } from '../../src/lib/risk/limits.ts';
import { hive, tempHome } from '../support/cli.ts';
import { aboutToTrade, assertBooksAgree, FaultyHome, TRADING_AT, tickArgs } from '../support/faulty-home.ts';
import { hiveError } from '../support/hive-error.ts';
import { NOON, SETTINGS as RISK } from '../support/orders.ts';
import { submissions } from '../support/tick-broker.ts';
import { TickDesk } from '../support/tick-desk.ts';
import { BUY } from '../support/tick-strategies.ts';

describe('a clock that is wrong', function () {
  this.timeout(60_000);

  for (const [what, ms] of [
    ['6 s', 6_000],
    ['an hour', HOUR_MS],
    ['a day', DAY_MS],
  ] as const) {
    it(`T1 the clock goes back by ${what}: exit 4 CLOCK_WENT_BACK, nothing sent`, async () => {
      const home = await aboutToTrade();
      await home.tickAt(TRADING_AT);
      const before = readFileSync(home.paths.journal);
      const { code, stderr } = await hive(tickArgs(TRADING_AT - ms), { home: home.root });
      assert.equal(code, 4, stderr);
      assert.match(stderr, /^Error: The clock says .+, but the journal's last record is of .+\nNext: .+\n$/);
      assert.deepEqual(readFileSync(home.paths.journal), before);
      assertBooksAgree(home);
    });
  }

  it('T1 the clock goes back over the border of a slot, without a journal that knows: the id repeats, the broker says so', async () => {
    const desk = new TickDesk();
    desk.strategy.says('BTC/USD', BUY);
    desk.broker.submissions = [submissions.sentTwice];
    await desk.tick();
    assert.equal(desk.journalled('UNKNOWN').length, 1);
    assert.equal(desk.ledger.ordersSince(0).length, 1);
  });

  for (const [what, ms] of [
    ['31 s ahead of', -31_000],
    ['an hour ahead of', -HOUR_MS],
    ['31 s behind', 31_000],
  ] as const) {
    it(`T2 the clock is ${what} the broker's: refused, nothing sent, nothing halted`, async () => {
      const desk = new TickDesk();
      desk.strategy.says('BTC/USD', BUY);
      desk.broker.onAccount = account => ({ ...account, brokerMs: desk.clock.now() + ms });
      await assert.rejects(desk.tick(), hiveError('CLOCK_SKEW', /more than 30 s apart/));
      assert.deepEqual([desk.broker.sent.length, desk.halt.reason], [0, null]);
      desk.broker.onAccount = account => ({
        ...account,
        brokerMs: desk.clock.now() + Math.sign(ms) * 29_000,
      });
      assert.equal((await desk.reasons())[0], 'ENTRY_SIGNAL');
    });
  }

  it('T3 the clocks run apart within a tick, by any amount above 5 s: no order leaves', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -86_400, max: 86_400 }), async seconds => {
        fc.pre(Math.abs(seconds) > 5);
        const desk = new TickDesk();
        desk.strategy.says('BTC/USD', BUY);
        const look = desk.strategy.look.bind(desk.strategy);
        desk.strategy.look = async symbol => {
          // To the slot of the decision, or back by less than the journal allows, or the journal refuses.
          desk.clock.jump(seconds * 1_000);
          return look(symbol);
        };
        await desk.tick().catch(() => undefined);
        assert.equal(desk.broker.sent.length, 0);
      }),
      { numRuns: 50, seed: 6 },
    );
  });
});

/** Daylight saving ends in New York; a leap day ends; a year ends; Samoa skipped this day. */
const MOMENTS = [
  '2026-11-01T05:58:00Z',
  '2028-02-29T23:58:00Z',
  '2026-12-31T23:58:00Z',
  '2011-12-30T09:58:00Z',
];
const PLACES = [
  { TZ: 'UTC' },
  { TZ: 'America/New_York', LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' },
  { TZ: 'Pacific/Apia', LC_ALL: 'tr_TR.UTF-8' },
];

describe('a clock in another place', function () {
  this.timeout(120_000);

  for (const moment of MOMENTS) {
    it(`T4 time zone, locale and calendar change no byte of the journal: ${moment} and two slots later`, async () => {
      const journals = await Promise.all(
        PLACES.map(async env => {
          const home = new FaultyHome(tempHome());
          home.writeConfig();
          for (let tick = 0; tick < 2; tick++) {
            const args = tickArgs(Date.parse(moment) + tick * SLOT_MS);
            const { code, stderr } = await hive(args, { home: home.root, env });
            assert.equal(code, 0, stderr);
          }
          return readFileSync(home.paths.journal, 'utf8');
        }),
      );
      assert.ok(journals[0]!.includes('"type":"TICK"'));
      for (const journal of journals) assert.equal(journal, journals[0]);
    });
  }
});

/** How many orders each UTC day has that were not refused and did not count as absent. */
function ordersOfDays(desk: TickDesk): Map<string, number> {
  const ended = [...desk.journalled('REFUSED'), ...desk.journalled('ABSENT')];
  const never = new Set(ended.map(({ order }) => order));
  const days = new Map<string, number>();
  for (const { order, slot } of desk.journalled('INTENT')) {
    const day = isoTime(slot * SLOT_MS).slice(0, 10);
    if (!never.has(order)) days.set(day, (days.get(day) ?? 0) + 1);
  }
  return days;
}

describe('slots and days', function () {
  this.timeout(60_000);

  it('T5 a tick twice in a slot, then ten slots skipped: one order a symbol, side and slot, none for the skipped', async () => {
    const home = await aboutToTrade();
    for (const ms of [0, 0, 1_000, 60_000]) await home.tickAt(TRADING_AT + ms);
    assert.equal(home.books.orders.length, 1);
    const { outcomes } = await home.tickAt(TRADING_AT + 11 * SLOT_MS);
    const traded = outcomes.filter(({ reason }) => /^(ENTRY|EXIT)_/.test(reason)).length;
    assert.equal(home.books.orders.length, 1 + traded);
    assertBooksAgree(home);
  });

  it('T6 at any distance from midnight, with any daily limit: the orders of a UTC day that were made are at most that many', async () => {
    const steps = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 10, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), steps, async (dailyOrders, minutes) => {
        const midnight = Math.ceil(NOON / DAY_MS) * DAY_MS;
        const limits = limitsFrom({ ...RISK, dailyOrders });
        const settings = { limits, epochMs: SLOT_MS, exits: 'signal' } as const;
        const desk = new TickDesk({ startMs: midnight - 3 * HOUR_MS, settings });
        desk.strategy.says('BTC/USD', BUY).says('ETH/USD', BUY);
        for (const [tick, wait] of minutes.entries()) {
          desk.broker.submissions = [tick % 3 === 0 ? submissions.lostOnTheWay : submissions.refused];
          await desk.tickAfter(wait * 60_000);
        }
        const days = ordersOfDays(desk);
        for (const [day, orders] of days) assert.ok(orders <= dailyOrders, `${orders} on ${day}`);
      }),
      { numRuns: 15, seed: 6 },
    );
  });
});
