import { type Cents, cents, notional, type Price, type Qty, qty } from './money.ts';

/** Coins bought together, oldest sold first. `cost` is what was paid for what is left, fees included. */
export interface Lot {
  readonly qty: Qty;
  readonly cost: Cents;
  readonly openedMs: number;
}

/** FIFO lots of one symbol, oldest first. */
export type Lots = readonly Lot[];

export const lotsQty = (lots: Lots): Qty => qty(lots.reduce((sum, lot) => sum + lot.qty, 0n));
export const lotsCost = (lots: Lots): Cents => cents(lots.reduce((sum, lot) => sum + lot.cost, 0n));

export interface LotSale {
  readonly lots: Lots;
  /** Cost of the coins sold. */
  readonly cost: Cents;
}

/**
 * Takes `sold` coins from the oldest lots. A lot sold in part gives up its cost in proportion, rounded
 * down; its last coins carry the remainder, so costs always add up to what was paid.
 * @throws RangeError when more is sold than there is.
 */
export function sellLots(lots: Lots, sold: Qty): LotSale {
  let left: bigint = sold;
  let cost = 0n;
  const kept: Lot[] = [];
  for (const lot of lots) {
    const taken = left < lot.qty ? left : lot.qty;
    const share = taken === lot.qty ? lot.cost : (lot.cost * taken) / lot.qty;
    left -= taken;
    cost += share;
    if (taken < lot.qty) kept.push({ ...lot, qty: qty(lot.qty - taken), cost: cents(lot.cost - share) });
  }
  if (left > 0n) throw new RangeError(`sold ${sold} of ${lotsQty(lots)} held (1e-9 units)`);
  return { lots: kept, cost: cents(cost) };
}

/** Value of a position at `mark`, rounded down. */
export const marketValue = (lots: Lots, mark: Price): Cents => notional(lotsQty(lots), mark, 'floor');
