import { z } from 'zod';
import { centsText, momentText, priceText, qtyText, signedQtyText } from '../../alpaca/amounts.ts';

/* The parts of Alpaca's answers that HIVE relies on; what else they hold is ignored. */

const flag = z.boolean().optional().default(false);

export const accountAnswer = z.object({
  account_number: z.string().min(1),
  status: z.string(),
  crypto_status: z.string().optional(),
  cash: centsText,
  non_marginable_buying_power: centsText,
  trading_blocked: flag,
  account_blocked: flag,
  trade_suspended_by_user: flag,
});

export const positionsAnswer = z.array(
  z.object({
    symbol: z.string(),
    asset_class: z.string().optional(),
    qty: signedQtyText,
    qty_available: signedQtyText.optional(),
  }),
);

export const orderAnswer = z.object({
  id: z.string().min(1),
  client_order_id: z.string().min(1),
  symbol: z.string(),
  asset_class: z.string().optional(),
  /** Empty, as the symbol is, for an order of several options. */
  side: z.enum(['buy', 'sell', '']),
  notional: centsText.nullish(),
  qty: qtyText.nullish(),
  status: z.string().min(1),
  filled_qty: qtyText,
  filled_avg_price: priceText.nullish(),
  submitted_at: momentText.nullish(),
  created_at: momentText,
});
export type OrderAnswer = z.infer<typeof orderAnswer>;

export const ordersAnswer = z.array(orderAnswer);

export const fillsAnswer = z.array(
  z.object({
    id: z.string().min(1),
    order_id: z.string().min(1),
    symbol: z.string(),
    side: z.enum(['buy', 'sell']),
    qty: qtyText,
    price: priceText,
    transaction_time: momentText,
  }),
);

/** Of the end of a day, with the coins or dollars that were taken as amounts below zero. */
export const feesAnswer = z.array(
  z.object({
    id: z.string().min(1),
    symbol: z.string().nullish(),
    qty: signedQtyText.nullish(),
    net_amount: centsText.nullish(),
    date: momentText.nullish(),
    transaction_time: momentText.nullish(),
    created_at: momentText.nullish(),
  }),
);

export const canceledAnswer = z.array(
  z.object({ id: z.string(), status: z.number().int(), body: z.unknown().optional() }),
);

export const assetAnswer = z.object({
  symbol: z.string(),
  status: z.string(),
  tradable: z.boolean(),
  min_order_size: qtyText.nullish(),
  min_trade_increment: qtyText.nullish(),
});

/** A list, one address alone, or nothing; what else comes may name addresses that HIVE does not see. */
export const whitelistAnswer = z.union([
  z.array(z.object({ address: z.string().optional() })),
  z.object({ address: z.string() }).transform((one): { address?: string }[] => [one]),
  z.strictObject({}).transform((): { address?: string }[] => []),
]);

export const configurationAnswer = z.object({ suspend_trade: z.boolean() });
