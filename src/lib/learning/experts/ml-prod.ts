import { awakeLoss, checkLosses } from './ada-hedge.ts';

/** What ML-Prod remembers of each expert: all lists have one entry an expert. */
export interface MlProdState {
  /** ln of the potential. */
  readonly logs: readonly number[];
  /** Sum of squared regrets. */
  readonly squares: readonly number[];
  /** Largest absolute regret. */
  readonly largest: readonly number[];
}

export function newMlProd(experts: number): MlProdState {
  const zeros = new Array<number>(experts).fill(0);
  return { logs: zeros, squares: zeros, largest: zeros };
}

/** Weights for the next round, sum 1: rate times potential. */
export function mlProdWeights(state: MlProdState): number[] {
  const { logs } = state;
  if (logs.length === 1) return [1];
  const most = Math.max(...logs);
  const amounts = logs.map((log, k) => rateOf(state, k) * Math.exp(log - most));
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  return amounts.map(amount => amount / sum);
}

/** min(1 / (2 max |r|), sqrt(ln K / (1 + sum r²))): one rate an expert, nothing to tune. */
function rateOf({ logs, squares, largest }: MlProdState, k: number): number {
  return Math.min(1 / (2 * largest[k]!), Math.sqrt(Math.log(logs.length) / (1 + squares[k]!)));
}

/**
 * One round of ML-Prod, a second opinion whose regret to an expert depends on that expert's own excess losses alone.
 * An expert whose loss is null sleeps: it regrets nothing. The rule is that of the R package opera: the potential is
 * carried to the new rate, which has seen this round.
 * @see Gaillard, Stoltz and van Erven (2014), COLT, adaptive ML-Prod
 * @throws RangeError on a loss beyond 1e100, or another number of losses than experts
 */
export function mlProd(state: MlProdState, losses: readonly (number | null)[]): MlProdState {
  checkLosses(losses, state.logs.length);
  const loss = awakeLoss(mlProdWeights(state), losses);
  if (loss === null || losses.length === 1) return state;
  const regrets = losses.map(each => (each === null ? 0 : loss - each));
  const next: MlProdState = {
    logs: state.logs,
    squares: state.squares.map((sum, k) => sum + regrets[k]! ** 2),
    largest: state.largest.map((most, k) => Math.max(most, Math.abs(regrets[k]!))),
  };
  const logs = state.logs.map((log, k) => {
    const rate = rateOf(next, k);
    return (rate / rateOf(state, k)) * log + Math.log1p(rate * regrets[k]!);
  });
  return { ...next, logs };
}
