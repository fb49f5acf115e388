import {
  expectedReward,
  learn,
  newRewardModel,
  type RewardModelOptions,
  type RewardModelState,
} from './reward-model.ts';

/** About the last 200 fills count; the prior weighs as much as one of them. */
const OPTIONS: RewardModelOptions = { dimension: 5, discount: 0.995, ridge: 1 };
/** Fills that the prior deviation counts for. */
const PRIOR_FILLS = 10;
const BASIS_POINT = 1e-4;

/** What is known of an order before it is sent. Fractions of price, but for the two sizes. */
export interface OrderConditions {
  /** Ask less bid over mid. */
  readonly spread: number;
  /** Size of the order, above 0, and volume of the bar it goes into, in one unit. */
  readonly size: number;
  readonly volume: number;
  /** Predictable deviation of one epoch's return. */
  readonly volatility: number;
}

export interface SlippageModelState {
  /** Model of slippage beyond half the spread, in basis points. */
  readonly model: RewardModelState;
  /** Discounted sum of squared errors of its predictions, each made before its fill, and their discounted count. */
  readonly squares: number;
  readonly fills: number;
}

export interface Slippage {
  /** Expected slippage against the mid, as a fraction of price; not negative: no cost model promises a gain. */
  readonly mean: number;
  readonly deviation: number;
}

export const newSlippageModel = (): SlippageModelState => ({
  model: newRewardModel(OPTIONS),
  squares: 0,
  fills: 0,
});

/**
 * Learns from one fill by discounted ridge regression on [1, spread, size / volume, ln(size / volume), volatility].
 * The share of volume stands beside its logarithm so that both a linear and a concave law can be met.
 * @param slippage against the mid at decision time, as a fraction of price, positive when it cost
 * @throws RangeError on conditions out of range or a slippage beyond the price itself
 */
export function learnSlippage(
  state: SlippageModelState,
  fill: { readonly conditions: OrderConditions; readonly slippage: number },
): SlippageModelState {
  if (!(Math.abs(fill.slippage) <= 1)) throw new RangeError(`a slippage of ${fill.slippage}`);
  const context = contextOf(fill.conditions);
  const reward = (fill.slippage - fill.conditions.spread / 2) / BASIS_POINT;
  const error = reward - expectedReward(OPTIONS, state.model, context).mean;
  return {
    model: learn(OPTIONS, state.model, { context, reward }),
    squares: OPTIONS.discount * state.squares + error * error,
    fills: OPTIONS.discount * state.fills + 1,
  };
}

/**
 * Mean and deviation of an order's slippage: half the spread each until fills come.
 * @throws RangeError on conditions out of range or a corrupted state
 */
export function expectedSlippage(state: SlippageModelState, conditions: OrderConditions): Slippage {
  const half = conditions.spread / 2;
  const { mean } = expectedReward(OPTIONS, state.model, contextOf(conditions));
  const prior = half / BASIS_POINT;
  const variance = (state.squares + PRIOR_FILLS * prior * prior) / (state.fills + PRIOR_FILLS);
  const deviation = BASIS_POINT * Math.sqrt(variance);
  if (!Number.isFinite(deviation)) throw new RangeError('a slippage model is not finite');
  return { mean: Math.max(0, half + BASIS_POINT * mean), deviation };
}

/** Features of order one: spread in 10 basis points, share of volume in percent, its logarithm over 10, volatility in percent. */
function contextOf({ spread, size, volume, volatility }: OrderConditions): number[] {
  if (!(spread >= 0 && spread <= 1)) throw new RangeError(`a spread of ${spread}`);
  if (!(size > 0 && size < Infinity && volume >= 0 && volume < Infinity)) {
    throw new RangeError(`an order of ${size} in a volume of ${volume}`);
  }
  if (!(volatility >= 0 && volatility <= 10)) throw new RangeError(`a volatility of ${volatility}`);
  // An order beyond the volume (or into none) counts as all of it.
  const share = size >= volume ? 1 : size / volume;
  return [1, spread * 1000, share * 100, Math.log(share) / 10, volatility * 100];
}
