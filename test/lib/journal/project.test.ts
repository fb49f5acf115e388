import assert from 'node:assert/strict';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { parsePrice } from '../../../src/lib/core/money.ts';
import type { EntryType, TimedEntry } from '../../../src/lib/journal/entry.ts';
import { project } from '../../../src/lib/journal/project.ts';
import type { BookState, SymbolState } from '../../../src/lib/journal/state.ts';
import { hiveError } from '../../support/hive-error.ts';
import {
  boughtFill,
  exitIntent,
  fold,
  GENESIS_ENTRY,
  intent,
  JOURNAL_NOON,
  timed,
} from '../../support/journal-entries.ts';

const BUY = [
  GENESIS_ENTRY,
  timed('INTENT', intent('o1')),
  timed('ACCEPTED', { order: 'o1', brokerId: 'b1', status: 'accepted' }),
  timed('FILL', boughtFill('f1', 'o1'), 1_000),
  timed('CLOSED', { order: 'o1', status: 'filled', filledQty: '0.0014997' }, 1_000),
];
/** Two thirds, then the rest, at 51,000 and 52,000. */
const SELL = [
  timed('INTENT', exitIntent('o2', '0.0009973', '50.87'), DAY_MS),
  timed(
    'FILL',
    {
      ...boughtFill('f2', 'o2'),
      side: 'sell',
      qty: '0.0009973',
      price: '51000.00',
      cash: '50.73',
      net: '-0.0009973',
      fee: '0.13',
    },
    DAY_MS,
  ),
  timed('CLOSED', { order: 'o2', status: 'filled', filledQty: '0.0009973' }, DAY_MS),
  timed('INTENT', exitIntent('o3', '0.00049865', '25.93'), DAY_MS + 120_000),
  timed(
    'FILL',
    {
      ...boughtFill('f3', 'o3'),
      side: 'sell',
      qty: '0.00049865',
      price: '52000.00',
      cash: '25.85',
      net: '-0.00049865',
      fee: '0.07',
    },
    DAY_MS + 120_000,
  ),
];
const TICK = timed('TICK', {
  slot: 7,
  outcomes: [{ symbol: 'BTC/USD', reason: 'ENTRY_SIGNAL' }],
  marks: { 'BTC/USD': '49990.00' },
  worth: { main: { cash: '9925.00', equity: '9999.78' }, control: { cash: '10000.00', equity: '10000.00' } },
});

const main = (...entries: readonly TimedEntry[]): BookState => fold(...entries).books.main;
const btc = (...entries: readonly TimedEntry[]): SymbolState => main(...entries).symbols['BTC/USD']!;

describe('project', () => {
  it('begins with the cash of GENESIS in both books', () => {
    const { account, mode, startingCash, books, open } = fold(GENESIS_ENTRY);
    assert.deepEqual([account, mode, startingCash, open], ['SIM-1', 'simulated', 1_000_000n, {}]);
    assert.deepEqual([books.main.cash, books.control.cash], [1_000_000n, 1_000_000n]);
  });

  it('reserves slot, budget and cooldown with an intent', () => {
    const { slots, lastEntryMs } = btc(...BUY.slice(0, 2));
    assert.deepEqual([slots.buy, slots.sell, lastEntryMs], [7, null, JOURNAL_NOON]);
    const { day } = main(...BUY.slice(0, 2));
    assert.deepEqual([day?.day, day?.orders, day?.notional], ['2026-09-22', 1, 7_500n]);
    assert.equal(fold(...BUY.slice(0, 2)).open.o1?.acknowledged, false);
    assert.equal(fold(...BUY.slice(0, 3)).open.o1?.acknowledged, true);
  });

  it('moves cash and coins by a fill, and forgets the order when it is closed', () => {
    const book = main(...BUY);
    assert.deepEqual([book.cash, book.fees, book.turnover, book.trades], [992_500n, 19n, 7_500n, 1]);
    assert.deepEqual(btc(...BUY).lots, [
      { qty: 1_495_950n, cost: 7_500n, openedMs: Date.parse('2026-09-22T12:00:01.000Z') },
    ]);
    assert.equal(btc(...BUY).plan?.stop, parsePrice('49000'));
    assert.deepEqual(fold(...BUY).open, {});
  });

  it('realises profit lot by lot, and counts the round trip when nothing is left', () => {
    const half = main(...BUY, ...SELL.slice(0, 3));
    // 0.0009973 of 0.00149595 coins cost floor(7,500 × 0.66666…) = 50.00; 50.73 - 50.00.
    assert.deepEqual([half.realised, half.roundTrips, half.wins], [73n, 0, 0]);
    assert.equal(half.symbols['BTC/USD']?.closing, 'EXIT_STOP');
    const whole = main(...BUY, ...SELL);
    // 50.73 + 25.85 - 75.00.
    assert.deepEqual([whole.realised, whole.roundTrips, whole.wins], [158n, 1, 1]);
    assert.deepEqual([whole.cash, whole.fees, whole.trades], [1_000_158n, 39n, 3]);
    const { lots, plan, closing, tripProfit } = whole.symbols['BTC/USD']!;
    assert.deepEqual([lots, plan, closing, tripProfit], [[], null, null, 0n]);
  });

  it('counts exits in the budget of their day but not as entries', () => {
    const book = main(...BUY, ...SELL.slice(0, 1));
    assert.deepEqual([book.day?.day, book.day?.orders, book.day?.notional], ['2026-09-23', 1, 5_087n]);
    assert.equal(book.symbols['BTC/USD']?.lastEntryMs, JOURNAL_NOON);
  });

  for (const type of ['REFUSED', 'ABSENT'] as const) {
    const end = (atMs: number) =>
      type === 'ABSENT'
        ? timed(type, { order: 'o1' }, atMs)
        : timed(type, { order: 'o1', code: 'x', message: 'y' }, atMs);

    it(`gives the budget back after ${type}, but not the slot`, () => {
      const { day, symbols } = main(...BUY.slice(0, 2), end(60_000));
      assert.deepEqual([day?.orders, day?.notional, symbols['BTC/USD']?.slots.buy], [0, 0n, 7]);
    });

    it(`gives it back to the day of the intent only (T6, ${type})`, () => {
      // The next day has begun with an order of its own.
      const other = timed('INTENT', intent('o9', { symbol: 'ETH/USD', value: '20.00' }), DAY_MS);
      const { day } = main(...BUY.slice(0, 2), other, end(DAY_MS + 1));
      assert.deepEqual([day?.day, day?.orders, day?.notional], ['2026-09-23', 1, 2_000n]);
    });
  }

  it('counts an intent of the last millisecond of a day in that day (T6)', () => {
    const midnight = DAY_MS / 2;
    const days = [midnight - 1, midnight].map(
      atMs => main(GENESIS_ENTRY, timed('INTENT', intent('o1'), atMs)).day?.day,
    );
    assert.deepEqual(days, ['2026-09-22', '2026-09-23']);
  });

  it('measures the loss of a day from the equity that the last one ended with', () => {
    const tomorrow = { ...TICK, atMs: TICK.atMs + DAY_MS };
    assert.equal(main(...BUY, TICK).day?.openEquity, 1_000_000n);
    assert.equal(main(...BUY, TICK, tomorrow).day?.openEquity, 999_978n);
  });

  it('keeps marks, worth and reasons of the last tick', () => {
    const { ticks, lastTickMs, lastReasons, books } = fold(...BUY, TICK);
    assert.deepEqual([ticks, lastTickMs, lastReasons], [1, JOURNAL_NOON, { 'BTC/USD': 'ENTRY_SIGNAL' }]);
    assert.equal(books.main.equity, 999_978n);
    assert.equal(books.control.symbols['BTC/USD']?.mark, parsePrice('49990'));
  });

  it('keeps a shadow in the book of the control arm, with the rules of an order', () => {
    const { fill: _, order: __, ...bought } = boughtFill('', '');
    const shadow = timed('SHADOW', { ...bought, reason: 'ENTRY_SIGNAL' });
    const half = { qty: '0.0007', cash: '35.00', net: '-0.0007' };
    const sold = timed('SHADOW', { ...bought, side: 'sell', ...half, reason: 'EXIT_SIGNAL' }, 120_000);
    const { main: untouched, control } = fold(GENESIS_ENTRY, shadow, sold).books;
    assert.deepEqual([untouched.cash, untouched.trades], [1_000_000n, 0]);
    assert.deepEqual([control.cash, control.trades, control.day?.orders], [996_000n, 2, 2]);
    const { closing, slots, lastEntryMs } = control.symbols['BTC/USD']!;
    assert.deepEqual([closing, lastEntryMs], ['EXIT_SIGNAL', JOURNAL_NOON]);
    // Slots of 120 s since the epoch.
    assert.deepEqual(slots, { buy: JOURNAL_NOON / 120_000, sell: JOURNAL_NOON / 120_000 + 1 });
  });

  it('counts misses and leaves an unknown order open', () => {
    const { open } = fold(
      ...BUY.slice(0, 2),
      timed('UNKNOWN', { order: 'o1', detail: '502' }),
      timed('MISSED', { order: 'o1' }),
      timed('MISSED', { order: 'o1' }),
    );
    assert.deepEqual([open.o1?.misses, open.o1?.acknowledged], [2, false]);
  });

  it('remembers the ids of orders for two days', () => {
    const tick = { ...TICK, atMs: TICK.atMs + 2 * DAY_MS + 1 };
    const { recentOrders } = fold(...BUY, tick, timed('INTENT', intent('late'), 2 * DAY_MS + 1));
    assert.deepEqual(
      recentOrders.map(({ order }) => order),
      ['late'],
    );
  });

  it('remembers them for longer while no tick comes to its end: the next one looks back to before', () => {
    const { recentOrders } = fold(...BUY, timed('INTENT', intent('late'), 9 * DAY_MS));
    assert.deepEqual(
      recentOrders.map(({ order }) => order),
      ['o1', 'late'],
    );
  });

  it('remembers the settings, and is not moved by halts and repairs', () => {
    const before = fold(...BUY, timed('CONFIG', { hash: 'h', settings: {} }));
    assert.equal(before.configHash, 'h');
    for (const entry of [
      timed('HALT', { reason: 'x' }),
      timed('RESUME', { reason: 'x' }),
      timed('REPAIR', { movedTo: 'x', bytes: 3 }),
    ]) {
      assert.equal(project(before, entry), before);
    }
  });

  const refusals: readonly (readonly [string, readonly TimedEntry[], RegExp])[] = [
    ['a record before GENESIS', [TICK], /a TICK record before GENESIS/],
    [
      'a type that it does not know',
      [GENESIS_ENTRY, { ...TICK, type: 'NOTE' as EntryType }],
      /unknown type "NOTE"/,
    ],
    [
      'a type that is a property of every object',
      [GENESIS_ENTRY, { ...TICK, type: 'toString' as EntryType }],
      /unknown type/,
    ],
    [
      'a fill of an order that is not open',
      [GENESIS_ENTRY, timed('FILL', boughtFill('f1', 'o1'))],
      /not open/,
    ],
    ['the same fill twice', [...BUY.slice(0, 4), timed('FILL', boughtFill('f1', 'o1'))], /fill f1 twice/],
    [
      'an answer to an order that was closed',
      [...BUY, timed('ACCEPTED', { order: 'o1', brokerId: 'b', status: 'x' })],
      /no open intent/,
    ],
    [
      'a refusal of an order that never was',
      [GENESIS_ENTRY, timed('ABSENT', { order: 'constructor' })],
      /no open intent/,
    ],
    [
      'an order id that was used before',
      [...BUY, timed('INTENT', intent('o1'))],
      /second intent of order o1/,
    ],
    ['a second GENESIS', [...BUY, GENESIS_ENTRY], /second GENESIS/],
  ];
  for (const [what, entries, message] of refusals) {
    it(`refuses ${what}`, () => {
      assert.throws(() => fold(...entries), hiveError('JOURNAL_DAMAGED', message));
    });
  }
});
