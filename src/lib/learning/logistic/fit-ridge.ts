import { solveInPlace } from './solve.ts';

/** What is fitted: P(y = 1 | x) = 1 / (1 + exp(-(bias + slopes x))). */
export interface RidgeProblem {
  /** Columns one after the other: feature f of row i is at f * rows + i. */
  readonly values: Float64Array;
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
  /** Penalty: ridge / 2 times the sum of squared slopes. The bias is free. */
  readonly ridge: number;
}

const MAX_STEPS = 60;
/** Nats a row's weight that a step must still promise. */
const TOLERANCE = 1e-20;
/** The loss is known no better than this share of itself: the last steps gain less. */
const ROUNDING = 1e-14;
const SMALLEST_STEP = 1e-10;
/** Keeps the system solvable where all probabilities are at 0 or 1. */
const DAMPING = 1e-12;

/** 1 / (1 + exp(-z)) without overflow. */
export const logistic = (z: number): number =>
  z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));

/** ln(1 + exp(z)) without overflow. */
const softplus = (z: number): number => (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z)));

/**
 * Coefficients of the least penalised negative log-likelihood by Newton's method with step halving: the bias first,
 * then one slope a feature. Both labels must have weight: with one alone there is no least.
 * @see Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning, section 4.4.1
 */
export function fitRidge(problem: RidgeProblem): Float64Array {
  let fit = startingPoint(problem);
  let loss = penalisedLoss(problem, fit);
  const enough = TOLERANCE * problem.weights.reduce((sum, weight) => sum + weight, 0);
  for (let step = 0; step < MAX_STEPS; step++) {
    const { direction, slope } = newtonStep(problem, fit);
    if (!(slope > enough)) break;
    const next = damped(problem, { fit, loss, direction, slope });
    if (next === null) break;
    ({ fit, loss } = next);
  }
  return fit;
}

/** All slopes 0, the bias at the base rate. */
function startingPoint({ values, labels, weights }: RidgeProblem): Float64Array {
  let [ones, zeros] = [0, 0];
  for (let i = 0; i < labels.length; i++) {
    ones += weights[i]! * labels[i]!;
    zeros += weights[i]! * (1 - labels[i]!);
  }
  const fit = new Float64Array(values.length / labels.length + 1);
  fit[0] = Math.log(ones) - Math.log(zeros);
  return fit;
}

interface Search {
  readonly fit: Float64Array;
  readonly loss: number;
  readonly direction: Float64Array;
  readonly slope: number;
}

/** The first of the steps 1, 1/2, 1/4 and so on that lowers the loss as it should; null when none does. */
function damped(problem: RidgeProblem, { fit, loss, direction, slope }: Search) {
  for (let size = 1; size >= SMALLEST_STEP; size /= 2) {
    const next = fit.map((coefficient, c) => coefficient + size * direction[c]!);
    const found = penalisedLoss(problem, next);
    if (found < loss * (1 + ROUNDING) - 1e-4 * size * slope) return { fit: next, loss: found };
  }
  return null;
}

/** Log-odds of each row. */
function logOdds({ values, labels }: RidgeProblem, fit: Float64Array): Float64Array {
  const rows = labels.length;
  const odds = new Float64Array(rows).fill(fit[0]!);
  for (let f = 1; f < fit.length; f++) {
    const [slope, at] = [fit[f]!, (f - 1) * rows];
    for (let i = 0; i < rows; i++) odds[i]! += slope * values[at + i]!;
  }
  return odds;
}

function penalisedLoss(problem: RidgeProblem, fit: Float64Array): number {
  const odds = logOdds(problem, fit);
  let sum = 0;
  for (let f = 1; f < fit.length; f++) sum += (problem.ridge / 2) * fit[f]! ** 2;
  for (let i = 0; i < odds.length; i++) {
    sum += problem.weights[i]! * softplus(problem.labels[i] === 1 ? -odds[i]! : odds[i]!);
  }
  return sum;
}

/** Newton's direction and how steeply the loss falls along it. */
function newtonStep(problem: RidgeProblem, fit: Float64Array): { direction: Float64Array; slope: number } {
  const { weights, labels, ridge } = problem;
  const odds = logOdds(problem, fit);
  const pull = new Float64Array(odds.length);
  const curvature = new Float64Array(odds.length);
  for (let i = 0; i < odds.length; i++) {
    const p = logistic(odds[i]!);
    pull[i] = weights[i]! * (labels[i]! - p);
    curvature[i] = weights[i]! * p * (1 - p);
  }
  const downhill = fit.map(
    (coefficient, c) => weighted(problem, pull, [c, 0]) - (c > 0 ? ridge * coefficient : 0),
  );
  const direction = downhill.slice();
  if (!solveInPlace(hessian(problem, curvature), direction)) direction.set(downhill);
  return { direction, slope: direction.reduce((sum, part, c) => sum + part * downhill[c]!, 0) };
}

function hessian(problem: RidgeProblem, curvature: Float64Array): Float64Array {
  const size = problem.values.length / problem.labels.length + 1;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) matrix[i * size + j] = weighted(problem, curvature, [i, j]);
    matrix[i * size + i]! += DAMPING + (i > 0 ? problem.ridge : 0);
  }
  return matrix;
}

/** The sum over rows of `amounts` times terms i and j, term 0 being 1 and term f feature f - 1; i is not below j. */
function weighted(
  { values }: RidgeProblem,
  amounts: Float64Array,
  [i, j]: readonly [number, number],
): number {
  const rows = amounts.length;
  const [first, second] = [(i - 1) * rows, (j - 1) * rows];
  let sum = 0;
  if (i === 0) for (let row = 0; row < rows; row++) sum += amounts[row]!;
  else if (j === 0) for (let row = 0; row < rows; row++) sum += amounts[row]! * values[first + row]!;
  else
    for (let row = 0; row < rows; row++) sum += amounts[row]! * values[first + row]! * values[second + row]!;
  return sum;
}
