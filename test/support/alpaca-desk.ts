import { setTimeout as sleep } from 'node:timers/promises';
import { Alpaca, type AlpacaOptions } from '../../src/lib/alpaca/client.ts';
import { AlpacaBroker } from '../../src/lib/broker/alpaca/alpaca-broker.ts';
import type { Clock } from '../../src/lib/core/clock.ts';
import type { ApprovedOrder } from '../../src/lib/risk/approved-order.ts';
import { type ScriptedAlpaca, says, scriptedAlpaca } from './scripted-alpaca.ts';

export const TRUE_CLOCK: Clock = { now: Date.now, monotonic: () => performance.now() };

/** Keys that no error may show. */
export const CANARY_KEYS = { keyId: () => 'PKCANARYKEYID0000', secret: () => 'canary-secret-0000000000' };

/** HIVE's client of a server on this machine; reads that are asked again do not wait. */
export const alpacaAt = (url: string, options: Partial<AlpacaOptions> = {}): Alpaca =>
  new Alpaca({
    ...{ tradingUrl: url, dataUrl: url, keys: CANARY_KEYS, clock: TRUE_CLOCK, budget: 10_000 },
    deadline: new AbortController().signal,
    wait: async () => {},
    ...options,
  });

export const waitTruly = async (ms: number): Promise<void> => {
  await sleep(ms);
};

export interface AlpacaDesk {
  readonly server: ScriptedAlpaca;
  readonly alpaca: Alpaca;
  readonly broker: AlpacaBroker;
}

/** A server that says `[]` until it is told otherwise, and a broker that asks it; one for each test. */
export function alpacaDesk(options: Partial<AlpacaOptions> = {}): () => AlpacaDesk {
  let desk: AlpacaDesk;
  beforeEach(async () => {
    const server = await scriptedAlpaca(says([]));
    const alpaca = alpacaAt(server.url, options);
    desk = { server, alpaca, broker: new AlpacaBroker(alpaca) };
  });
  afterEach(() => desk.server.close());
  return () => desk;
}

/** An account as Alpaca's documentation writes it, without the day trader fields that went in July 2026. */
export const accountBody = (changes: object = {}): Record<string, unknown> => ({
  id: 'e6fe16f3-64a4-4921-8928-cadf02f92f98',
  account_number: 'PA3717PJAYWN',
  status: 'ACTIVE',
  crypto_status: 'ACTIVE',
  currency: 'USD',
  cash: '10000',
  buying_power: '20000',
  non_marginable_buying_power: '10000',
  trading_blocked: false,
  account_blocked: false,
  trade_suspended_by_user: false,
  ...changes,
});

/** An order as Alpaca writes it: `BTC/USD` bought for 75 dollars, not filled yet. */
export const orderBody = (changes: object = {}): Record<string, unknown> => ({
  id: '61e69015-8549-4bfd-b9c3-01e75843f47d',
  client_order_id: 'hive-alpaca-1',
  created_at: '2026-11-22T12:00:00.123456789Z',
  submitted_at: '2026-11-22T12:00:00.120000000Z',
  asset_class: 'crypto',
  symbol: 'BTC/USD',
  side: 'buy',
  type: 'market',
  time_in_force: 'gtc',
  notional: '75',
  qty: null,
  filled_qty: '0',
  filled_avg_price: null,
  status: 'pending_new',
  ...changes,
});

/** The order that Alpaca makes of one that was sent. */
export const answerTo = ({ symbol, side, size, clientOrderId }: ApprovedOrder, changes: object = {}) =>
  orderBody({
    ...{ symbol, side, client_order_id: clientOrderId },
    notional: size.kind === 'notional' ? decimal(size.notional, 2) : null,
    qty: size.kind === 'qty' ? decimal(size.qty, 9) : null,
    ...changes,
  });

/** Written here once more, so that the writer under test does not check itself. */
function decimal(units: bigint, decimals: number): string {
  const digits = `${units}`.padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
