import { REGIME_NAMES } from '../../features/regime.ts';
import { clippedLogit } from '../calibration/platt.ts';

/** Members of a context that all regimes share. */
export const POOLED_CONTEXT = 5;

const KNOWN_REGIMES = REGIME_NAMES.slice(1);

/** The same and one member for each regime that is known. */
export const CONTEXT = POOLED_CONTEXT + KNOWN_REGIMES.length;

/** After a long standstill the median volatility is next to nothing: beyond this, wild is wild. */
const MOST_RATIO = 10;

/** What the policy sees of one symbol. */
export interface PolicySight {
  /** That a bet pays; null where nobody says one. */
  readonly probability: number | null;
  /** What the experts come to. */
  readonly exposure: number;
  /** Return of the epoch before, in volatilities. */
  readonly rho: number;
  /** Volatility over its median. */
  readonly volatilityRatio: number;
  readonly regime: string;
}

/** 1, logit of the probability, exposure, return before, volatility ratio less 1, and the regime as ones and zeros. */
export const policyContext = (sight: PolicySight): number[] => [
  1,
  sight.probability === null ? 0 : clippedLogit(sight.probability),
  sight.exposure,
  sight.rho,
  Math.min(MOST_RATIO, sight.volatilityRatio) - 1,
  ...KNOWN_REGIMES.map(name => (name === sight.regime ? 1 : 0)),
];
