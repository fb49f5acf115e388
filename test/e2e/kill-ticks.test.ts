import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { SqliteLedger } from '../../src/lib/broker/paper/sqlite-ledger.ts';
import { parseCents } from '../../src/lib/core/money.ts';
import { SLOT_MS } from '../../src/lib/core/order.ts';
import { lotsQty } from '../../src/lib/core/position.ts';
import { mulberry32 } from '../../src/lib/core/random.ts';
import { toEntry } from '../../src/lib/journal/entry.ts';
import { project } from '../../src/lib/journal/project.ts';
import type { HiveState } from '../../src/lib/journal/state.ts';
import { hive } from '../support/cli.ts';
import { afterFirstRecord, atRandom, KillHome } from '../support/kill-ticks.ts';

const KILLS_PER_HOME = 100;
const START = Date.UTC(2026, 8, 22);
/** Every second slot: an order that was not sent takes five lookups and fifteen minutes to be called absent. */
const STEP_MS = 2 * SLOT_MS;
const RECOVERY_TICKS = 6;

async function killAll(home: KillHome, seed: number): Promise<void> {
  const random = mulberry32(seed);
  const lives = [await home.cleanTick(), await home.cleanTick(), await home.cleanTick()];
  const life = lives.sort((a, b) => a - b)[1]!;
  for (let kill = 0; kill < KILLS_PER_HOME; kill++) {
    // Every third tick runs again in the slot of the one before.
    const stepMs = kill % 3 === 0 ? 0 : STEP_MS;
    await home.killedTick(stepMs, kill % 2 === 0 ? atRandom(random, life) : afterFirstRecord(random));
    if (kill % 10 === 9) await home.cleanTick(STEP_MS);
  }
}

/** What the outside world knows: the books of the embedded broker. */
function brokerBooks(home: KillHome, seed: number) {
  const ledger = new SqliteLedger(home.paths.paperBroker, {
    seed,
    startingCash: parseCents('10000'),
  });
  const orders = ledger.ordersSince(0).map(({ clientOrderId }) => clientOrderId);
  const fills = orders.flatMap(order => ledger.fillsOf(order).map(({ id }) => id));
  const { cash, positions } = ledger.load();
  ledger.close();
  return { orders, fills, cash, positions };
}

/** How often each order or fill occurs in records of a type. */
const named = (home: KillHome, type: string, key: 'order' | 'fill'): unknown[] =>
  home.records().flatMap(record => (record.type === type ? [record.data[key]] : []));

const stateOf = (home: KillHome): HiveState | null =>
  home.records().reduce<HiveState | null>((state, record) => project(state, toEntry(record)), null);

const slotAndSide = (order: string): string => order.replace(/^hive-[0-9a-f]+-/, '');

describe('ticks killed at any moment', function () {
  this.timeout(180_000);
  // Of the seeds below 20,000 those whose random signals trade most in these hours.
  const seeds = [13_366, 13_502];
  const homes = seeds.map(seed => new KillHome(seed, START));

  before(async () => {
    await Promise.all(homes.map((home, index) => killAll(home, seeds[index]!)));
    for (const home of homes) await home.cleanTick();
  });

  after(() => {
    for (const { kills, survived } of homes)
      console.log(`    killed after ${JSON.stringify(Object.fromEntries(kills))}; ${survived} ended before`);
  });

  for (const [index, home] of homes.entries()) {
    describe(`home ${index + 1}`, () => {
      it('leave a journal that verifies after one clean tick', async () => {
        const { code, stderr } = await hive(['journal', 'verify'], { home: home.root });
        assert.equal(code, 0, stderr);
      });

      it('never switch trading off', () => {
        assert.equal(existsSync(home.paths.halt), false);
      });

      it('settle every order within the ticks that the negative-resolution rule takes', async () => {
        for (let tick = 0; tick < RECOVERY_TICKS; tick++) await home.cleanTick(STEP_MS);
        assert.deepEqual(stateOf(home)?.open, {});
      });

      it('make at most one order for each symbol, side and slot', () => {
        const { orders } = brokerBooks(home, seeds[index]!);
        assert.ok(orders.length >= 5, `only ${orders.length} orders`);
        assert.equal(new Set(orders.map(slotAndSide)).size, orders.length);
      });

      it('journal every order and every fill of the broker exactly once', () => {
        const { orders, fills } = brokerBooks(home, seeds[index]!);
        assert.deepEqual(named(home, 'CLOSED', 'order').toSorted(), orders.toSorted());
        assert.deepEqual(named(home, 'ACCEPTED', 'order').toSorted(), orders.toSorted());
        assert.deepEqual(named(home, 'FILL', 'fill').toSorted(), fills.toSorted());
        const intents = named(home, 'INTENT', 'order');
        assert.equal(new Set(intents).size, intents.length);
        const ended = [...orders, ...named(home, 'ABSENT', 'order'), ...named(home, 'REFUSED', 'order')];
        assert.deepEqual(intents.toSorted(), ended.toSorted());
      });

      it('leave cash and coins equal to the broker’s, to the cent and to 1e-9', () => {
        const { cash, positions } = brokerBooks(home, seeds[index]!);
        const book = stateOf(home)!.books.main;
        assert.equal(book.cash, cash);
        const held = Object.entries(book.symbols).flatMap(([symbol, { lots }]) =>
          lots.length > 0 ? [[symbol, lotsQty(lots)] as const] : [],
        );
        assert.deepEqual(new Map(held), positions);
      });

      it('log every trade of the journal exactly once', () => {
        const log = readFileSync(home.paths.tradeLog, 'utf8').trim().split('\n');
        const logged = log.map(line => (JSON.parse(line) as { fill: string }).fill);
        assert.deepEqual(logged, named(home, 'FILL', 'fill'));
      });
    });
  }

  it('were killed before and after the intent became durable', () => {
    const stages = homes.flatMap(home => [...home.kills]);
    const total = stages.reduce((sum, [, count]) => sum + count, 0);
    assert.ok(total >= KILLS_PER_HOME, `only ${total} kills hit a living tick`);
    assert.ok(stages.some(([stage]) => stage === 'nothing'));
    assert.ok(stages.some(([stage]) => stage !== 'nothing'));
  });
});
