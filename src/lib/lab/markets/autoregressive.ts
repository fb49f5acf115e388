import { gaussian } from './noise.ts';
import { clipped, type Market, pathOf } from './path.ts';

/** A first-order autoregression whose coefficient may change with time. */
export function autoregressive(seed: number, ticks: number, phiAt: (tick: number) => number): Market {
  const noise = gaussian(seed);
  const moves = new Float64Array(ticks);
  const mean = new Float64Array(ticks);
  let previous = 0;
  for (let t = 0; t < ticks; t++) {
    mean[t] = phiAt(t) * previous;
    previous = clipped(mean[t]! + noise());
    moves[t] = previous;
  }
  return { ...pathOf(moves), mean };
}

/** E1: r(t) = phi r(t-1) + noise; the sign of the last return foretells the next with `signAccuracy(phi)`. */
export const steadyMomentum = (seed: number, ticks: number, phi: number): Market =>
  autoregressive(seed, ticks, () => phi);

/** Share of returns that have the sign of the one before (Sheppard's formula for normal variables). */
export const signAccuracy = (phi: number): number => 0.5 + Math.asin(phi) / Math.PI;

/** Ticks between two flips of S1. */
export const FLIP_TICKS = 1000;

/** Sign of phi at a tick of S1. */
export const flipSign = (tick: number): 1 | -1 => (Math.floor(tick / FLIP_TICKS) % 2 === 0 ? 1 : -1);

/** S1: phi changes its sign every 1,000 ticks, from momentum to reversal and back. */
export const flippingMomentum = (seed: number, ticks: number, phi: number): Market =>
  autoregressive(seed, ticks, tick => phi * flipSign(tick));
