import { choleskyFactor, forwardSolve, triangleSize } from './cholesky.ts';

/** Largest size of a feature or reward: beyond it squares drown the ridge in rounding. */
const LARGEST = 1e6;

export interface RewardModelOptions {
  /** Number of features d of a context, at most 12 in use. */
  readonly dimension: number;
  /** Share of what was learned that lasts an epoch, in (0, 1]: .999 remembers about 1,000 epochs. */
  readonly discount: number;
  /** Strength of the prior that no feature matters, in epochs; above 0. */
  readonly ridge: number;
}

/** Evidence so far about the return of one unit of exposure. Plain JSON. */
export interface RewardModelState {
  /** Discounted sum of context outer products plus the ridge, by the rows of its upper triangle. */
  readonly a: readonly number[];
  /** Discounted sum of contexts times rewards. */
  readonly b: readonly number[];
  /** Epochs learned from, those of a warm start not counted. */
  readonly seen: number;
}

/** What one epoch showed: the reward a unit of exposure would have had, whatever was traded. */
export interface RewardSample {
  readonly context: readonly number[];
  readonly reward: number;
}

/** Which numbers of a triangle lie on the diagonal: 0, d, 2d - 1, … */
function addToDiagonal(a: number[], dimension: number, amount: number): void {
  for (let i = 0, at = 0; i < dimension; at += dimension - i, i++) a[at]! += amount;
}

/** A model that knows nothing: every expected reward is 0. @throws RangeError on options out of range. */
export function newRewardModel(options: RewardModelOptions): RewardModelState {
  const { dimension, discount, ridge } = options;
  if (!Number.isInteger(dimension) || dimension < 1) throw new RangeError(`${dimension} features`);
  if (!(discount > 0 && discount <= 1)) throw new RangeError(`a discount of ${discount}`);
  if (!(ridge > 0 && ridge < Infinity)) throw new RangeError(`a ridge of ${ridge}`);
  const a = new Array<number>(triangleSize(dimension)).fill(0);
  addToDiagonal(a, dimension, ridge);
  return { a, b: new Array<number>(dimension).fill(0), seen: 0 };
}

/**
 * Ridge regression with forgetting: A <- g A + x x' + (1 - g) L I, b <- g b + x r, so that the prior keeps its
 * strength L while the past fades.
 * @see Russac, Vernade & Cappé (2019), Weighted linear bandits for non-stationary environments.
 * @throws RangeError on a context or reward that is not finite or beyond 1e6, and on a state of another shape.
 */
export function learn(
  options: RewardModelOptions,
  state: RewardModelState,
  { context, reward }: RewardSample,
): RewardModelState {
  checkShape(options, state);
  checkContext(options, context);
  if (!(Math.abs(reward) <= LARGEST)) throw new RangeError(`a reward of ${reward}`);
  const { discount, ridge, dimension } = options;
  const fade = (value: number): number => discount * value;
  const a = state.a.map(fade);
  const b = state.b.map(fade);
  addSample({ a, b }, { context, reward });
  addToDiagonal(a, dimension, (1 - discount) * ridge);
  return { a, b, seen: state.seen + 1 };
}

/** Adds x x' to the triangle `a` and x r to `b`. */
function addSample({ a, b }: { a: number[]; b: number[] }, { context, reward }: RewardSample): void {
  const order = context.length;
  for (let i = 0, at = 0; i < order; i++) {
    const value = context[i]!;
    b[i]! += value * reward;
    for (let j = i; j < order; j++, at++) a[at]! += value * context[j]!;
  }
}

export interface ExpectedReward {
  /** x' A^-1 b: the expected reward of one unit of exposure. */
  readonly mean: number;
  /** sqrt(x' A^-1 x): how little is known in this direction, in standard deviations of the noise. */
  readonly width: number;
}

/** @throws RangeError on a bad context, or a state that is not finite or not positive definite. */
export function expectedReward(
  options: RewardModelOptions,
  state: RewardModelState,
  context: readonly number[],
): ExpectedReward {
  checkShape(options, state);
  checkContext(options, context);
  const factor = choleskyFactor(state.a, options.dimension);
  const x = forwardSolve(factor, context);
  const b = forwardSolve(factor, state.b);
  let mean = 0;
  let square = 0;
  for (let i = 0; i < x.length; i++) {
    mean += x[i]! * b[i]!;
    square += x[i]! * x[i]!;
  }
  if (!Number.isFinite(mean)) throw new RangeError('a reward model is not finite');
  return { mean, width: Math.sqrt(square) };
}

export interface WarmStart {
  /** Weight of one past epoch, in [0, 1]: .1 by default, a backtest is not life. */
  readonly rho: number;
  /** Most epochs all of the past may count for: 200 by default, so that life overrules it within a year. */
  readonly most: number;
}

/**
 * A model that starts from walk-forward epochs: A0 = L I + rho sum x x', b0 = rho sum x r, with rho lowered where
 * rho x (number of epochs) would pass `most`. Its `seen` is 0: none of it was lived through.
 * @throws RangeError on a sample `learn` would refuse.
 */
export function warmStart(
  options: RewardModelOptions,
  pairs: readonly RewardSample[],
  { rho, most }: WarmStart,
): RewardModelState {
  if (!(rho >= 0 && rho <= 1 && most >= 0)) throw new RangeError(`a warm start of ${rho}, at most ${most}`);
  const { a, b, seen } = newRewardModel(options);
  const sums = { a: a.map(() => 0), b: [...b] };
  for (const pair of pairs) {
    checkContext(options, pair.context);
    if (!(Math.abs(pair.reward) <= LARGEST)) throw new RangeError(`a reward of ${pair.reward}`);
    addSample(sums, pair);
  }
  const weight = pairs.length === 0 ? 0 : Math.min(rho, most / pairs.length);
  return {
    a: a.map((prior, i) => prior + weight * sums.a[i]!),
    b: sums.b.map(sum => weight * sum),
    seen,
  };
}

/**
 * Refuses a state that no sequence of observations can have made.
 * @throws RangeError on other lengths, numbers that are not finite, a matrix that is not positive definite.
 */
export function checkRewardModel(options: RewardModelOptions, state: RewardModelState): void {
  checkShape(options, state);
  if (!state.a.every(Number.isFinite) || !state.b.every(Number.isFinite)) {
    throw new RangeError('a reward model is not finite');
  }
  if (!Number.isSafeInteger(state.seen) || state.seen < 0) throw new RangeError(`${state.seen} epochs seen`);
  choleskyFactor(state.a, options.dimension);
}

function checkShape({ dimension }: RewardModelOptions, { a, b }: RewardModelState): void {
  if (a.length === triangleSize(dimension) && b.length === dimension) return;
  throw new RangeError(`a reward model of ${a.length} and ${b.length} numbers for ${dimension} features`);
}

function checkContext({ dimension }: RewardModelOptions, context: readonly number[]): void {
  if (context.length !== dimension) {
    throw new RangeError(`a context of ${context.length} values for ${dimension} features`);
  }
  for (let i = 0; i < dimension; i++) {
    if (!(Math.abs(context[i]!) <= LARGEST)) throw new RangeError(`feature ${i} is ${context[i]}`);
  }
}
