import { type Cents, cents, type Qty, qty } from '../../core/money.ts';
import { centsOf, costOf, qtyFor } from '../amounts.ts';
import type { Books } from './books.ts';
import type { SandboxOrder } from './state.ts';

/** Money that the rest of an open buy may still cost. */
export function reservedCash(order: SandboxOrder): Cents {
  if (order.side !== 'buy') return cents(0);
  const spent = centsOf(order.filledCost);
  const whole = order.notional ?? costOf(order.qty!, order.limitPrice ?? order.referencePrice);
  return cents(whole > spent ? whole - spent : 0n);
}

/** Coins that the rest of an open sale may still deliver. */
export function reservedQty(order: SandboxOrder): Qty {
  if (order.side !== 'sell') return qty(0);
  const whole = order.qty ?? qtyFor(order.notional!, order.referencePrice);
  return qty(whole > order.filledQty ? whole - order.filledQty : 0n);
}

/** Cash less what open buys may cost; what crypto orders are checked against. */
export function availableCash({ cash, open }: Books): Cents {
  let left = cash;
  for (const order of open) left = cents(left - reservedCash(order));
  return left;
}

/** Coins of a symbol that open sales hold. */
export function heldQty({ open }: Books, symbol: string): Qty {
  let held = 0n;
  for (const order of open) if (order.symbol === symbol) held += reservedQty(order);
  return qty(held);
}
