import type { BrokerBooks } from '../../src/lib/audit/broker-books.ts';
import { JournalBooks } from '../../src/lib/audit/journal-books.ts';
import type { Broker, BrokerFee } from '../../src/lib/broker/broker.ts';
import { DAY_MS, HOUR_MS } from '../../src/lib/core/interval.ts';
import { cents, formatCents, formatQty, parseQty, qty } from '../../src/lib/core/money.ts';
import { SLOT_MS } from '../../src/lib/core/order.ts';
import { lotsQty } from '../../src/lib/core/position.ts';
import type { SealedRecord } from '../../src/lib/journal/sealed-record.ts';
import { symbolState } from '../../src/lib/journal/state.ts';
import { submissions } from './tick-broker.ts';
import { TickDesk } from './tick-desk.ts';
import { BUY, SELL } from './tick-strategies.ts';

/** A journal and what the broker says of the same account. */
export interface Pair {
  readonly records: readonly SealedRecord[];
  readonly broker: BrokerBooks;
  readonly nowMs: number;
}

/** What the broker behind a desk says, the way an audit asks. */
export async function booksOf(desk: TickDesk): Promise<BrokerBooks> {
  const broker: Broker = desk.broker;
  return {
    settlesExactly: broker.settlesExactly,
    account: await broker.account(),
    positions: await broker.positions(),
    orders: await broker.ordersSince(0),
    fills: await broker.fillsSince(0),
    fees: await broker.feesSince(0),
  };
}

export const journalOf = (records: readonly SealedRecord[]): JournalBooks => {
  const books = new JournalBooks();
  for (const record of records) books.add(record);
  return books;
};

export const pairOf = async (desk: TickDesk): Promise<Pair> => ({
  records: desk.disk.records,
  broker: await booksOf(desk),
  nowMs: desk.clock.now(),
});

/** Two buys, one of them sold again, and an order that was refused, by ticks on the embedded broker. */
export async function exactDesk(): Promise<TickDesk> {
  const desk = new TickDesk();
  await trade(desk);
  return desk;
}

async function trade(desk: TickDesk): Promise<void> {
  desk.strategy.says('BTC/USD', BUY).says('ETH/USD', BUY);
  await desk.tick();
  desk.strategy.says('BTC/USD', SELL);
  await desk.tickAfter(DAY_MS + SLOT_MS);
  desk.broker.submissions = [submissions.refused];
  desk.strategy.says('BTC/USD', BUY);
  await desk.tickAfter(DAY_MS + SLOT_MS);
}

/**
 * The same behind a broker that posts its fees a day later. The journal notes them, follows the rounding of a cent,
 * and takes a deposit of 100 dollars over.
 */
export async function networkDesk(): Promise<TickDesk> {
  const desk = new TickDesk();
  desk.broker.settlesExactly = false;
  await trade(desk);
  desk.broker.fees = feesOf(desk);
  desk.broker.onAccount = account => ({ ...account, cash: cents(account.cash - 1n) });
  await desk.tickAfter(HOUR_MS);
  desk.broker.onAccount = account => ({ ...account, cash: cents(account.cash - 1n + 10_000n) });
  takeBalance(desk);
  // A tick three days later, and then an order, refused: what went before is not recent any more.
  desk.halt.reason = 'a rest';
  await desk.tickAfter(3 * DAY_MS);
  desk.halt.reason = null;
  desk.broker.submissions = [submissions.refused];
  await desk.tickAfter(SLOT_MS);
  return desk;
}

/** What each fill implies, posted at the end of its day. */
function feesOf(desk: TickDesk): BrokerFee[] {
  return desk.journalled('FILL').map(({ fill, symbol, side, at, qty: gross, net, fee }) => ({
    id: `fee-${fill}`,
    symbol: side === 'buy' ? symbol : null,
    qty: side === 'buy' ? qty(parseQty(gross) - parseQty(net)) : qty(0),
    cash: side === 'buy' ? cents(0) : cents(BigInt(Math.round(Number(fee) * 100))),
    atMs: Math.ceil(Date.parse(at) / DAY_MS) * DAY_MS - 1,
  }));
}

/** The record of a person who took cash and coins of the broker as they are. */
function takeBalance(desk: TickDesk): void {
  const { books } = desk.state;
  const held = Object.keys(books.main.symbols).map(symbol => [
    symbol,
    formatQty(lotsQty(symbolState(books.main, symbol).lots)),
  ]);
  desk.clock.advance(SLOT_MS);
  const data = {
    cash: formatCents(cents(books.main.cash + 10_000n)),
    coins: Object.fromEntries(held),
    marks: Object.fromEntries(held.map(([symbol]) => [symbol, '3000.00'])),
    reason: 'a deposit',
  };
  const at = new Date(desk.clock.now()).toISOString();
  const { mode, account } = desk.disk.records[0]!;
  desk.open(null).journal.append([{ at, mode, account, type: 'BALANCE', data }]);
}
