import type { BrokerFill } from '../broker/broker.ts';
import { isoTime } from '../core/clock.ts';
import { formatPrice, formatQty } from '../core/money.ts';
import { isHiveOrderId } from '../core/order.ts';
import { type BrokerBooks, groupBy, type Scope } from './broker-books.ts';
import { type Finding, Findings, NOTHING } from './finding.ts';
import type { JournalBooks, JournalFill } from './journal-books.ts';

/** Every fill of the journal against the broker's of its id, and every fill of a HIVE order against the journal's. */
export function checkFills(journal: JournalBooks, broker: BrokerBooks, { sinceMs }: Scope): Finding {
  const findings = new Findings('fills');
  const listed = groupBy(broker.fills, ({ id }) => id);
  const owners = ownersOf(journal, broker);
  const known = new Map(journal.fills.map(fill => [fill.data.fill, fill]));
  for (const [id, [first, ...more]] of listed) {
    if (more.length > 0) findings.differs(`fill ${id}`, 'one', `listed ${more.length + 1} times`);
    if (first && !known.has(id)) judgeUnknown(findings, first, { journal, owner: owners.get(first.orderId) });
  }
  for (const fill of known.values()) {
    const [other] = listed.get(fill.data.fill) ?? [];
    if (other === undefined && Date.parse(fill.data.at) < sinceMs) continue;
    findings.count();
    if (other) compare(findings, fill, { other, owner: owners.get(other.orderId) });
    else findings.differs(`fill ${fill.data.fill}`, inShort(fill.data), NOTHING);
  }
  return findings.finding;
}

/** Client ids by the broker's ids of orders, by both sides. */
function ownersOf({ orders }: JournalBooks, broker: BrokerBooks): ReadonlyMap<string, string> {
  const journalled = [...orders].flatMap(([id, { brokerId }]) =>
    brokerId === null ? [] : [[brokerId, id] as const],
  );
  return new Map([
    ...journalled,
    ...broker.orders.map(({ id, clientOrderId }) => [id, clientOrderId] as const),
  ]);
}

/** Fills of orders that HIVE did not make are not in its journal. */
function judgeUnknown(
  findings: Findings,
  fill: BrokerFill,
  { journal, owner }: { journal: JournalBooks; owner: string | undefined },
): void {
  const said = inShort({ ...fill, qty: formatQty(fill.qty), price: formatPrice(fill.price) });
  if (owner === undefined)
    findings.differs(`fill ${fill.id}`, NOTHING, `${said}, of an order that is not listed`);
  else if (journal.orders.get(owner)?.outcome === 'open')
    findings.pending(`fill ${fill.id} of the open order ${owner}: the next tick takes it over`);
  else if (isHiveOrderId(owner)) findings.differs(`fill ${fill.id}`, NOTHING, said);
}

const inShort = ({ side, qty, symbol, price }: Record<'side' | 'qty' | 'symbol' | 'price', string>) =>
  `${side} ${qty} ${symbol} at ${price}`;

function compare(
  findings: Findings,
  { data }: JournalFill,
  { other, owner }: { other: BrokerFill; owner: string | undefined },
): void {
  const what = `fill ${data.fill}`;
  findings.equal(`${what}: order`, data.order, owner ?? NOTHING);
  findings.equal(`${what}: symbol`, data.symbol, other.symbol);
  findings.equal(`${what}: side`, data.side, other.side);
  findings.equal(`${what}: quantity`, data.qty, formatQty(other.qty));
  findings.equal(`${what}: price`, data.price, formatPrice(other.price));
  findings.equal(`${what}: time`, data.at, isoTime(other.atMs));
}
