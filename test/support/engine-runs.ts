import type {
  EngineFill,
  EngineInput,
  EngineRun,
  EngineTrade,
  Rows,
} from '../../src/lib/backtest/engine-run.ts';
import type { ExecutionModel } from '../../src/lib/backtest/execution.ts';
import { type BarSeries, emptySeries, setBar } from '../../src/lib/core/bar-series.ts';
import { type Interval, intervalMs } from '../../src/lib/core/interval.ts';
import {
  affordableQty,
  type Cents,
  cents,
  feeOfCents,
  feeOfQty,
  notional,
  type Price,
  price,
  priceFromNumber,
  type Qty,
  qty,
} from '../../src/lib/core/money.ts';
import { mulberry32, normal } from '../../src/lib/core/random.ts';
import type { Reason } from '../../src/lib/core/reason.ts';
import { FREE } from './engine-input.ts';

/** A trade to play: where it begins and ends is given, what it costs and brings is computed. */
export interface PlannedTrade {
  readonly symbol?: number;
  readonly side?: 'long' | 'short';
  readonly entryBar: number;
  /** Null: it stays open. */
  readonly exitBar: number | null;
  /** By default the fill of the execution model: `open` or `close`. A number is a middle price inside the bar. */
  readonly exitAt?: 'open' | 'close' | number;
  readonly reason?: Reason;
}

/** Nothing costs, both sides are open, and what is open at the end is closed at the last open. */
export const execution = (change: Partial<ExecutionModel> = {}): ExecutionModel => ({
  ...FREE,
  side: 'long-short',
  closeAtEnd: 'last-open',
  ...change,
});

/** Fees of 0.25 %, a spread of 0.1 % and slippage of 0.02 %, all in cash. */
export const COSTLY: Partial<ExecutionModel> = {
  fees: { takerPpm: 2_500, makerPpm: null, takenIn: 'cash' },
  spread: { ppm: 1_000, on: 'both' },
  slippage: { ppm: 200 },
};

/** Bars of a random walk: a mean and a deviation a bar, opens that gap a little. */
export function walkBars(
  length: number,
  seed: number,
  {
    interval = '1d' as Interval,
    drift = 0,
    deviation = 0.02,
    startMs = Date.UTC(2024, 0, 1),
    symbol = 'BTC/USD',
  } = {},
): BarSeries {
  const series = emptySeries(symbol, interval, length);
  const random = mulberry32(seed);
  let close = 100;
  for (let i = 0; i < length; i++) {
    const open = close * (1 + 0.1 * deviation * normal(random));
    close = open * Math.exp(drift + deviation * normal(random));
    const timeMs = startMs + i * intervalMs(interval);
    const [high, low] = [Math.max(open, close) * 1.001, Math.min(open, close) * 0.999];
    setBar(series, i, { timeMs, open, high, low, close, volume: 1_000 });
  }
  return series;
}

export const engineInput = (
  series: readonly BarSeries[],
  model: ExecutionModel,
  { startingCents = 1_000_000, firstBar = 0 } = {},
): EngineInput => ({
  symbols: series.map(one => ({
    symbol: one.symbol,
    series: one,
    track: { codes: new Int8Array(one.length), confidence: null, widths: null, tagOf: () => 'tag' },
    detail: null,
    firstBar,
  })),
  execution: model,
  startingCents,
});

export const rowsOf = <T>(values: readonly T[]): Rows<T> => ({
  length: values.length,
  at: index => values[index]!,
});

const MILLION = 1_000_000n;
const ceilDiv = (a: bigint, b: bigint): bigint => (a + b - 1n) / b;

/** Middle price made worse by half the spread and the slippage, rounded against us. */
function marketPrice(middle: number, side: 'buy' | 'sell', entry: boolean, model: ExecutionModel): Price {
  const mid = priceFromNumber(middle);
  const whole = model.spread.on === 'entry';
  // In halves of a part per million.
  const spread = BigInt(whole ? (entry ? 2 * model.spread.ppm : 0) : model.spread.ppm);
  const slip = BigInt(model.slippage.ppm);
  if (side === 'buy') {
    const ask = ceilDiv(mid * (2n * MILLION + spread), 2n * MILLION);
    return price(ceilDiv(ask * (MILLION + slip), MILLION));
  }
  const bid = (mid * (2n * MILLION - spread)) / (2n * MILLION);
  return price((bid * (MILLION - slip)) / MILLION);
}

interface Order {
  readonly quantity: Qty;
  readonly at: Price;
  readonly buys: boolean;
  readonly inCoins: boolean;
}

/** Fee and change of cash in cents, and what is held afterwards. */
function settle({ quantity, at, buys, inCoins }: Order, ratePpm: bigint) {
  const value = notional(quantity, at, buys ? 'ceil' : 'floor');
  if (inCoins) {
    const coins = feeOfQty(quantity, ratePpm, 'ceil');
    return { fee: notional(coins, at, 'ceil'), cash: -value, received: quantity - coins };
  }
  const fee = feeOfCents(value, ratePpm, 'ceil');
  return { fee, cash: (buys ? -value : value) - fee, received: buys ? quantity : -quantity };
}

interface Event {
  readonly atMs: number;
  /** 0 at the open, exits first; 2 inside; 3 at the close. */
  readonly phase: number;
  readonly trade: number;
  readonly purpose: 'entry' | 'exit';
  readonly middle: number;
}

/** Plays trades that are given by their bars exactly as docs/how-a-bar-is-played.md prices and settles orders. */
export function playTrades(input: EngineInput, plan: readonly PlannedTrade[]): EngineRun {
  return new Player(input, plan).run();
}

class Player {
  private readonly input: EngineInput;
  private readonly plan: readonly PlannedTrade[];
  private cash: Cents;
  private readonly held: Qty[];
  private readonly closes: number[];
  private readonly fills: EngineFill[] = [];
  private readonly open: EngineFill[] = [];
  private readonly close: EngineFill[] = [];

  constructor(input: EngineInput, plan: readonly PlannedTrade[]) {
    this.input = input;
    this.plan = plan;
    this.cash = cents(input.startingCents);
    this.held = input.symbols.map(() => qty(0));
    this.closes = input.symbols.map(() => 0);
  }

  run(): EngineRun {
    const times = this.times();
    const equity = new Float64Array(times.length);
    const events = this.events();
    let barsInMarket = 0;
    let next = 0;
    times.forEach((time, i) => {
      while (next < events.length && events[next]!.atMs === time) this.play(events[next++]!);
      this.input.symbols.forEach(({ series }, symbol) => {
        const at = series.time.indexOf(time);
        if (at >= 0) this.closes[symbol] = series.close[at]!;
      });
      equity[i] = this.worth();
      if (this.held.some(quantity => quantity !== 0n)) barsInMarket++;
    });
    const trades = this.plan.map((one, at) => this.tradeOf(one, at));
    return {
      time: Float64Array.from(times),
      equity,
      barsInMarket,
      trades: rowsOf(trades),
      fills: rowsOf(this.fills),
      rejected: {},
      cashCents: Number(this.cash),
    };
  }

  private times(): number[] {
    const all = this.input.symbols.flatMap(({ series, firstBar }) => [...series.time.subarray(firstBar)]);
    return [...new Set(all)].sort((a, b) => a - b);
  }

  private events(): Event[] {
    const atClose = this.input.execution.fill === 'signal-close';
    const events = this.plan.flatMap((one, trade): Event[] => {
      const { series } = this.input.symbols[one.symbol ?? 0]!;
      const at = (bar: number, where: 'open' | 'close' | number, purpose: 'entry' | 'exit'): Event => ({
        atMs: series.time[bar]!,
        phase: where === 'close' ? 6 : where === 'open' ? 0 : 2,
        trade,
        purpose,
        middle: typeof where === 'number' ? where : series[where][bar]!,
      });
      const own = atClose ? 'close' : 'open';
      const entry = at(one.entryBar, own, 'entry');
      return one.exitBar === null ? [entry] : [entry, at(one.exitBar, one.exitAt ?? own, 'exit')];
    });
    const rank = (event: Event) => event.phase + (event.purpose === 'entry' ? 1 : 0);
    return events.sort((a, b) => a.atMs - b.atMs || rank(a) - rank(b));
  }

  private worth(): number {
    return this.held.reduce(
      (sum, quantity, symbol) => sum + (Number(quantity) / 1e9) * this.closes[symbol]!,
      Number(this.cash) / 100,
    );
  }

  private play({ trade, purpose, middle }: Event): void {
    const model = this.input.execution;
    const { symbol = 0, side = 'long', entryBar, exitBar, reason } = this.plan[trade]!;
    const buys = (side === 'long') === (purpose === 'entry');
    const at = marketPrice(middle, buys ? 'buy' : 'sell', purpose === 'entry', model);
    const inCoins = model.fees.takenIn === 'asset' && buys && purpose === 'entry';
    const wanted = purpose === 'entry' ? this.size(at, inCoins) : this.held[symbol]!;
    const quantity = qty(wanted < 0n ? -wanted : wanted);
    const { fee, cash, received } = settle({ quantity, at, buys, inCoins }, BigInt(model.fees.takerPpm));
    this.cash = cents(this.cash + cash);
    this.held[symbol] = qty(purpose === 'exit' ? 0n : received);
    const fill: EngineFill = {
      symbol,
      bar: purpose === 'entry' ? entryBar : exitBar!,
      side: buys ? 'buy' : 'sell',
      purpose,
      reason: purpose === 'entry' ? 'ENTRY_SIGNAL' : (reason ?? 'EXIT_SIGNAL'),
      qtyNanos: Number(quantity),
      priceNanos: Number(at),
      cashCents: Number(cash),
      balanceCents: Number(this.cash),
      feeCents: Number(fee),
    };
    this.fills.push(fill);
    (purpose === 'entry' ? this.open : this.close)[trade] = fill;
  }

  private size(at: Price, inCoins: boolean): Qty {
    const { sizing, fees, unitNanos } = this.input.execution;
    let money = BigInt(this.cash);
    if (sizing.kind === 'fraction') {
      const share = BigInt(Math.floor(this.worth() * 100 * (sizing.ppm / 1e6)));
      money = share < money ? share : money;
    }
    if (sizing.kind === 'notional') money = BigInt(sizing.cents);
    const rate = BigInt(fees.takerPpm);
    const budget = inCoins ? money : (money * MILLION) / (MILLION + rate);
    const quantity = affordableQty(cents(budget), at);
    return qty(quantity - (quantity % BigInt(unitNanos)));
  }

  private tradeOf(
    { symbol = 0, side = 'long', entryBar, exitBar, reason }: PlannedTrade,
    at: number,
  ): EngineTrade {
    const [entry, exit] = [this.open[at]!, this.close[at]];
    const { series } = this.input.symbols[symbol]!;
    const [from, to] = [entryBar, (exitBar ?? series.length - 1) + 1];
    return {
      symbol,
      side,
      entryBar,
      exitBar,
      signalBar: this.input.execution.fill === 'next-open' ? entryBar - 1 : entryBar,
      qtyNanos: entry.qtyNanos,
      entryPriceNanos: entry.priceNanos,
      exitPriceNanos: exit?.priceNanos ?? null,
      stakeCents: Math.abs(entry.cashCents),
      feeOpenCents: entry.feeCents,
      feeCloseCents: exit?.feeCents ?? 0,
      profitCents: exit ? entry.cashCents + exit.cashCents : 0,
      minRate: Math.min(...series.low.subarray(from, to)),
      maxRate: Math.max(...series.high.subarray(from, to)),
      exitReason: exit ? (reason ?? 'EXIT_SIGNAL') : null,
    };
  }
}
