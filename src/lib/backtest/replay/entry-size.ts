import {
  affordableQty,
  type Cents,
  cents,
  feeOfCents,
  minCents,
  notional,
  type Price,
  type Qty,
  qty,
} from '../../core/money.ts';
import type { ExecutionModel, SizingModel } from '../execution.ts';
import type { Direction } from './direction.ts';
import { beforeFee } from './settlement.ts';

/** The sizings that know no risk rules. */
export type PlainSizing = Exclude<SizingModel, { readonly kind: 'hive' }>;

export interface SizeRequest {
  readonly direction: Direction;
  /** What the entry fills at. */
  readonly price: Price;
  readonly freeCash: Cents;
  readonly equity: Cents;
}

type Terms = Pick<ExecutionModel, 'fees' | 'unitNanos'>;

/** Whether the fee of an entry is paid in cash, and so needs cash of its own. */
export const paysInCash = ({ fees }: Pick<ExecutionModel, 'fees'>, { side }: Direction): boolean =>
  fees.takenIn === 'cash' || side === 'short';

/** The quantity rounded down to whole units. */
export const inUnits = (amount: Qty, unitNanos: number): Qty => qty(amount - (amount % BigInt(unitNanos)));

/** How much to enter with, in whole units; 0 when the cash is not there. A short is as large as a long would be. */
export function entrySize(sizing: PlainSizing, terms: Terms, request: SizeRequest): Qty {
  if (request.price <= 0n) return qty(0);
  const wanted = inUnits(plainSize(sizing, terms, request), terms.unitNanos);
  const isFixed = sizing.kind === 'notional' || sizing.kind === 'qty';
  return isFixed && outlay(wanted, terms, request) > request.freeCash ? qty(0) : wanted;
}

function plainSize(sizing: PlainSizing, terms: Terms, request: SizeRequest): Qty {
  const { price, freeCash, equity } = request;
  switch (sizing.kind) {
    case 'qty':
      return qty(sizing.nanos);
    case 'notional':
      return affordableQty(cents(sizing.cents), price);
    case 'all-in':
      return affordableQty(costOf(freeCash, terms, request), price);
    case 'fraction': {
      const share = feeOfCents(equity, BigInt(sizing.ppm), 'floor');
      return affordableQty(costOf(minCents(share, freeCash), terms, request), price);
    }
  }
}

const costOf = (budget: Cents, terms: Terms, { direction }: SizeRequest): Cents =>
  paysInCash(terms, direction) ? beforeFee(budget, BigInt(terms.fees.takerPpm)) : budget;

function outlay(amount: Qty, terms: Terms, { direction, price }: SizeRequest): Cents {
  const cost = notional(amount, price, 'ceil');
  const fee = feeOfCents(cost, BigInt(terms.fees.takerPpm), 'ceil');
  return paysInCash(terms, direction) ? cents(cost + fee) : cost;
}
