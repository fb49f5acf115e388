import { cents } from '../core/money.ts';
import { Books } from './books/books.ts';
import { restoreSnapshot, takeSnapshot } from './books/snapshot.ts';
import type { AccountStanding, Desk } from './desk.ts';
import { type Reply, refusal, type SandboxAnswer, type SandboxRequest } from './exchange.ts';
import { accountNumberOf, demoKeys, type SandboxKeys, uuidOf } from './ids.ts';
import type { SandboxOptions } from './options.ts';
import { Venue } from './orders/venue.ts';
import { RateLimit } from './rate-limit.ts';
import { isData, route } from './router.ts';
import { NO_OMEN } from './routes/orders.ts';

const DEFAULTS = { feePpm: 2_500n, fillDelayMs: 300, partialFills: 0, requestsPerMinute: 200 } as const;

/** The whole state of a sandbox as plain JSON: one that is made of it goes on with the same bytes. */
export interface SandboxSnapshot {
  readonly version: 1;
  readonly seed: number;
  readonly createdMs: number;
  readonly ids: number;
  readonly requests: number;
  readonly suspendTrade: boolean;
  readonly limits: Readonly<Record<'trading' | 'data', { readonly windowMs: number; readonly used: number }>>;
  readonly books: ReturnType<typeof takeSnapshot>;
}

/**
 * A broker that speaks Alpaca's REST protocol and trades a simulated market. It has no socket, timer or clock of its
 * own: the same seed, clock and requests give the same bytes. Its time passes when a request comes.
 */
export class Sandbox {
  readonly keys: SandboxKeys;
  /** What really happened; to be read only. */
  readonly books: Books;
  readonly #options: SandboxOptions & typeof DEFAULTS;
  readonly #venue: Venue;
  readonly #createdMs: number;
  readonly #settings = { suspendTrade: false };
  readonly #limits: Readonly<Record<'trading' | 'data', RateLimit>>;
  #ids = 0;
  #requests = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: SandboxOptions, snapshot: SandboxSnapshot | null = null) {
    this.#options = { ...DEFAULTS, ...options } as SandboxOptions & typeof DEFAULTS;
    const { seed, feePpm, requestsPerMinute, clock, prices } = this.#options;
    this.keys = options.keys ?? demoKeys(seed);
    this.#limits = { trading: new RateLimit(requestsPerMinute), data: new RateLimit(requestsPerMinute) };
    this.#createdMs = snapshot?.createdMs ?? clock.now();
    this.books = new Books({ cash: cents(options.cash), feePpm, newId: () => this.#newId() });
    if (snapshot) this.#restore(snapshot);
    this.#venue = new Venue(this.books, prices, this.#options);
  }

  /** Answers one request after those that came before it. */
  handle(request: SandboxRequest): Promise<SandboxAnswer> {
    const answer = this.#last.then(() => this.#answer(request));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  snapshot(): SandboxSnapshot {
    return {
      version: 1,
      seed: this.#options.seed,
      createdMs: this.#createdMs,
      ids: this.#ids,
      requests: this.#requests,
      suspendTrade: this.#settings.suspendTrade,
      limits: { trading: this.#limits.trading.state, data: this.#limits.data.state },
      books: takeSnapshot(this.books),
    };
  }

  #restore({ ids, requests, suspendTrade, limits, books }: SandboxSnapshot): void {
    restoreSnapshot(this.books, books);
    this.#ids = ids;
    this.#requests = requests;
    this.#settings.suspendTrade = suspendTrade;
    this.#limits.trading.restore(limits.trading);
    this.#limits.data.restore(limits.data);
  }

  #newId(): string {
    this.#ids++;
    return uuidOf(this.#options.seed, this.#ids);
  }

  async #answer(request: SandboxRequest): Promise<SandboxAnswer> {
    const nowMs = this.#options.clock.now();
    this.#requests++;
    const limit = this.#limits[isData(request.path) ? 'data' : 'trading'];
    const isWithin = limit.take(nowMs);
    const reply = isWithin ? await this.#reply(request, nowMs) : tooMany(request);
    return this.#written(reply, limit);
  }

  async #reply(request: SandboxRequest, nowMs: number): Promise<Reply> {
    const refused = isData(request.path) ? null : this.#refuseKeys(request);
    if (refused) return refused;
    await this.#venue.advance(nowMs);
    return route(this.#desk(nowMs), request, NO_OMEN);
  }

  #refuseKeys({ headers }: SandboxRequest): Reply | null {
    const id = headers['apca-api-key-id'] ?? '';
    if (id === this.keys.keyId && headers['apca-api-secret-key'] === this.keys.secret) return null;
    // Keys of the live environment begin with AK.
    if (id.startsWith('AK')) return refusal(401, 40110000, 'request is not authorized');
    return { status: 401, body: { message: 'unauthorized' } };
  }

  #desk(nowMs: number): Desk {
    const { prices, clock, fillDelayMs, seed } = this.#options;
    return {
      books: this.books,
      venue: this.#venue,
      prices,
      clock,
      settings: this.#settings,
      accountId: uuidOf(seed, 0),
      createdMs: this.#createdMs,
      fillDelayMs,
      nowMs,
      standing: this.#standing(),
    };
  }

  #standing(): AccountStanding {
    return {
      accountNumber: accountNumberOf(this.#options.seed),
      status: 'ACTIVE',
      cryptoStatus: 'ACTIVE',
      tradingBlocked: false,
      accountBlocked: false,
      suspended: this.#settings.suspendTrade,
    };
  }

  #written({ status, body }: Reply, limit: RateLimit): SandboxAnswer {
    const headers: Record<string, string> = {
      date: new Date(this.#options.clock.now()).toUTCString(),
      'x-request-id': uuidOf(this.#options.seed, -this.#requests).replaceAll('-', ''),
      ...limit.headers(),
    };
    if (body === undefined) return { status, headers, body: '', wire: null };
    headers['content-type'] = 'application/json; charset=UTF-8';
    return { status, headers, body: JSON.stringify(body), wire: null };
  }
}

const tooMany = ({ path }: SandboxRequest): Reply =>
  isData(path)
    ? { status: 429, body: { message: 'too many requests.' } }
    : refusal(429, 42910000, 'rate limit exceeded');
