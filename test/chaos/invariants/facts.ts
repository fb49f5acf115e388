import { utcDay } from '../../../src/lib/core/clock.ts';
import { parseCents, parseQty } from '../../../src/lib/core/money.ts';
import { type FillData, type IntentData, isEntry, type TimedEntry } from '../../../src/lib/journal/entry.ts';

export interface Intent {
  readonly data: IntentData;
  readonly atMs: number;
  status: 'open' | 'dismissed' | 'closed';
  isAcknowledged: boolean;
  readonly fills: FillData[];
}

/**
 * What the journal says, added up a second time and in another way than `journal/project` does: the checks must not
 * rest on the code that they check.
 */
export class Facts {
  readonly intents = new Map<string, Intent>();
  readonly fillIds: string[] = [];
  readonly #coins = new Map<string, bigint>();
  readonly #takenOver = new Map<string, bigint>();
  /** What the broker has, as far as the journal knows. */
  cash = 0n;
  /** The part of `cash` that a person took over: HIVE's own orders did not move it. */
  cashTakenOver = 0n;
  /** Settings of the newest CONFIG record. */
  config: Readonly<Record<string, string | number>> = {};
  lastAtMs = Number.NEGATIVE_INFINITY;
  halts = 0;

  coins(symbol: string): bigint {
    return this.#coins.get(symbol) ?? 0n;
  }

  /** The part of `coins` that a person took over. */
  coinsTakenOver(symbol: string): bigint {
    return this.#takenOver.get(symbol) ?? 0n;
  }

  get open(): Intent[] {
    return [...this.intents.values()].filter(({ status }) => status === 'open');
  }

  /** Orders and dollars of a UTC day: not those proved never to have been, and those still open from before. */
  use(atMs: number): { orders: number; cents: bigint } {
    const day = utcDay(atMs);
    const counted = [...this.intents.values()].filter(
      ({ atMs: madeMs, status }) => status === 'open' || (utcDay(madeMs) === day && status !== 'dismissed'),
    );
    const cents = counted.reduce((sum, { data }) => sum + parseCents(data.value), 0n);
    return { orders: counted.length, cents };
  }

  apply(entry: TimedEntry): void {
    this.lastAtMs = Math.max(this.lastAtMs, entry.atMs);
    if (isEntry(entry, 'GENESIS')) this.cash = parseCents(entry.data.startingCash);
    else if (isEntry(entry, 'CONFIG')) this.config = entry.data.settings;
    else if (isEntry(entry, 'HALT')) this.halts++;
    else if (isEntry(entry, 'INTENT')) this.#intend(entry.data, entry.atMs);
    else if (isEntry(entry, 'FILL')) this.#fill(entry.data);
    else if (isEntry(entry, 'ADJUSTED')) this.#adjust(entry.data);
    else if (isEntry(entry, 'BALANCE')) this.#takeOver(entry.data);
    else this.#outcome(entry);
  }

  #intend(data: IntentData, atMs: number): void {
    this.intents.set(data.order, { data, atMs, status: 'open', isAcknowledged: false, fills: [] });
  }

  #outcome(entry: TimedEntry): void {
    if (isEntry(entry, 'REFUSED') || isEntry(entry, 'ABSENT'))
      this.#of(entry.data.order).status = 'dismissed';
    else if (isEntry(entry, 'CLOSED')) this.#of(entry.data.order).status = 'closed';
    else if (isEntry(entry, 'ACCEPTED')) this.#of(entry.data.order).isAcknowledged = true;
    else if (isEntry(entry, 'REAPPEARED')) this.#reappear(entry.data.order);
  }

  #reappear(order: string): void {
    const intent = this.#of(order);
    intent.status = 'open';
    intent.isAcknowledged = true;
  }

  #of(order: string): Intent {
    const intent = this.intents.get(order);
    if (!intent) throw new Error(`a record of order ${order}, which has no intent`);
    return intent;
  }

  #fill(data: FillData): void {
    this.#of(data.order).fills.push(data);
    this.fillIds.push(data.fill);
    this.cash += parseCents(data.cash);
    this.#coins.set(data.symbol, this.coins(data.symbol) + parseQty(data.net));
  }

  #takeOver({ cash, coins }: { cash: string; coins: Readonly<Record<string, string>> }): void {
    this.cashTakenOver += parseCents(cash) - this.cash;
    this.cash = parseCents(cash);
    for (const [symbol, amount] of Object.entries(coins)) {
      const change = parseQty(amount) - this.coins(symbol);
      this.#takenOver.set(symbol, this.coinsTakenOver(symbol) + change);
      this.#coins.set(symbol, parseQty(amount));
    }
  }

  #adjust({ cash, coins }: { cash: string; coins: Readonly<Record<string, string>> }): void {
    this.cash += parseCents(cash);
    for (const [symbol, change] of Object.entries(coins))
      this.#coins.set(symbol, this.coins(symbol) + parseQty(change));
  }
}
