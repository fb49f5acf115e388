/** What AdaHedge remembers. */
export interface AdaHedgeState {
  /** Cumulative loss of each expert. */
  readonly losses: readonly number[];
  /** Cumulative loss of the mixture itself. */
  readonly loss: number;
  /** Cumulative mixability gap: how much more the mixture lost than the mix loss. It sets the learning rate. */
  readonly gap: number;
}

export const newAdaHedge = (experts: number): AdaHedgeState => ({
  losses: new Array<number>(experts).fill(0),
  loss: 0,
  gap: 0,
});

/** Weights for the next round, sum 1: exp(-rate L) with rate ln K / gap, the leaders alone while the gap is 0. */
export const adaHedgeWeights = ({ losses, gap }: AdaHedgeState): number[] =>
  mix(rateOf(losses, gap), losses).weights;

const rateOf = (losses: readonly number[], gap: number): number =>
  gap > 0 ? Math.log(losses.length) / gap : Infinity;

/**
 * One round of AdaHedge: exponential weights whose rate follows the losses seen, so that there is nothing to tune and
 * losses may have any range. An expert whose loss is null sleeps: it loses what the mixture of the others loses.
 * @see de Rooij, van Erven, Grünwald and Koolen (2014), JMLR 15
 * @throws RangeError on a loss beyond 1e100, or another number of losses than experts
 */
export function adaHedge(state: AdaHedgeState, losses: readonly (number | null)[]): AdaHedgeState {
  checkLosses(losses, state.losses.length);
  const rate = rateOf(state.losses, state.gap);
  const before = mix(rate, state.losses);
  const loss = awakeLoss(before.weights, losses);
  if (loss === null) return state;
  const sums = state.losses.map((sum, k) => sum + (losses[k] ?? loss));
  const mixLoss = mix(rate, sums).loss - before.loss;
  return { losses: sums, loss: state.loss + loss, gap: state.gap + Math.max(0, loss - mixLoss) };
}

/** Losses beyond this have squares that no double holds. */
const MAX_LOSS = 1e100;

/** @throws RangeError on a loss beyond 1e100, or another number of losses than experts */
export function checkLosses(losses: readonly (number | null)[], experts: number): void {
  if (losses.length !== experts) throw new RangeError(`${losses.length} losses for ${experts} experts`);
  losses.forEach((loss, k) => {
    if (loss !== null && !(Math.abs(loss) <= MAX_LOSS)) {
      throw new RangeError(`the loss of expert ${k} is ${loss}`);
    }
  });
}

/** Mean loss by weight of those awake, equal weights where those have none; null when all sleep. */
function awakeLoss(weights: readonly number[], losses: readonly (number | null)[]): number | null {
  let [weight, lost, count, plain] = [0, 0, 0, 0];
  losses.forEach((loss, k) => {
    if (loss === null) return;
    weight += weights[k]!;
    lost += weights[k]! * loss;
    count += 1;
    plain += loss;
  });
  if (count === 0) return null;
  return weight > 0 ? lost / weight : plain / count;
}

/** Exponential weights and the cumulative mix loss -ln(mean exp(-rate L)) / rate; at an endless rate the least loss. */
function mix(rate: number, losses: readonly number[]): { weights: number[]; loss: number } {
  const least = Math.min(...losses);
  const amounts = losses.map(loss =>
    rate === Infinity ? Number(loss === least) : Math.exp(-rate * (loss - least)),
  );
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const loss = rate > 0 ? least - Math.log(sum / losses.length) / rate : least;
  return { weights: amounts.map(amount => amount / sum), loss };
}

/** How much more the mixture lost than the best expert. */
export const adaHedgeRegret = ({ losses, loss }: AdaHedgeState): number => loss - Math.min(...losses);
