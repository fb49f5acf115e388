import { GRADED_RULES } from '../learning/experts/graded-rules.ts';
import {
  advance,
  DEFAULT_MIXTURE,
  type MixtureOptions,
  type MixtureState,
  mixtureExposure,
  newMixture,
} from '../learning/experts/mixture.ts';
import { RULE_EXPERTS, type RuleExpert } from '../learning/experts/rules.ts';
import { type Path, SURE_LOSS, TICK_SD } from './markets/path.ts';

/** `long-flat`: a rule that says down holds cash. */
export type Mode = 'long-short' | 'long-flat';

export interface PoolOptions {
  readonly mode: Mode;
  /** Cost of turning over one unit of exposure, as a fraction. */
  readonly cost: number;
  readonly mixture: MixtureOptions;
  readonly rules: readonly RuleExpert[];
  /** Sure bound of one tick's loss of full exposure, as a fraction; bets are capped so that it cannot ruin them. */
  readonly sureLoss: number;
}

export const POOL: PoolOptions = {
  mode: 'long-short',
  cost: 0,
  mixture: DEFAULT_MIXTURE,
  rules: RULE_EXPERTS,
  sureLoss: SURE_LOSS,
};

/** The same with rules by degrees, and more of the prior on large bets: what finds an edge sooner. */
export const GRADED_POOL: PoolOptions = {
  ...POOL,
  rules: [...RULE_EXPERTS, ...GRADED_RULES],
  mixture: { ...DEFAULT_MIXTURE, bets: [1 / 8, 1 / 8, 1 / 8, 1 / 16, 1 / 32] },
};

/** What is seen of one tick after it has been settled. */
export interface PoolTick {
  readonly tick: number;
  /** Exposures that the experts had; null for one that slept. */
  readonly exposures: readonly (number | null)[];
  readonly gains: readonly (number | null)[];
  readonly maxBet: number;
  /** Predictable volatility of the tick. */
  readonly volatility: number;
  /** Before and after the tick. */
  readonly before: MixtureState;
  readonly after: MixtureState;
}

const DECAY = 0.94;
const LARGEST_BET = 1 / 8;

/** Variance of the next tick as known before it, by RiskMetrics' recursion. */
export const nextVariance = (variance: number, change: number): number =>
  DECAY * variance + (1 - DECAY) * change * change;

/** Cap on bet sizes: none may lose all to the sure loss. */
export const cappedBet = (volatility: number, sureLoss: number): number =>
  Math.min(LARGEST_BET, (0.99 * volatility) / sureLoss);

/**
 * Lets the rules trade a path and the mixture bet on them, tick after tick: at each tick all see the closes so far,
 * take an exposure and earn the return that follows. `onTick` may stop the run by returning true.
 */
export function runPool(
  path: Path,
  options: PoolOptions,
  onTick: (tick: PoolTick) => boolean | undefined,
): MixtureState {
  const { closes, returns } = path;
  const { cost, mixture, rules } = options;
  let held: (number | null)[] = rules.map(() => null);
  let state = newMixture(
    mixture,
    rules.map(({ id }) => id),
  );
  let variance = TICK_SD * TICK_SD;
  for (let tick = 0; tick < returns.length; tick++) {
    const change = returns[tick]!;
    const volatility = Math.sqrt(variance);
    const exposures = exposuresAt(options, closes, tick);
    const gains = gainsOf(exposures, held, { change, volatility, cost });
    const maxBet = cappedBet(volatility, options.sureLoss + 2 * cost);
    const before = state;
    state = advance(mixture, before, { gains, maxBet });
    held = exposures;
    variance = nextVariance(variance, change);
    if (onTick({ tick, exposures, gains, maxBet, volatility, before, after: state })) break;
  }
  return state;
}

/** Plain loops here and below: they run some ten million times. */
function exposuresAt({ rules, mode }: PoolOptions, closes: Float64Array, tick: number): (number | null)[] {
  const exposures = new Array<number | null>(rules.length);
  for (let k = 0; k < rules.length; k++) {
    const direction = rules[k]!.exposure(closes, tick);
    exposures[k] = direction !== null && mode === 'long-flat' ? Math.max(0, direction) : direction;
  }
  return exposures;
}

interface TickCosts {
  readonly change: number;
  readonly volatility: number;
  readonly cost: number;
}

function gainsOf(
  exposures: readonly (number | null)[],
  held: readonly (number | null)[],
  { change, volatility, cost }: TickCosts,
): (number | null)[] {
  const gains = new Array<number | null>(exposures.length);
  for (let k = 0; k < exposures.length; k++) {
    const exposure = exposures[k]!;
    const paid = exposure === null ? 0 : cost * Math.abs(exposure - (held[k] ?? 0));
    gains[k] = exposure === null ? null : (exposure * change - paid) / volatility;
  }
  return gains;
}

/** The exposure that the mixture took at a tick: from weights that did not know its return. */
export const exposureAt = ({ mixture }: PoolOptions, { before, exposures }: PoolTick): number =>
  mixtureExposure(mixture, before, exposures);
