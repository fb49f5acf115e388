import type { BacktestTrade } from '../../../src/lib/app/schemas/backtest.ts';
import type { BarSeries } from '../../../src/lib/core/bar-series.ts';
import { isoTime } from '../../../src/lib/core/clock.ts';

/** What a run of the sample's two averages left behind. */
export interface Played {
  readonly trades: BacktestTrade[];
  /** [open time of the bar in ms, equity at its close]. */
  readonly equity: [number, number][];
  readonly barsInMarket: number;
  readonly fees: number;
  readonly volume: number;
}

export interface Rules {
  readonly fast: number;
  readonly slow: number;
  readonly cash: number;
  readonly fee: number;
  readonly stop: number;
  readonly target: number;
  readonly shorts: boolean;
  /** First bar that may trade. */
  readonly warmUp: number;
}

interface Holding {
  readonly symbol: number;
  readonly bar: number;
  readonly sign: 1 | -1;
  readonly amount: number;
  readonly rate: number;
  readonly stake: number;
  readonly fee: number;
  min: number;
  max: number;
}

const dollars = (value: number) => Math.round(value * 100) / 100;

/** Mean of the closes of the last `length` bars up to and with each bar; NaN before there are so many. */
function averages(close: Float64Array, length: number): Float64Array {
  const result = new Float64Array(close.length).fill(Number.NaN);
  let sum = 0;
  for (let i = 0; i < close.length; i++) {
    sum += close[i]! - (i >= length ? close[i - length]! : 0);
    if (i >= length - 1) result[i] = sum / length;
  }
  return result;
}

/** Direction and volatility of the market of a symbol at a bar, in two words. */
export function regimeAt(series: BarSeries, bar: number): string {
  const from = Math.max(1, bar - 60);
  let squares = 0;
  for (let i = from; i <= bar; i++) squares += Math.log(series.close[i]! / series.close[i - 1]!) ** 2;
  const isCalm = Math.sqrt(squares / Math.max(1, bar - from + 1)) < 0.0126;
  return `${series.close[bar]! >= series.close[from]! ? 'up' : 'down'}-${isCalm ? 'calm' : 'wild'}`;
}

/** Plays fast-over-slow crossings at the next open, with a stop and a target: plausible, not the engine. */
export function playCrossings(markets: readonly BarSeries[], rules: Rules): Played {
  const signals = markets.map(({ close }) => {
    const fast = averages(close, rules.fast);
    const slow = averages(close, rules.slow);
    return fast.map((value, i) => Math.sign(value - slow[i]!));
  });
  const held: (Holding | null)[] = markets.map(() => null);
  const trades: BacktestTrade[] = [];
  const equity: [number, number][] = [];
  const totals = { cash: rules.cash, barsInMarket: 0, fees: 0, volume: 0 };

  const open = (symbol: number, bar: number, sign: 1 | -1): void => {
    const rate = markets[symbol]!.open[bar]! * (1 + sign * 0.0008);
    const free = held.filter(each => each === null).length;
    const spend = (totals.cash / free) * 0.98;
    const amount = Math.floor((spend / (rate * (1 + rules.fee))) * 1e6) / 1e6;
    const fee = dollars(amount * rate * rules.fee);
    const stake = dollars(amount * rate) + fee;
    totals.cash -= stake;
    totals.fees += fee;
    totals.volume += amount * rate;
    held[symbol] = { symbol, bar, sign, amount, rate, stake, fee, min: rate, max: rate };
  };
  const shut = (hold: Holding, bar: number, exit: { rate: number; reason: BacktestTrade['exit_reason'] }) => {
    const rate = exit.rate * (1 - hold.sign * 0.0008);
    const fee = dollars(hold.amount * rate * rules.fee);
    const trade = tradeOf(markets[hold.symbol]!, hold, { bar, rate, fee, reason: exit.reason });
    trades.push(trade);
    totals.cash += hold.stake + trade.profit_abs;
    totals.fees += fee;
    totals.volume += hold.amount * rate;
    held[hold.symbol] = null;
  };
  const turn = (symbol: number, bar: number): void => {
    const signal = signals[symbol]![bar - 1]!;
    const isCross = signal !== signals[symbol]![bar - 2];
    const hold = held[symbol];
    if (hold && signal === -hold.sign)
      shut(hold, bar, { rate: markets[symbol]!.open[bar]!, reason: 'EXIT_SIGNAL' });
    if (!held[symbol] && isCross && (signal === 1 || (signal === -1 && rules.shorts)))
      open(symbol, bar, signal);
  };
  const inside = (symbol: number, bar: number): void => {
    const hold = held[symbol];
    if (!hold) return;
    const { high, low } = markets[symbol]!;
    hold.min = Math.min(hold.min, low[bar]!);
    hold.max = Math.max(hold.max, high[bar]!);
    const stop = hold.rate * (1 - hold.sign * rules.stop);
    const target = hold.rate * (1 + hold.sign * rules.target);
    const [worst, best] = hold.sign > 0 ? [low[bar]!, high[bar]!] : [high[bar]!, low[bar]!];
    if ((worst - stop) * hold.sign <= 0) shut(hold, bar, { rate: stop, reason: 'EXIT_STOP' });
    else if ((best - target) * hold.sign >= 0) shut(hold, bar, { rate: target, reason: 'EXIT_TARGET' });
  };

  const length = markets[0]!.length;
  for (let bar = rules.warmUp; bar < length; bar++) {
    for (let symbol = 0; symbol < markets.length; symbol++) {
      turn(symbol, bar);
      inside(symbol, bar);
    }
    const open = held.filter(hold => hold !== null);
    const value = open.reduce((sum, hold) => sum + worth(hold, markets[hold.symbol]!.close[bar]!), 0);
    if (open.length > 0) totals.barsInMarket++;
    equity.push([markets[0]!.time[bar]!, dollars(totals.cash + value)]);
  }
  for (const hold of held) {
    if (!hold) continue;
    const bar = length - 1;
    const rate = markets[hold.symbol]!.close[bar]!;
    trades.push({
      ...tradeOf(markets[hold.symbol]!, hold, { bar, rate, fee: 0, reason: null }),
      ...LEFT_OPEN,
    });
  }
  return { ...totals, trades, equity };
}

const LEFT_OPEN = { is_open: true, close_date: null, close_rate: null } as const;

/** What a position would bring at a price: the stake and what was won or lost on it since. */
const worth = (hold: Holding, price: number) =>
  hold.stake + hold.sign * (price - hold.rate) * hold.amount - hold.fee;

const TAGS = ['cross', 'cross-after-dip', 'cross-after-rally'] as const;

function tradeOf(
  series: BarSeries,
  hold: Holding,
  exit: { bar: number; rate: number; fee: number; reason: BacktestTrade['exit_reason'] },
): BacktestTrade {
  const before = series.close[hold.bar - 1]! / series.close[Math.max(0, hold.bar - 30)]!;
  const profit = dollars(hold.sign * (exit.rate - hold.rate) * hold.amount - hold.fee - exit.fee);
  return {
    pair: series.symbol,
    is_short: hold.sign < 0,
    is_open: false,
    amount: hold.amount,
    stake_amount: dollars(hold.stake),
    open_date: isoTime(series.time[hold.bar]!),
    open_rate: dollars(hold.rate),
    close_date: isoTime(series.time[exit.bar]!),
    close_rate: dollars(exit.rate),
    fee_open: hold.fee,
    fee_close: exit.fee,
    profit_abs: profit,
    profit_ratio: profit / hold.stake,
    enter_tag: TAGS[before < 0.97 ? 1 : before > 1.05 ? 2 : 0]!,
    exit_reason: exit.reason,
    trade_duration: Math.round((series.time[exit.bar]! - series.time[hold.bar]!) / 60_000),
    bars_held: exit.bar - hold.bar,
    min_rate: hold.min,
    max_rate: hold.max,
    regime: regimeAt(series, hold.bar - 1),
  };
}
