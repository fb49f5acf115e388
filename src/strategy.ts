/*
 * The public types for a strategy of one's own, `hive backtest --strategy ./mine.ts`:
 *
 *     import type { Strategy } from 'hive-trade/strategy';
 *
 * See docs/strategies.md. This file imports nothing, so that its declarations stand alone.
 */

export type Action = 'BUY' | 'SELL' | 'HOLD';

/** What a strategy says of a bar: an action, or an action and why (the entry tag in the tables). */
export type Answer = Action | { readonly action: Action; readonly tag?: string };

/** One closed bar. */
export interface Bar {
  /** Open time, UTC epoch milliseconds. */
  readonly timeMs: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/**
 * The bars up to the present one, which is 0 bars ago: `past.close(1)` is the close before. At most 10,000 bars back;
 * NaN where the bars had not begun. There is no way to the next bar.
 */
export interface Past {
  /** Bars seen before the present one. */
  readonly length: number;
  timeMs(barsAgo: number): number;
  open(barsAgo: number): number;
  high(barsAgo: number): number;
  low(barsAgo: number): number;
  close(barsAgo: number): number;
  volume(barsAgo: number): number;
}

/** A parameter that is a number: `--param drop=0.05`. */
export interface NumberParam {
  readonly kind: 'integer' | 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** What it is, in one sentence. */
  readonly summary: string;
}

/** A parameter that is one of some words: `--param exit=upper`. */
export interface ChoiceParam {
  readonly kind: 'choice';
  readonly default: string;
  readonly of: readonly string[];
  readonly summary: string;
}

/** The default export of a strategy's file. `Values` are its parameters: `Strategy<{ drop: number }>`. */
export interface Strategy<Values extends object = Readonly<Record<string, number>>> {
  /** Small letters, digits and dashes. */
  readonly name: string;
  /** What it does, in one sentence. */
  readonly summary?: string;
  readonly params?: {
    readonly [Name in keyof Values]: Values[Name] extends number ? NumberParam : ChoiceParam;
  };
  /** Bars to read before it is listened to; none when left out. */
  readonly warmUp?: number | ((params: Values) => number);
  /** What is wrong with parameters that are each within bounds ("fast must be below slow"); null when nothing is. */
  readonly check?: (params: Values) => string | null;
  /**
   * Begins a run and gives the function that is asked once for every closed bar, oldest first, and answers before it
   * sees the next one. What it remembers it keeps in variables of its own. The same bars must give the same answers.
   */
  readonly start: (params: Values) => (bar: Bar, past: Past) => Answer;
}
