import assert from 'node:assert/strict';
import { emptySeries } from '../../src/lib/core/bar-series.ts';
import { parseCents } from '../../src/lib/core/money.ts';
import type { BarSource } from '../../src/lib/market/bar-source.ts';
import type { SandboxAnswer, SandboxRequest } from '../../src/lib/sandbox/exchange.ts';
import type { SandboxOptions } from '../../src/lib/sandbox/options.ts';
import { Sandbox, type SandboxSnapshot } from '../../src/lib/sandbox/sandbox.ts';
import { HandClock, HandQuotes } from './quotes.ts';

/** 2026-11-22 12:00 UTC, a Sunday: coins trade, stocks do not. */
export const SUNDAY_NOON = Date.UTC(2026, 10, 22, 12);

/** A market without history. */
export const NO_BARS: BarSource = {
  name: 'none',
  bars: async ({ instrument, interval }) => emptySeries(instrument.symbol, interval),
};

export type Json = Record<string, unknown>;

/** What came back, its body read. */
export interface Answered extends SandboxAnswer {
  readonly json: Json;
  readonly list: readonly Json[];
}

/** A sandbox with quotes and a clock that the test moves: BTC 49,990 to 50,010, ETH 2,999 to 3,001. */
export function sandboxDesk(options: Partial<SandboxOptions> = {}, snapshot: SandboxSnapshot | null = null) {
  const quotes = new HandQuotes().set('BTC/USD', 49_990, 50_010).set('ETH/USD', 2_999, 3_001);
  const clock = new HandClock(SUNDAY_NOON);
  const prices = { quotes, bars: NO_BARS };
  const cash = parseCents('10000');
  const sandbox = new Sandbox({ clock, prices, seed: 42, cash, ...options }, snapshot);
  const send = (line: string, body?: unknown) => ask(sandbox, line, body);
  return { sandbox, quotes, clock, send, buy: orderer(send, 'buy'), sell: orderer(send, 'sell') };
}

/** `GET /v2/orders?status=all` as a request with the right keys. */
export function requestOf(sandbox: Sandbox, line: string, body?: unknown): SandboxRequest {
  const [method = '', target = ''] = line.split(' ');
  const [path = '', query = ''] = target.split('?');
  return {
    method,
    path,
    query: new URLSearchParams(query),
    headers: { 'apca-api-key-id': sandbox.keys.keyId, 'apca-api-secret-key': sandbox.keys.secret },
    body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
  };
}

export async function ask(sandbox: Sandbox, line: string, body?: unknown): Promise<Answered> {
  const answer = await sandbox.handle(requestOf(sandbox, line, body));
  const value: unknown = answer.body === '' ? null : readJson(answer.body);
  return {
    ...answer,
    json: (Array.isArray(value) ? {} : (value ?? {})) as Json,
    list: (Array.isArray(value) ? value : []) as Json[],
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

type Send = (line: string, body?: unknown) => Promise<Answered>;

/** Posts a market order of BTC, changed by `fields`; its id is new unless they say one. */
function orderer(send: Send, side: 'buy' | 'sell') {
  let count = 0;
  return (fields: Json): Promise<Answered> => {
    count++;
    const order = { symbol: 'BTC/USD', side, type: 'market', time_in_force: 'ioc' };
    return send('POST /v2/orders', { ...order, client_order_id: `test-${side}-${count}`, ...fields });
  };
}

/** That a request was refused: the status, and the members of the body that are named. */
export function assertRefused(answer: Answered, status: number, body: Json): void {
  const named = Object.fromEntries(Object.keys(body).map(key => [key, answer.json[key]]));
  assert.deepEqual({ status: answer.status, ...named }, { status, ...body });
}
