import { readLimited } from '../../core/read-limited.ts';
import { YahooFailure } from './failure.ts';
import { readChartAnswer } from './read-answer.ts';

/** The host that the library asks for charts. */
const HOST = 'query2.finance.yahoo.com';

export interface FetchOptions {
  /** `https://query2.finance.yahoo.com`, or a stand-in on this machine. */
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/**
 * The one way from the library to the network. It has a time limit and a size limit, follows no redirect, asks
 * one host only, and lets through nothing but a chart: whatever else comes throws before the library could
 * print about it.
 * @throws YahooFailure
 */
export function guardedFetch(options: FetchOptions): typeof fetch {
  return async (input, init) => {
    const { url, headers } = target(new URL(String(input)), options.baseUrl, new Headers(init?.headers));
    const signal = AbortSignal.timeout(options.timeoutMs);
    try {
      const response = await fetch(url.href, { headers, signal, redirect: 'manual' });
      const bytes = await readLimited(response.body, options.maxBytes);
      if (!bytes) throw new YahooFailure('trouble', `an answer of over ${options.maxBytes} bytes`);
      return readChartAnswer(response.status, new TextDecoder().decode(bytes));
    } catch (error) {
      throw asFailure(error, options);
    }
  };
}

function target(asked: URL, baseUrl: string, headers: Headers): { url: URL; headers: Headers } {
  if (asked.hostname !== HOST) throw new YahooFailure('trouble', `${asked.hostname} is not asked`);
  const url = new URL(asked.pathname + asked.search, baseUrl);
  if (url.hostname !== HOST) headers.set('X-Forwarded-Host', HOST);
  return { url, headers };
}

function asFailure(error: unknown, { timeoutMs }: FetchOptions): YahooFailure {
  if (error instanceof YahooFailure) return error;
  if (error instanceof Error && error.name === 'TimeoutError')
    return new YahooFailure('trouble', `no answer within ${timeoutMs / 1000} s`, error);
  return new YahooFailure('trouble', `no connection (${causeOf(error)})`, error);
}

/** The code of the system, ENOTFOUND or ECONNREFUSED, which `fetch` hides in the cause. */
function causeOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : { cause: undefined };
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error instanceof Error ? error.message : String(error);
}
