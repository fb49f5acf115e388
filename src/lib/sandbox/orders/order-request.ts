import { type Cents, type Price, parseCents, parsePrice, parseQty, type Qty } from '../../core/money.ts';
import type { Side } from '../../core/order.ts';
import { findAsset, type SandboxAsset } from '../assets.ts';
import type { OrderType, TimeInForce } from '../books/state.ts';
import { invalid, type Reply, refusal, unprocessable } from '../exchange.ts';

/** An order that is well formed; whether the account may place it is another question. */
export interface OrderRequest {
  readonly asset: SandboxAsset;
  readonly side: Side;
  readonly type: OrderType;
  readonly timeInForce: TimeInForce;
  readonly qty: Qty | null;
  readonly notional: Cents | null;
  readonly limitPrice: Price | null;
  readonly stopPrice: Price | null;
  /** Null when the client left it to the broker. */
  readonly clientOrderId: string | null;
}

type Body = Readonly<Record<string, unknown>>;

const TYPES: readonly string[] = ['market', 'limit', 'stop_limit'];
const MOST_ID_LENGTH = 128;

/** Reads the body of `POST /v2/orders`; a refusal in Alpaca's words when it is no crypto order. */
export function readOrder(text: string): OrderRequest | Reply {
  const body = jsonObject(text);
  if (!body) return refusal(400, 40010000, 'request body format is invalid');
  const asset = findAsset(String(body.symbol));
  if (!asset) return unprocessable(`asset "${String(body.symbol)}" not found`);
  return wordFault(body) ?? sizeFault(body) ?? priceFault(body) ?? orderOf(body, asset);
}

export function jsonObject(text: string): Body | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : null;
  } catch {
    return null;
  }
}

function wordFault({ side, type, time_in_force: time, order_class: kind, client_order_id: id }: Body) {
  if (side !== 'buy' && side !== 'sell') return invalid('side must be buy or sell');
  if (!TYPES.includes(String(type))) return invalid('invalid order type for crypto order');
  if (time !== 'gtc' && !(time === 'ioc' && type !== 'stop_limit')) {
    return unprocessable('invalid crypto time_in_force');
  }
  if (kind !== undefined && kind !== '' && kind !== 'simple')
    return invalid('invalid order class for crypto order');
  if (isAbsent(id)) return null;
  const isGood = typeof id === 'string' && id.length <= MOST_ID_LENGTH;
  return isGood ? null : invalid(`client_order_id must be no more than ${MOST_ID_LENGTH} characters`);
}

function sizeFault({ qty, notional, type }: Body): Reply | null {
  if (!isAbsent(qty) && !isAbsent(notional))
    return refusal(400, 40010000, 'only one of qty or notional is accepted');
  if (isAbsent(qty) && isAbsent(notional)) return invalid('qty or notional is required');
  if (isAbsent(qty))
    return type === 'market'
      ? amountFault('notional', notional, 2)
      : invalid('notional orders must be market orders');
  return amountFault('qty', qty, 9);
}

function priceFault({ type, limit_price: limit, stop_price: stop }: Body): Reply | null {
  if (type !== 'market' && isAbsent(limit)) return invalid('limit orders require a limit price');
  if (type === 'stop_limit' && isAbsent(stop))
    return invalid('stop limit orders require both stop and limit price');
  if (type === 'market') return isAbsent(limit) ? null : invalid('market orders require no limit price');
  return amountFault('limit_price', limit, 9) ?? (isAbsent(stop) ? null : amountFault('stop_price', stop, 9));
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

/** Alpaca takes amounts as strings and as numbers. */
function amountFault(name: string, value: unknown, decimals: number): Reply | null {
  const match = /^(\d{1,18})(?:\.(\d*))?$/.exec(typeof value === 'number' ? `${value}` : String(value));
  if (!match) return invalid(`${name} must be a positive number`);
  if ((match[2] ?? '').length > decimals) {
    const what = name === 'notional' ? 'notional value' : name;
    return unprocessable(`${what} must be limited to ${decimals} decimal places`);
  }
  return /[1-9]/.test(match[0]) ? null : invalid(`${name} must be > 0`);
}

const plain = (value: unknown): string => String(value).replace(/\.$/, '');

function orderOf(body: Body, asset: SandboxAsset): OrderRequest {
  const amount = <T>(value: unknown, parse: (text: string) => T) =>
    isAbsent(value) ? null : parse(plain(value));
  return {
    asset,
    side: body.side as Side,
    type: body.type as OrderType,
    timeInForce: body.time_in_force as TimeInForce,
    qty: amount(body.qty, parseQty),
    notional: amount(body.notional, parseCents),
    limitPrice: amount(body.limit_price, parsePrice),
    stopPrice: body.type === 'stop_limit' ? amount(body.stop_price, parsePrice) : null,
    clientOrderId: isAbsent(body.client_order_id) ? null : String(body.client_order_id),
  };
}
