import type { Interval } from '../core/interval.ts';

/** Something that was tried on some bars: it might have been the best of them by luck. */
export interface Try {
  /** Hash of everything that the result depends on; it counts once. */
  readonly fingerprint: string;
  readonly kind: 'backtest' | 'sweep' | 'training';
  readonly atMs: number;
  /** `real`, or `simulated/SEED/EDGE`. */
  readonly market: string;
  readonly symbols: readonly string[];
  readonly interval: Interval;
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
  readonly strategy: string;
  /** JSON. */
  readonly params: string;
  /** Of daily returns, not annualised; null where there is none. */
  readonly sharpe: number | null;
  /** Days that it is the Sharpe ratio of. */
  readonly days: number;
}

/** The bars that a question is about. */
export type TryQuery = Pick<Try, 'market' | 'symbols' | 'fromMs' | 'toMs'>;

export interface TryCount {
  /** Different fingerprints. */
  readonly tries: number;
  /** Daily Sharpe ratios of those that have one, oldest first. */
  readonly sharpes: readonly number[];
  /** Sample variance (n − 1) of `sharpes`; null with fewer than two. */
  readonly variance: number | null;
}

/** The ledger of tries. Nothing ever leaves it. */
export interface TryStore {
  /**
   * Adds all or none; of one fingerprint the first try stays.
   * @returns how many were new.
   * @throws RangeError when a number is not finite, times are no whole milliseconds or fall, or symbols are missing.
   */
  add(tries: readonly Try[]): number;
  /** Of the tries on the market that share a symbol with the query and overlap it in time. */
  count(query: TryQuery): TryCount;
  /** These tries, oldest first; symbols in alphabetical order. */
  list(query: TryQuery): Try[];
}

export function countOf(tries: number, sharpes: readonly number[]): TryCount {
  const mean = sharpes.reduce((sum, sharpe) => sum + sharpe, 0) / sharpes.length;
  const squares = sharpes.reduce((sum, sharpe) => sum + (sharpe - mean) ** 2, 0);
  return { tries, sharpes, variance: sharpes.length < 2 ? null : squares / (sharpes.length - 1) };
}

/** The try as it is stored, every symbol once and in order. @throws RangeError as `TryStore.add` says. */
export function storableTry(offered: Try): Try {
  const { fingerprint, atMs, fromMs, toMs, sharpe, days } = offered;
  const symbols = [...new Set(offered.symbols)].sort();
  const sound =
    [atMs, fromMs, toMs].every(Number.isSafeInteger) &&
    fromMs <= toMs &&
    [sharpe ?? 0, days].every(Number.isFinite) &&
    symbols.length > 0;
  if (sound) return { ...offered, symbols };
  const said = JSON.stringify({ symbols, ...textsOf({ atMs, fromMs, toMs, sharpe, days }) });
  throw new RangeError(`try ${fingerprint} cannot be stored: ${said}`);
}

/** NaN and Infinity by name, which JSON has none for. */
const textsOf = (numbers: Readonly<Record<string, number | null>>) =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)]));
