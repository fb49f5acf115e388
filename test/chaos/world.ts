import { HiveError } from '../../src/lib/core/errors.ts';
import { cents } from '../../src/lib/core/money.ts';
import { hashKey, mulberry32, type Random } from '../../src/lib/core/random.ts';
import type { HiveState } from '../../src/lib/journal/state.ts';
import type { Quote } from '../../src/lib/market/bar-source.ts';
import type { TickSettings } from '../../src/lib/tick/settings.ts';
import type { Strategy } from '../../src/lib/trading/strategy.ts';
import { AlpacaExchange } from './alpaca-exchange.ts';
import { needsJournal } from './alpaca-faults.ts';
import { CrashPlan } from './crash-plan.ts';
import { EmbeddedExchange } from './embedded-exchange.ts';
import type { Exchange, SentOrder } from './exchange.ts';
import { HomeDisk } from './home-disk.ts';
import { HOME_FAULTS, type TickSetting } from './home-faults.ts';
import { Audit } from './invariants/audit.ts';
import { SEND_CHECKS } from './invariants/sending.ts';
import { Killed, Life, type Moment } from './life.ts';
import { silence } from './opinions.ts';
import type { RunId } from './run-id.ts';
import { scenarioOf } from './scenario.ts';
import { feed } from './sim-market.ts';
import { MachineClock, WorldTime } from './sim-time.ts';
import { acceptProcess, type Surroundings, tickProcess } from './tick-process.ts';
import { Verdicts } from './verdicts.ts';

/** What no fault of the simulation explains: the journal would have to be damaged by HIVE itself. */
const NEVER = ['JOURNAL_DAMAGED', 'JOURNAL_CLOSED'];

/** How one process ended: with its state, killed, or with the error that it told the user. */
export type Ending =
  | { readonly kind: 'done'; readonly state: HiveState }
  | { readonly kind: 'killed' }
  | { readonly kind: 'error'; readonly code: string };

/** Everything around HIVE, made of a seed: time, market, broker, disk, and what goes wrong. */
export class World {
  readonly time: WorldTime;
  readonly clock: MachineClock;
  readonly disk: HomeDisk;
  readonly exchange: Exchange;
  readonly settings: TickSettings;
  readonly crashes: CrashPlan;
  readonly verdicts = new Verdicts();
  readonly audit = new Audit(this.verdicts);
  readonly random: Random;
  /** How often each fault struck: requests at the broker, ticks at home. */
  readonly faults = new Map<string, number>();
  readonly sent = new Set<string>();
  readonly #seed: number;
  readonly #quotes = new Map<string, { quote: Quote | null; seenAt: number }>();
  #settingsNow: TickSettings;
  #badQuotes = 0;

  constructor({ seed, broker, crash }: RunId) {
    const { startMs, cashCents, settings } = scenarioOf(seed, broker);
    const cash = cents(cashCents);
    this.#seed = seed;
    this.settings = settings;
    this.#settingsNow = settings;
    this.time = new WorldTime(startMs);
    this.clock = new MachineClock(this.time);
    this.random = mulberry32(hashKey(seed, 31));
    this.crashes = new CrashPlan(crash, mulberry32(hashKey(seed, 32)));
    this.disk = new HomeDisk(mulberry32(hashKey(seed, 33)));
    const Exchange = broker === 'alpaca' ? AlpacaExchange : EmbeddedExchange;
    this.exchange = new Exchange({ seed, cash, time: this.time });
  }

  /** One tick, after the fault of that name; `none` is none. A journal that was tampered with is not audited. */
  async tick(fault: string, strategy: Strategy, { isAudited = true } = {}): Promise<readonly Ending[]> {
    const tick: TickSetting = {
      disk: this.disk,
      clock: this.clock,
      settings: this.settings,
      badQuotes: 0,
      processes: 1,
      moment: null,
    };
    this.#strike(fault, tick);
    this.#settingsNow = tick.settings;
    this.#badQuotes = tick.badQuotes;
    const lives = Array.from({ length: tick.processes }, (_, index) =>
      this.#life(index === 0 ? tick.moment : null),
    );
    const around = this.#around(strategy);
    const endings = await Promise.all(lives.map(life => this.#ending(tickProcess(around, life), life)));
    if (isAudited) this.audit.read(this.disk.journal.lines, tick.settings);
    this.#count(fault, await this.exchange.cease());
    this.disk.journal.appendsUntilFull = Number.POSITIVE_INFINITY;
    return endings;
  }

  /** A person takes over what the broker has. */
  async accept(): Promise<Ending> {
    const life = this.#life(null);
    const ending = await this.#ending(acceptProcess(this.#around(silence), life), life);
    this.audit.read(this.disk.journal.lines, this.settings);
    return ending;
  }

  #strike(fault: string, tick: TickSetting): void {
    if (fault === 'none' || (needsJournal(fault) && this.disk.journal.lines.length === 0)) return;
    const draw = (sides: number) => Math.floor(this.random() * sides);
    const atHome = HOME_FAULTS[fault];
    if (atHome) atHome(tick, draw);
    else this.exchange.plan(fault, draw);
    this.#count(fault, atHome ? 1 : 0);
  }

  #count(fault: string, struck: number): void {
    if (struck > 0) this.faults.set(fault, (this.faults.get(fault) ?? 0) + struck);
  }

  #life(happens: (() => void) | null): Life {
    return new Life(this.crashes, happens && { ...this.#moment(), happens });
  }

  /** Anywhere, or just after an append, when an order may be about to leave. */
  #moment(): Omit<Moment, 'happens'> {
    const isAnywhere = this.random() < 0.5;
    const kind = isAnywhere ? null : 'journal: durable';
    return { kind, nth: 1 + Math.floor(this.random() * (isAnywhere ? 40 : 5)) };
  }

  #around(strategy: Strategy): Surroundings {
    const { time, clock, disk, exchange } = this;
    const settings = this.#settingsNow;
    const quotes = feed({
      seed: this.#seed,
      time,
      badShare: this.#badQuotes,
      onQuote: (symbol, quote) => this.#quotes.set(symbol, { quote, seenAt: clock.monotonic() }),
    });
    const onSend = (order: SentOrder) => this.#onSend(order, settings);
    return { time, clock, disk, exchange, quotes, strategy, settings, onSend };
  }

  async #ending(process: Promise<HiveState>, life: Life): Promise<Ending> {
    const work = process.then(
      (state): Ending => ({ kind: 'done', state }),
      (error: unknown): Ending => this.#failed(error),
    );
    return Promise.race([work, life.end.then((kind): Ending => ({ kind }))]);
  }

  #failed(error: unknown): Ending {
    if (error instanceof Killed) return { kind: 'killed' };
    if (error instanceof HiveError && !NEVER.includes(error.code)) return { kind: 'error', code: error.code };
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.verdicts.check('BUG', false, () => stack);
    return { kind: 'error', code: 'BUG' };
  }

  #onSend(order: SentOrder, settings: TickSettings): void {
    const { disk, clock, sent, time, exchange, audit } = this;
    audit.read(disk.journal.lines, settings);
    const skewMs = clock.now() - time.now();
    const quote = this.#quotes.get(order.symbol);
    const { facts } = audit;
    const sending = { order, disk, clock, settings, sent, quote, skewMs, facts, truth: exchange.truth };
    for (const check of SEND_CHECKS) check(this.verdicts, sending);
    sent.add(order.clientOrderId);
  }
}
