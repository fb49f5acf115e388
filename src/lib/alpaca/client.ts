import { marketData, trading } from '@alpacahq/alpaca-trade-api/rest';
import type { Clock } from '../core/clock.ts';
import { redactSecrets } from '../core/redact-secrets.ts';
import { Allowance } from './allowance.ts';
import { type Answer, asPhrase, type Exchange } from './exchange.ts';
import { readBody } from './read-body.ts';

/** The keys, behind functions: nothing that prints an options object prints them. */
export interface AlpacaKeys {
  keyId(): string;
  secret(): string;
}

export interface AlpacaOptions {
  readonly tradingUrl: string;
  readonly dataUrl: string;
  /** Null asks without keys: enough for prices of coins. */
  readonly keys: AlpacaKeys | null;
  readonly clock: Clock;
  /** Nothing is waited for after it is aborted. */
  readonly deadline: AbortSignal;
  /** Longest wait for one answer in milliseconds; 0 leaves it to the deadline. Default 10 s. */
  readonly timeoutMs?: number;
  /** Requests until `allowance.renew`. */
  readonly budget: number;
  /** In place of the network. */
  readonly fetch?: typeof fetch;
  readonly wait: (ms: number) => Promise<void>;
}

type Api = 'trading' | 'data';

const TIMEOUT_MS = 10_000;
const BODY_LIMIT: Readonly<Record<Api, number>> = { trading: 1_048_576, data: 8_388_608 };

/**
 * Alpaca's official client, which puts requests into form, under our own rules for what comes back: explicit
 * time-outs, a limit for bodies, no redirect, no retry here, a budget, and every answer kept as it came.
 */
export class Alpaca {
  readonly allowance: Allowance;
  readonly wait: (ms: number) => Promise<void>;
  readonly #options: AlpacaOptions;

  constructor(options: AlpacaOptions) {
    this.#options = options;
    this.allowance = new Allowance(options.clock, options.budget);
    this.wait = options.wait;
  }

  /** One request to the trading API, sent at most once. Never throws. */
  trading(call: (config: trading.Configuration) => Promise<unknown>): Promise<Exchange> {
    return this.#send('trading', fetchApi => {
      const basePath = this.#options.tradingUrl.replace(/\/$/, '');
      return call(new trading.Configuration({ basePath, fetchApi, ...this.#rules() }));
    });
  }

  /** One request to the market data API. Never throws. */
  data(call: (config: marketData.Configuration) => Promise<unknown>): Promise<Exchange> {
    return this.#send('data', fetchApi => {
      const basePath = this.#options.dataUrl.replace(/\/$/, '');
      return call(new marketData.Configuration({ basePath, fetchApi, ...this.#rules() }));
    });
  }

  #rules() {
    const { keys } = this.#options;
    const pair = keys ? { keyId: keys.keyId(), secret: keys.secret() } : {};
    return { ...pair, timeoutMs: 0, redirect: 'error' as const };
  }

  /** What the client makes of the answer does not matter: the answer itself is kept on its way in. */
  async #send(api: Api, call: (fetchApi: typeof fetch) => Promise<unknown>): Promise<Exchange> {
    const withheld = this.allowance.take();
    if (withheld) return { kind: 'withheld', ...withheld };
    let kept: Answer | null = null;
    const fetchApi: typeof fetch = async (url, init) => {
      const response = await this.#fetch(url, init);
      kept = await this.#answer(response, BODY_LIMIT[api]);
      return new Response('{}', { status: kept.status, headers: { 'content-type': 'application/json' } });
    };
    try {
      await call(fetchApi);
    } catch (error) {
      if (kept === null) return { kind: 'silence', detail: asPhrase(this.#withoutKeys(reasonOf(error))) };
    }
    return kept === null ? { kind: 'silence', detail: 'nothing was sent' } : { kind: 'answer', answer: kept };
  }

  #fetch(url: Parameters<typeof fetch>[0], init: RequestInit | undefined): Promise<Response> {
    const { deadline, timeoutMs = TIMEOUT_MS, fetch: send = fetch } = this.#options;
    const signal = timeoutMs > 0 ? AbortSignal.any([deadline, AbortSignal.timeout(timeoutMs)]) : deadline;
    return send(url, { ...init, redirect: 'error', signal });
  }

  async #answer(response: Response, limit: number): Promise<Answer> {
    const { status, headers } = response;
    this.allowance.learn(status, headers);
    const date = Date.parse(headers.get('date') ?? '');
    const body = await readBody(response, limit);
    return {
      status,
      ...(response.ok || body.text === null ? body : { ...body, text: this.#withoutKeys(body.text) }),
      isJson: /^application\/json\b/i.test(headers.get('content-type') ?? ''),
      requestId: idOf(headers.get('x-request-id')),
      dateMs: Number.isNaN(date) ? null : date,
    };
  }

  /** What is said of a failure is shown and kept; something between Alpaca and us may say back what it heard. */
  #withoutKeys(text: string): string {
    const { keys } = this.#options;
    return keys ? redactSecrets(text, [keys.keyId(), keys.secret()]) : text;
  }
}

/** An id is kept in the journal, so nothing that only claims to be one. */
const idOf = (text: string | null): string | null => (text && /^[\w.:-]{1,100}$/.test(text) ? text : null);

/** The innermost reason: the client wraps what the network said. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message || error.name;
}
