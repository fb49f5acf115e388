import { type Cents, cents, feeOfCents, feeOfQty, notional, type Price, type Qty, qty } from './money.ts';
import type { Side } from './order.ts';

/** One execution as the broker reports it: gross, before fees. */
export interface Fill {
  /** The broker's execution id; the key against counting twice. */
  readonly id: string;
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly side: Side;
  readonly qty: Qty;
  readonly price: Price;
  /** UTC epoch milliseconds. */
  readonly atMs: number;
}

/** What a fill does to the account, fees included. */
export interface Settlement {
  /** Change of cash; negative for buys. */
  readonly cash: Cents;
  /** Change of the position; negative for sells. */
  readonly qty: Qty;
  /** Fee taken in coins (buys). */
  readonly feeQty: Qty;
  /** Fee taken in dollars (sells). */
  readonly feeCash: Cents;
  /** The fee in dollars, whichever way it was taken, rounded up. */
  readonly feeValue: Cents;
}

/**
 * Alpaca's crypto settlement: the fee comes out of what is received, coins on a buy (rounded up to 1e-9),
 * dollars on a sell (rounded up to the cent); cost is rounded up and proceeds down, against us.
 * @param feePpm fee rate in parts per million (2,500 = 0.25 %)
 * @see https://alpaca.markets/support/crypto-maker-taker-gmt-faq
 */
export function settle(fill: Pick<Fill, 'side' | 'qty' | 'price'>, feePpm: bigint): Settlement {
  if (fill.side === 'buy') {
    const feeQty = feeOfQty(fill.qty, feePpm, 'ceil');
    return {
      cash: cents(-notional(fill.qty, fill.price, 'ceil')),
      qty: qty(fill.qty - feeQty),
      feeQty,
      feeCash: cents(0),
      feeValue: notional(feeQty, fill.price, 'ceil'),
    };
  }
  const proceeds = notional(fill.qty, fill.price, 'floor');
  const fee = feeOfCents(proceeds, feePpm, 'ceil');
  return { cash: cents(proceeds - fee), qty: qty(-fill.qty), feeQty: qty(0), feeCash: fee, feeValue: fee };
}

/** Parts per million of a fraction such as the fee rate 0.0025, rounded up. */
export const ratePpm = (rate: number): bigint => BigInt(Math.ceil(rate * 1e6 - 1e-9));
