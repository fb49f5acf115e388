import { cents } from '../core/money.ts';
import { Books } from './books/books.ts';
import { type BooksSnapshot, restoreSnapshot, takeSnapshot } from './books/snapshot.ts';
import type { AccountStanding, Desk } from './desk.ts';
import { type Reply, refusal, type SandboxAnswer, type SandboxRequest } from './exchange.ts';
import { FaultPlan, type PlannedFault, type Strike } from './faults/fault-plan.ts';
import type { FaultRule } from './faults/parse-fault.ts';
import { edited, heard, omenOf, sent, standingOf } from './faults/strike.ts';
import { accountNumberOf, demoKeys, requestIdOf, type SandboxKeys, uuidOf } from './ids.ts';
import { refuseKeys } from './keys.ts';
import type { SandboxOptions } from './options.ts';
import { Venue } from './orders/venue.ts';
import { RateLimit } from './rate-limit.ts';
import { isData, route } from './router.ts';
import { control, isControl } from './routes/control.ts';

const DEFAULTS = { feePpm: 2_500n, fillDelayMs: 300, partialFills: 0, requestsPerMinute: 200 };

type Settings = SandboxOptions & Required<Pick<SandboxOptions, keyof typeof DEFAULTS>>;

/** The whole state of a sandbox as plain JSON: one that is made of it goes on with the same bytes. */
export interface SandboxSnapshot {
  readonly version: 1;
  readonly seed: number;
  readonly createdMs: number;
  readonly ids: number;
  readonly requests: number;
  readonly suspendTrade: boolean;
  readonly limits: Readonly<Record<'trading' | 'data', { readonly windowMs: number; readonly used: number }>>;
  readonly faults: readonly PlannedFault[];
  readonly books: BooksSnapshot;
}

/**
 * A broker that speaks Alpaca's REST protocol and trades a simulated market. It has no socket, timer or clock of its
 * own: the same seed, clock and requests give the same bytes. Its time passes when a request comes.
 */
export class Sandbox {
  readonly keys: SandboxKeys;
  /** What really happened; to be read only. */
  readonly books: Books;
  readonly #options: Settings;
  readonly #venue: Venue;
  readonly #createdMs: number;
  readonly #faults = new FaultPlan();
  readonly #settings = { suspendTrade: false };
  readonly #limits: Readonly<Record<'trading' | 'data', RateLimit>>;
  #ids = 0;
  #requests = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: SandboxOptions, snapshot: SandboxSnapshot | null = null) {
    this.#options = { ...DEFAULTS, ...options };
    const { seed, feePpm, requestsPerMinute, clock, prices } = this.#options;
    this.keys = options.keys ?? demoKeys(seed);
    this.#limits = { trading: new RateLimit(requestsPerMinute), data: new RateLimit(requestsPerMinute) };
    this.#createdMs = snapshot?.createdMs ?? clock.now();
    this.books = new Books({ cash: cents(options.cash), feePpm, newId: () => this.#newId() });
    if (snapshot) this.#restore(snapshot);
    if (options.faults) {
      this.#faults.clear();
      this.#faults.add(options.faults);
    }
    this.#venue = new Venue(this.books, prices, this.#options);
  }

  /** Answers one request after those that came before it. */
  handle(request: SandboxRequest): Promise<SandboxAnswer> {
    const answer = this.#last.then(() => this.#answer(request));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  /** Plans faults behind those that are planned already. */
  addFaults(rules: readonly FaultRule[]): void {
    this.#faults.add(rules);
  }

  get accountNumber(): string {
    return accountNumberOf(this.#options.seed);
  }

  /** Counts changes of what a snapshot has to keep; the count of requests in a minute is not worth keeping. */
  get revision(): number {
    return this.books.revision + this.#faults.revision;
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
      faults: this.#faults.state,
      books: takeSnapshot(this.books),
    };
  }

  #restore({ ids, requests, suspendTrade, limits, faults, books }: SandboxSnapshot): void {
    restoreSnapshot(this.books, books);
    this.#faults.restore(faults);
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
    if (isControl(request.path)) return this.#written(await this.#control(request, nowMs), {});
    const limit = this.#limits[isData(request.path) ? 'data' : 'trading'];
    const strikes = this.#faults.take(request);
    const isWithin = limit.take(nowMs);
    const honest = isWithin ? await this.#reply(heard(request, strikes), strikes, nowMs) : tooMany(request);
    return sent(this.#written(edited(honest, strikes), limit.headers()), strikes);
  }

  async #control(request: SandboxRequest, nowMs: number): Promise<Reply> {
    const refused = refuseKeys(request, this.keys);
    if (refused) return refused;
    await this.#venue.advance(nowMs);
    return control(this.#desk(nowMs, []), request, this.#faults);
  }

  async #reply(request: SandboxRequest, strikes: readonly Strike[], nowMs: number): Promise<Reply> {
    const instead = strikes.find(({ kind }) => kind.instead);
    if (instead) return instead.kind.instead!(instead.argument);
    const refused = isData(request.path) ? null : refuseKeys(request, this.keys);
    if (refused) return refused;
    await this.#venue.advance(nowMs);
    const desk = this.#desk(nowMs, strikes);
    for (const { kind, argument } of strikes) await kind.before?.(desk, argument);
    return route(desk, request, omenOf(strikes));
  }

  #desk(nowMs: number, strikes: readonly Strike[]): Desk {
    const { prices, fillDelayMs, seed } = this.#options;
    return {
      books: this.books,
      prices,
      settings: this.#settings,
      accountId: uuidOf(seed, 0),
      createdMs: this.#createdMs,
      fillDelayMs,
      nowMs,
      standing: { ...this.#standing(), ...standingOf(strikes) },
    };
  }

  #standing(): AccountStanding {
    return {
      accountNumber: this.accountNumber,
      status: 'ACTIVE',
      cryptoStatus: 'ACTIVE',
      tradingBlocked: false,
      accountBlocked: false,
      suspended: this.#settings.suspendTrade,
    };
  }

  #written({ status, body }: Reply, more: Readonly<Record<string, string>>): SandboxAnswer {
    const nowMs = this.#options.clock.now();
    const headers: Record<string, string> = {
      date: new Date(nowMs).toUTCString(),
      'x-hive-sandbox': 'SIMULATED',
      'x-request-id': requestIdOf(this.#options.seed, this.#requests, nowMs),
      ...more,
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
