import { type Cents, formatCents, minCents, notional } from '../core/money.ts';
import type { OrderIntent } from '../core/order.ts';

/** The most money the order moves at its reference price. Upper limits look at this. */
export function highestValue({ size, notional: stated, referencePrice }: OrderIntent): Cents {
  const sized = size.kind === 'notional' ? size.notional : notional(size.qty, referencePrice, 'ceil');
  return sized > stated ? sized : stated;
}

/** The least money the order moves at its reference price. Lower limits look at this. */
export function lowestValue({ size, notional: stated, referencePrice }: OrderIntent): Cents {
  const sized = size.kind === 'notional' ? size.notional : notional(size.qty, referencePrice, 'floor');
  return minCents(sized, stated);
}

/** "75.00 USD", as refusals show money. */
export const usd = (amount: Cents): string => `${formatCents(amount)} USD`;
