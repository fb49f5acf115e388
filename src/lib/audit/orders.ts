import type { BrokerOrder } from '../broker/broker.ts';
import { formatCents, formatPrice, formatQty, parsePrice } from '../core/money.ts';
import { isHiveOrderId } from '../core/order.ts';
import { isTerminal } from '../core/order-lifecycle.ts';
import { type BrokerBooks, groupBy, type Scope } from './broker-books.ts';
import { type Finding, Findings, NOTHING } from './finding.ts';
import type { JournalBooks, JournalFill, JournalOrder } from './journal-books.ts';

/** Every intent against the broker's order of its id, and every order with a HIVE id against its intent. */
export function checkOrders(
  { orders, fills }: JournalBooks,
  broker: BrokerBooks,
  { sinceMs }: Scope,
): Finding {
  const findings = new Findings('orders');
  const own = broker.orders.filter(({ clientOrderId }) => isHiveOrderId(clientOrderId));
  const listed = groupBy(own, ({ clientOrderId }) => clientOrderId);
  const filled = groupBy(fills, ({ data }) => data.order);
  for (const [id, [first, ...more]] of listed) {
    const known = orders.get(id);
    if (more.length > 0) findings.differs(`order ${id}`, 'one', `listed ${more.length + 1} times`);
    if (!known && first) findings.differs(`order ${id}`, NOTHING, inShort(first));
  }
  for (const [id, known] of orders) {
    const [order] = listed.get(id) ?? [];
    if (order === undefined && known.atMs < sinceMs) continue;
    findings.count();
    if (order) {
      comparePresent(findings, known, order);
      compareAverage(findings, order, filled.get(id) ?? []);
    } else judgeMissing(findings, known);
  }
  return findings.finding;
}

const inShort = ({ side, symbol, status, filledQty }: BrokerOrder): string =>
  `${side} ${symbol}, ${status}, filled ${formatQty(filledQty)}`;

function judgeMissing(findings: Findings, { intent, outcome, closed }: JournalOrder): void {
  const { order } = intent;
  if (outcome === 'open') findings.pending(`order ${order} is open and not at the broker`);
  if (outcome === 'closed') findings.differs(`order ${order}`, closed?.status ?? outcome, NOTHING);
}

function comparePresent(findings: Findings, known: JournalOrder, order: BrokerOrder): void {
  const { intent, outcome, closed } = known;
  const what = `order ${intent.order}`;
  findings.equal(`${what}: symbol`, intent.symbol, order.symbol);
  findings.equal(`${what}: side`, intent.side, order.side);
  compareSize(findings, known, order);
  if (outcome === 'refused' || outcome === 'absent') {
    findings.differs(what, `${outcome}, never made`, inShort(order));
    return;
  }
  if (known.brokerId !== null || outcome === 'closed')
    findings.equal(`${what}: id at the broker`, known.brokerId ?? NOTHING, order.id);
  if (closed) {
    findings.equal(`${what}: status`, closed.status, order.status);
    findings.equal(`${what}: filled`, closed.filledQty, formatQty(order.filledQty));
  } else {
    const end = isTerminal(order.status) ? 'has ended' : 'may still change';
    findings.pending(`${what} is open; at the broker it is ${order.status} and ${end}`);
  }
}

/** The size by which it was ordered; what the broker makes of the other one is its own affair. */
function compareSize(findings: Findings, { intent }: JournalOrder, { notional, qty }: BrokerOrder): void {
  const what = `order ${intent.order}`;
  if (intent.notional !== undefined)
    findings.equal(`${what}: notional`, intent.notional, notional === null ? NOTHING : formatCents(notional));
  else findings.equal(`${what}: quantity`, intent.qty ?? NOTHING, qty === null ? NOTHING : formatQty(qty));
}

/** How the broker rounds an average is not known: it lies among the prices of the fills. */
function compareAverage(findings: Findings, order: BrokerOrder, fills: readonly JournalFill[]): void {
  const { clientOrderId, filledAvgPrice: average } = order;
  if (average === null || fills.length === 0) return;
  const prices = fills.map(({ data }) => parsePrice(data.price)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const [lowest, highest] = [prices[0]!, prices.at(-1)!];
  if (average >= lowest && average <= highest) return;
  const range =
    lowest === highest ? formatPrice(lowest) : `${formatPrice(lowest)} to ${formatPrice(highest)}`;
  findings.differs(`order ${clientOrderId}: average price`, range, formatPrice(average));
}
