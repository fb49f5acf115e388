/** P(y = 1 | s) = 1 / (1 + exp(a s + b)); `a` is negative when a higher score means a likelier 1. */
export interface PlattFit {
  readonly a: number;
  readonly b: number;
}

const RIDGE = 1e-12;
const MAX_STEPS = 100;
const TOLERANCE = 1e-10;
const CLIP = 0.001;

/** Log-odds of a raw score in [0, 1], held off the ends at 0.001 and 0.999. */
export function clippedLogit(score: number): number {
  const held = Math.min(1 - CLIP, Math.max(CLIP, score));
  return Math.log(held / (1 - held));
}

export function plattProbability(fit: PlattFit, logit: number): number {
  const f = fit.a * logit + fit.b;
  return f >= 0 ? Math.exp(-f) / (1 + Math.exp(-f)) : 1 / (1 + Math.exp(f));
}

interface Problem {
  readonly logits: ArrayLike<number>;
  readonly targets: Float64Array;
}

/**
 * Platt scaling: fits a sigmoid to log-odds `logits` and labels (0 or 1) by Newton's method with step halving on
 * the convex negative log-likelihood. Targets are pulled in from 0 and 1 as Platt does, so the fit exists even
 * where the classes are separable.
 * @see Lin, Lin and Weng (2007), Machine Learning 68(3), algorithm 1.
 */
export function fitPlatt(logits: ArrayLike<number>, labels: ArrayLike<number>): PlattFit {
  const problem = { logits, targets: smoothedTargets(labels) };
  let fit = startingPoint(labels);
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = newtonStep(problem, fit);
    if (next === null) break;
    fit = next;
  }
  return fit;
}

function countOnes(labels: ArrayLike<number>): number {
  let ones = 0;
  for (let i = 0; i < labels.length; i++) ones += labels[i]!;
  return ones;
}

function smoothedTargets(labels: ArrayLike<number>): Float64Array {
  const ones = countOnes(labels);
  const high = (ones + 1) / (ones + 2);
  const low = 1 / (labels.length - ones + 2);
  return Float64Array.from(labels, label => (label === 1 ? high : low));
}

function startingPoint(labels: ArrayLike<number>): PlattFit {
  const ones = countOnes(labels);
  return { a: 0, b: Math.log((labels.length - ones + 1) / (ones + 1)) };
}

/** One damped Newton step; null when the fit has converged or no step improves it. */
function newtonStep(problem: Problem, fit: PlattFit): PlattFit | null {
  const { g1, g2, h11, h21, h22 } = derivatives(problem, fit);
  if (Math.abs(g1) < TOLERANCE && Math.abs(g2) < TOLERANCE) return null;
  const determinant = h11 * h22 - h21 * h21;
  const da = -(h22 * g1 - h21 * g2) / determinant;
  const db = -(h11 * g2 - h21 * g1) / determinant;
  const slope = g1 * da + g2 * db;
  const before = negativeLogLikelihood(problem, fit);
  for (let size = 1; size >= 1e-10; size /= 2) {
    const next = { a: fit.a + size * da, b: fit.b + size * db };
    if (negativeLogLikelihood(problem, next) < before + 1e-4 * size * slope) return next;
  }
  return null;
}

function derivatives({ logits, targets }: Problem, fit: PlattFit) {
  let [g1, g2, h11, h21, h22] = [0, 0, RIDGE, 0, RIDGE];
  for (let i = 0; i < targets.length; i++) {
    const s = logits[i]!;
    const p = plattProbability(fit, s);
    const residual = targets[i]! - p;
    const curvature = p * (1 - p);
    g1 += s * residual;
    g2 += residual;
    h11 += s * s * curvature;
    h21 += s * curvature;
    h22 += curvature;
  }
  return { g1, g2, h11, h21, h22 };
}

function negativeLogLikelihood({ logits, targets }: Problem, fit: PlattFit): number {
  let sum = 0;
  for (let i = 0; i < targets.length; i++) {
    const f = fit.a * logits[i]! + fit.b;
    // t f + ln(1 + e^-f), written so that neither exponential overflows.
    sum +=
      f >= 0 ? targets[i]! * f + Math.log1p(Math.exp(-f)) : (targets[i]! - 1) * f + Math.log1p(Math.exp(f));
  }
  return sum;
}
