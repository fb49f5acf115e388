/** What a panel shows: a function, of whom, and with what. */
export interface Screen {
  /** Code of the function: `GP`. */
  readonly code: string;
  /** Canonical symbol, `BTC/USD`; null for all of them, or where there is none to name. */
  readonly ticker: string | null;
  /** Interval of a chart, id of a backtest, code that help is about; null for the function's usual one. */
  readonly argument: string | null;
}

/** What may follow a code. */
export interface Argument {
  /** Its name in a permalink: `tf`. */
  readonly name: string;
  /** What it may be; empty when `pattern` says it. */
  readonly choices: readonly string[];
  readonly pattern: RegExp;
  /** What leaving it out means; null for nothing. */
  readonly usual: string | null;
  /** In words, for errors: "an interval: 5m, 15m, 1h". */
  readonly says: string;
}

/** What the command line knows of a function. */
export interface CodeRule {
  readonly code: string;
  readonly title: string;
  /** one: always of one symbol; optional: of all when none is named; none: of the account as a whole. */
  readonly ticker: 'one' | 'optional' | 'none';
  readonly argument: Argument | null;
}

export const screen = (
  code: string,
  ticker: string | null = null,
  argument: string | null = null,
): Screen => ({ code, ticker, argument });

export const isSameScreen = (a: Screen, b: Screen): boolean =>
  a.code === b.code && a.ticker === b.ticker && a.argument === b.argument;

/** The line that shows a screen: `BTC/USD GP 1h`. */
export const screenLine = ({ code, ticker, argument }: Screen): string =>
  [ticker, code, argument].filter(part => part !== null).join(' ');
