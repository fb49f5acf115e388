import { type Instrument, parseInstrument } from '../../core/instrument.ts';
import { type Interval, isInterval } from '../../core/interval.ts';
import type { Reply, SandboxRequest } from '../exchange.ts';
import { timeOf } from './orders.ts';

/** The data API has no codes. */
export const badData = (message: string): Reply => ({ status: 400, body: { message } });

const CRYPTO_SYMBOL = /^[A-Z]+x?\/[A-Z]+$/;
const STOCK_SYMBOL = /^[A-Z][A-Z.]{0,9}$/;

/** The instruments of `symbols`, in the order of their names. */
export function symbolsOf(
  { query }: SandboxRequest,
  kind: 'crypto' | 'stock',
): readonly Instrument[] | Reply {
  const names = (query.get('symbols') ?? '').split(',').filter(name => name !== '');
  if (names.length === 0) return badData('symbols is required');
  const pattern = kind === 'crypto' ? CRYPTO_SYMBOL : STOCK_SYMBOL;
  const bad = names.find(name => !pattern.test(name));
  if (bad !== undefined)
    return badData(`invalid symbol: ${bad} does not match ${pattern.source.replace('\\/', '/')}`);
  return [...new Set(names)].sort().map(parseInstrument);
}

const UNITS: Readonly<Record<string, string>> = { Min: 'm', T: 'm', Hour: 'h', H: 'h', Day: 'd', D: 'd' };

/** The interval of `15Min`, `1Hour` or `1D`; null when the sandbox has no such bars. */
export function timeframeOf(text: string | null): Interval | null {
  const match = /^(\d{1,2})(Min|T|Hour|H|Day|D)$/.exec(text ?? '');
  const name = match ? `${Number(match[1])}${UNITS[match[2]!]}` : '';
  return isInterval(name) ? name : null;
}

const DEFAULT_LIMIT = 1_000;
const MOST_ROWS = 10_000;

/** A stretch of history, both ends included, and where in it this page begins. */
export interface Page {
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
  readonly isDescending: boolean;
  /** The last row of the page before. */
  readonly after: { readonly symbol: string; readonly timeMs: number } | null;
}

export function pageOf({ query }: SandboxRequest, nowMs: number): Page | Reply {
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_ROWS) return badData('invalid limit');
  const startOfToday = Math.floor(nowMs / 86_400_000) * 86_400_000;
  const fromMs = timeOf(query.get('start'), startOfToday);
  const toMs = Math.min(timeOf(query.get('end'), nowMs), nowMs);
  if (Number.isNaN(fromMs) || Number.isNaN(toMs)) return badData('invalid time format');
  const token = query.get('page_token');
  const after = token === null || token === '' ? null : readToken(token);
  if (after === undefined) return badData('invalid page_token');
  return { fromMs, toMs, limit, isDescending: query.get('sort') === 'desc', after };
}

export const makeToken = (symbol: string, timeMs: number): string =>
  Buffer.from(`${symbol}|${timeMs}`).toString('base64');

function readToken(token: string) {
  const match = /^([A-Z./]+)\|(\d+)$/.exec(Buffer.from(token, 'base64').toString('utf8'));
  return match ? { symbol: match[1]!, timeMs: Number(match[2]) } : undefined;
}
