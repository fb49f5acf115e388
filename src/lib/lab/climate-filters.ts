import { regimes as quadrants, REGIME_NAMES } from '../features/regime.ts';
import { ewmaVolatility } from '../learning/ewma-volatility.ts';
import {
  DEFAULT_CHANGE_POINT,
  likeliestRun,
  newChangePoint,
  updateChangePoint,
} from '../learning/regime/change-point.ts';
import { filterEvents, newEventFilter } from '../learning/regime/event-filter.ts';
import { filterBelief, gaussianLikelihoods, newBelief } from '../learning/regime/hidden-markov.ts';
import { currentState, type JumpModel, newJumpState, updateJump } from '../learning/regime/jump-model.ts';
import type { Path } from './markets/path.ts';

/** Whether the market is wild after each tick, by what was known then; null where a filter says nothing. */
export type ClimateFilter = (path: Path) => (boolean | null)[];

const WILD_NAMES: readonly string[] = REGIME_NAMES.filter(name => name.startsWith('wild'));

/** The default: volatility over its median, with hysteresis. */
const byQuadrants: ClimateFilter = ({ closes, returns }) => {
  const codes = quadrants({ close: closes, length: closes.length });
  return Array.from(returns, (_, t) => {
    const name = REGIME_NAMES[codes[t + 1]!]!;
    return name === 'unknown' ? null : WILD_NAMES.includes(name);
  });
};

/** Volatilities of one tick, as shares of the usual one, that the models are told; and how long a climate lasts. */
const CALM = 0.6;
const WILD = 1.6;
const STAY = 0.99;
/** Returns of one tick in these markets are this share of the price. */
const SCALE = 0.01;

const MARKOV = {
  transition: [
    [STAY, 1 - STAY],
    [1 - STAY, STAY],
  ],
  initial: [0.5, 0.5],
} as const;
const CLIMATES = [
  { mean: 0, deviation: CALM },
  { mean: 0, deviation: WILD },
] as const;

/** Forward probabilities of a hidden chain of two volatilities. */
const byMarkov: ClimateFilter = ({ returns }) => {
  let belief = newBelief(MARKOV);
  return Array.from(returns, change => {
    belief = filterBelief(MARKOV, belief, gaussianLikelihoods(CLIMATES, change / SCALE));
    return belief.probabilities[1]! > 0.5;
  });
};

/** Half of a wild and half of a calm deviation apart: a change pays when it lasts some ten ticks. */
const JUMPS: JumpModel = { centres: [[Math.log(CALM)], [Math.log(WILD)]], penalty: 2 };

/** The cheapest path through two levels of the logarithm of volatility. */
const byJumps: ClimateFilter = ({ closes, returns }) => {
  let state = newJumpState(JUMPS);
  return Array.from(returns, (_, t) => {
    const volatility = ewmaVolatility(closes, t + 1);
    if (volatility === null || !(volatility > 0)) return null;
    state = updateJump(JUMPS, state, [Math.log(volatility / SCALE)]);
    return currentState(state) === 1;
  });
};

/** Run lengths of the logarithm of squared changes: wild while the mean of the likeliest run is above the middle. */
const byChangePoints: ClimateFilter = ({ returns }) => {
  // The logarithm of a squared standard normal has mean -1.27 and variance 4.93.
  const options = {
    ...DEFAULT_CHANGE_POINT,
    hazard: 1 - STAY,
    variance: 4.93,
    priorVariance: 1,
    longest: 400,
  };
  const middle = Math.log(CALM) + Math.log(WILD);
  let state = newChangePoint(options);
  return Array.from(returns, change => {
    const size = Math.max(1e-4, Math.abs(change / SCALE));
    state = updateChangePoint(options, state, 2 * Math.log(size) + 1.27 - middle);
    return (state.means[likeliestRun(state)] ?? 0) > 0;
  });
};

/** Events of moves that sum to two usual deviations: wild when the last ten ticks had one. */
const byEvents: ClimateFilter = ({ returns }) => {
  let state = newEventFilter();
  let since = Number.POSITIVE_INFINITY;
  return Array.from(returns, change => {
    state = filterEvents(2, state, change / SCALE);
    since = state.event === 0 ? since + 1 : 0;
    return since < 10;
  });
};

/** The default is told nothing; the next three are told the two volatilities, which a real market does not tell. */
export const CLIMATE_FILTERS: Readonly<Record<string, ClimateFilter>> = {
  quadrants: byQuadrants,
  'hidden Markov, told': byMarkov,
  'jump model, told': byJumps,
  'change points, told': byChangePoints,
  'event filter': byEvents,
};
