export interface PageHinkleyOptions {
  /** Values before which there is no alarm. */
  readonly least: number;
  /** Rise of the mean that is tolerated. */
  readonly delta: number;
  readonly threshold: number;
  /** What the sum keeps of itself at every value. */
  readonly memory: number;
}

export const DEFAULT_PAGE_HINKLEY: PageHinkleyOptions = {
  least: 30,
  delta: 0.005,
  threshold: 50,
  memory: 0.9999,
};

export interface PageHinkleyState {
  /** Values since the start or the last drift. */
  readonly seen: number;
  readonly mean: number;
  readonly sum: number;
  /** Whether the last value showed a drift; the next one starts anew. */
  readonly drift: boolean;
}

export const newPageHinkley = (): PageHinkleyState => ({ seen: 0, mean: 0, sum: 0, drift: false });

/**
 * Page-Hinkley test for a rise of the mean: the sum of what values are above the mean so far, held at 0 or more,
 * reaches the threshold. It has no guarantee on false alarms. Step by step what river did until it became two-sided.
 * @throws RangeError for a value that is not finite.
 * @see Page (1954), Biometrika 41(1/2); Hinkley (1971), Biometrika 58(3)
 */
export function updatePageHinkley(
  options: PageHinkleyOptions,
  state: PageHinkleyState,
  value: number,
): PageHinkleyState {
  if (!Number.isFinite(value)) throw new RangeError(`The test cannot take ${value}.`);
  const before = state.drift ? newPageHinkley() : state;
  const seen = before.seen + 1;
  const mean = before.mean + (value - before.mean) / seen;
  const sum = Math.max(0, options.memory * before.sum + (value - mean - options.delta));
  // river counts from 1, so that its least number of values is reached one early.
  return { seen, mean, sum, drift: seen + 1 >= options.least && sum >= options.threshold };
}
