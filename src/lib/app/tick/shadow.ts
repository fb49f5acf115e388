import { isoTime } from '../../core/clock.ts';
import { ratePpm, settle } from '../../core/fill.ts';
import { affordableQty, formatCents, formatPrice, formatQty } from '../../core/money.ts';
import { lotsQty } from '../../core/position.ts';
import { type Entry, entry } from '../../journal/entry.ts';
import { symbolState } from '../../journal/state.ts';
import type { ApprovedOrder } from '../../risk/approved-order.ts';
import type { AccountView } from './account-view.ts';
import type { MarketView } from './market-view.ts';
import { planData } from './plan-data.ts';
import type { TickPorts, TickSettings } from './ports.ts';
import { type Considered, consider } from './symbol-step.ts';

/** The control arm's account: its own book, as if it were the broker's. */
function controlAccount({ journal }: TickPorts): AccountView {
  const book = journal.state.books.control;
  return { buyingPower: () => book.cash, available: symbol => lotsQty(symbolState(book, symbol).lots) };
}

/**
 * The seeded random arm, beside every tick: same quotes, sizes, limits and costs as the account that trades,
 * filled at the quote, without an order. Journalled symbol by symbol: the next one counts on it.
 */
export async function shadowSymbol(
  ports: TickPorts,
  settings: TickSettings,
  { symbol, market }: { symbol: string; market: MarketView },
): Promise<void> {
  const scope = {
    book: 'control' as const,
    strategy: ports.control,
    account: controlAccount(ports),
    market,
    accountNumber: 'control',
  };
  const considered = await consider(ports, settings, { scope, symbol });
  const decision = considered.decision ? [entry('DECISION', considered.decision)] : [];
  const order = considered.result?.order;
  const entries = order ? [...decision, shadowFill(ports, settings, { order, considered })] : decision;
  if (entries.length > 0) ports.journal.record(...entries);
}

function shadowFill(
  { clock }: TickPorts,
  { feeRate }: TickSettings,
  { order, considered }: { order: ApprovedOrder; considered: Considered },
): Entry {
  const { size, side, symbol, referencePrice: price } = order;
  const gross = size.kind === 'qty' ? size.qty : affordableQty(size.notional, price);
  const settled = settle({ side, qty: gross, price }, ratePpm(feeRate));
  const plan = considered.result?.plan;
  return entry('SHADOW', {
    symbol,
    side,
    qty: formatQty(gross),
    price: formatPrice(price),
    at: isoTime(clock.now()),
    cash: formatCents(settled.cash),
    net: formatQty(settled.qty),
    fee: formatCents(settled.feeValue),
    reason: considered.reason,
    ...(plan ? { plan: planData(plan) } : {}),
  });
}
