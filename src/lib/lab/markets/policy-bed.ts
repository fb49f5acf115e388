import { hashKey, mulberry32, normal } from '../../core/random.ts';
import { student } from './noise.ts';

const EFFECT = 0.25;
const FREEDOM = 5;
export const NOISE_FEATURES = 2;

/** A market for a policy: what it sees before each tick, and what a unit of exposure earns; unit volatility. */
export interface PolicyBed {
  /** `contexts[t]`: 1, the last return, then features that tell nothing. */
  readonly contexts: readonly (readonly number[])[];
  readonly returns: Float64Array;
  readonly mean: Float64Array;
}

export interface PolicyBedOptions {
  readonly ticks: number;
  /** Strength of the effect of the last return. */
  readonly effect?: number;
  /** Its sign turns after so many ticks; null for never. */
  readonly flipEvery: number | null;
}

/** r(t) = 0.25 r(t-1) + t5 noise of variance 1, and two features that have nothing to do with it. */
export function policyBed(seed: number, { ticks, effect = EFFECT, flipEvery }: PolicyBedOptions): PolicyBed {
  const random = mulberry32(seed);
  const idle = mulberry32(hashKey(seed, 7));
  const returns = new Float64Array(ticks);
  const mean = new Float64Array(ticks);
  let previous = 0;
  const contexts = Array.from({ length: ticks }, (_, t) => {
    const sign = flipEvery !== null && Math.floor(t / flipEvery) % 2 === 1 ? -1 : 1;
    const context = [1, previous, ...Array.from({ length: NOISE_FEATURES }, () => normal(idle))];
    mean[t] = sign * effect * previous;
    returns[t] = mean[t]! + student(random, FREEDOM);
    previous = returns[t]!;
    return context;
  });
  return { contexts, returns, mean };
}
