import { isoTime } from '../../core/clock.ts';
import { ratePpm, settle } from '../../core/fill.ts';
import { affordableQty, formatCents, formatPrice, formatQty } from '../../core/money.ts';
import { type Entry, entry } from '../../journal/entry.ts';
import type { ApprovedOrder } from '../../risk/approved-order.ts';
import { controlView } from '../../tick/account-view.ts';
import type { Considered } from '../../tick/consider.ts';
import type { MarketView } from '../../tick/market-view.ts';
import { planData } from '../../tick/plan-data.ts';
import type { TickSettings } from '../../tick/settings.ts';
import type { TickPorts } from './ports.ts';
import { considerSymbol } from './symbol-step.ts';

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
    strategyId: ports.control.id,
    account: controlView,
    market,
    accountNumber: 'control',
  };
  const considered = await considerSymbol(ports, settings, { scope, strategy: ports.control, symbol });
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
