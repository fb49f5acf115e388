import { trading } from '@alpacahq/alpaca-trade-api/rest';
import type { z } from 'zod';
import type { Alpaca } from '../../alpaca/client.ts';
import { readTrading } from '../../alpaca/read.ts';
import { canonicalSymbol } from '../../alpaca/symbols.ts';
import { isoTime } from '../../core/clock.ts';
import { cents, qty } from '../../core/money.ts';
import type { BrokerFee, BrokerFill, BrokerOrder } from '../broker.ts';
import { feesAnswer, fillsAnswer, type OrderAnswer, ordersAnswer } from './answers.ts';
import { allPages } from './pages.ts';
import { toOrder } from './to-order.ts';

const ORDERS_PAGE = 500;
const ACTIVITIES_PAGE = 100;

/** Alpaca's `after` excludes its own moment, and may stand on whole seconds: asked for is a little more. */
const EARLIER_MS = 2_000;

const earlier = (sinceMs: number): number => Math.max(0, sinceMs - EARLIER_MS);

export async function ordersSince(alpaca: Alpaca, sinceMs: number): Promise<readonly BrokerOrder[]> {
  const listed = await allPages<OrderAnswer>({
    what: 'orders',
    size: ORDERS_PAGE,
    idOf: ({ id }) => id,
    page: async last => {
      const fromMs = last ? (last.submitted_at ?? last.created_at) : sinceMs;
      const after = isoTime(earlier(fromMs));
      const query = { status: 'all', limit: ORDERS_PAGE, direction: 'asc', after } as const;
      const { value } = await readTrading(alpaca, { what: 'the orders', schema: ordersAnswer }, config =>
        new trading.OrdersApi(config).getAllOrdersRaw(query),
      );
      return value;
    },
  });
  return listed
    .flatMap(answer => toOrder(answer) ?? [])
    .filter(({ submittedMs }) => submittedMs >= sinceMs)
    .sort((a, b) => a.submittedMs - b.submittedMs);
}

export async function fillsSince(alpaca: Alpaca, sinceMs: number): Promise<readonly BrokerFill[]> {
  const listed = await activities(alpaca, { type: 'FILL', schema: fillsAnswer, sinceMs });
  return listed
    .flatMap(({ id, order_id: orderId, symbol: text, side, qty: amount, price, transaction_time: atMs }) => {
      const symbol = canonicalSymbol(text);
      return symbol === null || atMs < sinceMs
        ? []
        : [{ id, orderId, symbol, side, qty: amount, price, atMs }];
    })
    .sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1));
}

export async function feesSince(alpaca: Alpaca, sinceMs: number): Promise<readonly BrokerFee[]> {
  const listed = await activities(alpaca, { type: 'CFEE', schema: feesAnswer, sinceMs });
  return listed
    .map(fee => ({
      id: fee.id,
      symbol: fee.symbol ? canonicalSymbol(fee.symbol, 'crypto') : null,
      qty: qty(magnitude(fee.qty ?? 0n)),
      cash: cents(magnitude(fee.net_amount ?? 0n)),
      atMs: fee.transaction_time ?? fee.created_at ?? fee.date ?? sinceMs,
    }))
    .sort((a, b) => a.atMs - b.atMs);
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

interface Activities<T> {
  readonly type: 'FILL' | 'CFEE';
  readonly schema: z.ZodType<readonly T[]>;
  readonly sinceMs: number;
}

function activities<T extends { readonly id: string }>(
  alpaca: Alpaca,
  { type, schema, sinceMs }: Activities<T>,
): Promise<readonly T[]> {
  const common = {
    activityType: type,
    after: new Date(earlier(sinceMs)),
    pageSize: ACTIVITIES_PAGE,
  } as const;
  return allPages({
    what: `activities ${type}`,
    size: ACTIVITIES_PAGE,
    idOf: ({ id }) => id,
    page: async last => {
      const query = { ...common, direction: 'asc', ...(last ? { pageToken: last.id } : {}) } as const;
      const { value } = await readTrading(alpaca, { what: `the activities ${type}`, schema }, config =>
        new trading.AccountActivitiesApi(config).getAccountActivitiesByActivityTypeRaw(query),
      );
      return value;
    },
  });
}
