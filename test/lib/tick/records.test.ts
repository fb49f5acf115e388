import assert from 'node:assert/strict';
import type { BrokerOrder } from '../../../src/lib/broker/broker.ts';
import { execute } from '../../../src/lib/broker/paper/execute.ts';
import { cents, parseCents, parsePrice, parseQty, qty } from '../../../src/lib/core/money.ts';
import { type Entry, entry } from '../../../src/lib/journal/entry.ts';
import { project } from '../../../src/lib/journal/project.ts';
import type { HiveState } from '../../../src/lib/journal/state.ts';
import { brokerView, controlView } from '../../../src/lib/tick/account-view.ts';
import { equityOf, marksOf } from '../../../src/lib/tick/market-view.ts';
import { acceptedEntry, fillEntries, intentData } from '../../../src/lib/tick/order-entries.ts';
import { changedConfig, genesisEntry, symbolsInPlay, tickEntry } from '../../../src/lib/tick/tick-entries.ts';
import { approved, entry as buy, NOON } from '../../support/orders.ts';
import { SETTINGS } from '../../support/tick-desk.ts';

const LEDGER = { accountNumber: 'SIM-1', cash: parseCents('10000'), positions: new Map() };
const ACCOUNT = { ...LEDGER, nonMarginableBuyingPower: LEDGER.cash, blocked: null, brokerMs: null };
const ORDER = approved(buy(parseCents('75')), 'hive-0123456789-BTCUSD-buy-1');

const fold = (...entries: Entry[]): HiveState =>
  [genesisEntry(SETTINGS, ACCOUNT), ...entries].reduce<HiveState | null>(
    (state, each) => project(state, { ...each, atMs: NOON }),
    null,
  ) as HiveState;

const intent = entry('INTENT', intentData({ order: ORDER, slot: 1, plan: null, decisionId: null }));

/** What the embedded broker makes of the order at $50,000. */
function filled() {
  const result = execute(LEDGER, { order: ORDER, price: parsePrice('50000'), feePpm: 2_500n, atMs: NOON });
  assert.equal(result.kind, 'FILLED');
  return result.entry;
}

describe('the records of an order', () => {
  it('bring the journal to what the broker says: accepted, filled once, closed', () => {
    const { order, fills } = filled();
    const accepted = fold(intent, acceptedEntry(order));
    const open = accepted.open[ORDER.clientOrderId]!;
    const entries = fillEntries(order, { open, fills }, 0.0025);
    assert.deepEqual(
      entries.map(({ type }) => type),
      ['FILL', 'CLOSED'],
    );
    const { books, open: none } = fold(intent, acceptedEntry(order), ...entries);
    assert.deepEqual(none, {});
    // 75 / 50,000 = 0.0015, less a fee of 0.00000375.
    assert.deepEqual(books.main.symbols['BTC/USD']?.lots[0]?.qty, parseQty('0.00149625'));
    assert.equal(books.main.cash, parseCents('9925'));
  });

  it('say nothing of a fill that the journal has, and do not close an order that owes fills', () => {
    const { order, fills } = filled();
    const open = { ...fold(intent).open[ORDER.clientOrderId]!, fills: fills.map(({ id }) => id) };
    assert.deepEqual(
      fillEntries(order, { open: { ...open, filledQty: order.filledQty }, fills }, 0).length,
      1,
    );
    const owing: BrokerOrder = { ...order, filledQty: qty(order.filledQty + 1n) };
    assert.deepEqual(fillEntries(owing, { open: { ...open, filledQty: order.filledQty }, fills }, 0), []);
  });
});

describe('the account of a tick', () => {
  it('has the lower of both views, less the money of buys that are not resolved', () => {
    const view = brokerView({ account: { ...ACCOUNT, cash: parseCents('9000') }, positions: [] });
    assert.equal(view.buyingPower(fold()), parseCents('9000'));
    assert.equal(view.buyingPower(fold(intent)), parseCents('8925'));
    assert.equal(controlView.buyingPower(fold(intent)), parseCents('10000'));
  });

  it('may sell what the broker says is available', () => {
    const held = { symbol: 'BTC/USD', qty: parseQty('2'), qtyAvailable: parseQty('1') };
    const view = brokerView({ account: ACCOUNT, positions: [held] });
    assert.deepEqual(
      [view.available(fold(), 'BTC/USD'), view.available(fold(), 'ETH/USD')],
      [parseQty('1'), qty(0)],
    );
  });
});

describe('the records around a tick', () => {
  it('have the settings only when they differ from those of the journal', () => {
    const [config] = changedConfig(fold(), SETTINGS);
    assert.ok(config);
    assert.deepEqual(changedConfig(fold(config), SETTINGS), []);
    assert.equal(changedConfig(fold(config), { ...SETTINGS, epochMs: 1 }).length, 1);
  });

  it('look at what is traded and at what is only still held', () => {
    const { order, fills } = filled();
    const state = fold(intent);
    const open = state.open[ORDER.clientOrderId]!;
    const holding = fold(intent, ...fillEntries(order, { open, fills }, 0));
    assert.deepEqual(symbolsInPlay(holding, { ...SETTINGS, symbols: ['ETH/USD'] }), ['ETH/USD', 'BTC/USD']);
  });

  it('end with what everything is worth at the bids, where there are sane ones', () => {
    const { order, fills } = filled();
    const open = fold(intent).open[ORDER.clientOrderId]!;
    const holding = fold(intent, ...fillEntries(order, { open, fills }, 0));
    const quoteOf = (bid: number, ask: number) => ({
      quote: { symbol: 'BTC/USD', timeMs: NOON, bid, ask },
      seenAt: 0,
    });
    const market = new Map([['BTC/USD', quoteOf(60_000, 60_001)]]);
    const { data } = tickEntry(holding, { market, outcomes: [], nowMs: NOON });
    // 0.0015 at 60,000 are 90.
    assert.deepEqual(data.worth.main, { cash: '9925.00', equity: '10015.00' });
    assert.deepEqual(data.marks, { 'BTC/USD': '60000.00' });
    const crossed = marksOf(new Map([['BTC/USD', quoteOf(60_001, 60_000)]]));
    assert.deepEqual(crossed, {});
    // Without a mark it counts at its cost.
    assert.equal(equityOf(holding.books.main, crossed), cents(1_000_000));
  });
});
