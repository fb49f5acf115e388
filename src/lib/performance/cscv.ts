import { BlockSums, emptySums, type PartSums } from './block-sums.ts';
import { halves } from './halves.ts';

export interface CscvOptions {
  /** Even number of blocks, 16 when not said: 12,870 splits. */
  readonly blocks?: number;
  /** By what a configuration is ranked: the Sharpe ratio (the default) or the mean of its returns. */
  readonly rankBy?: 'sharpe' | 'mean';
}

export interface Cscv {
  readonly splits: number;
  /** Probability of backtest overfitting: share of splits in which the best one in sample is below the median out of it. */
  readonly probability: number;
  /** Share of splits in which the best one in sample loses out of it. */
  readonly lossProbability: number;
  /** ln(w / (1 - w)) of the relative rank w of the best one, of each split in lexicographic order. */
  readonly logits: Float64Array;
}

/** One half of the blocks: its sums, and the score of each configuration on it. */
interface Half extends PartSums {
  readonly score: Float64Array;
}

const emptyHalf = (count: number): Half => ({ ...emptySums(count), score: new Float64Array(count) });

/** Writes the scores: ranks only matter, so factors that all share are left out. One that never moves has 0. */
function rate({ sum, squares, days, score }: Half, rankBy: 'sharpe' | 'mean'): void {
  if (rankBy === 'mean') {
    score.set(sum);
    return;
  }
  for (let i = 0; i < score.length; i++) {
    const spread = squares[i]! - (sum[i]! * sum[i]!) / days;
    score[i] = spread > 1e-14 * squares[i]! ? sum[i]! / Math.sqrt(spread) : 0;
  }
}

function best(score: Float64Array): number {
  let at = 0;
  for (let i = 1; i < score.length; i++) if (score[i]! > score[at]!) at = i;
  return at;
}

/** Logit of the relative rank, rank / (M + 1), of one score among all; ties take the middle of their ranks. */
function logitOf(score: Float64Array, own: number): number {
  const value = score[own]!;
  let below = 0;
  let equal = 0;
  for (let i = 0; i < score.length; i++) {
    if (score[i]! < value) below++;
    else if (score[i] === value) equal++;
  }
  const rank = below + (equal + 1) / 2;
  return Math.log(rank / (score.length + 1 - rank));
}

/**
 * Combinatorially symmetric cross-validation: the days are cut into blocks; each half of the blocks in turn picks the
 * best configuration, the other half says how that one does. The probability is a statement about ranks: it can be low
 * while everything loses money, hence the loss probability beside it. Sums of blocks are made once and each split is
 * scored together with its mirror image, so that the cost grows with splits × configurations, not with days.
 * Null below two configurations or with fewer days than blocks.
 * @param returns of each configuration, all over the same days
 * @see Bailey, Borwein, López de Prado and Zhu (2017), Journal of Computational Finance 20(4)
 */
export function cscv(returns: readonly Float64Array[], options: CscvOptions = {}): Cscv | null {
  const { blocks = 16, rankBy = 'sharpe' } = options;
  const count = returns.length;
  if (count < 2 || returns[0]!.length < blocks) return null;
  const sums = new BlockSums(returns, blocks);
  const chosen = halves(blocks);
  const splits = chosen.length;
  const logits = new Float64Array(splits);
  const [inside, outside] = [emptyHalf(count), emptyHalf(count)];
  let losses = 0;
  const judge = (at: number, from: Half, to: Half): void => {
    const own = best(from.score);
    logits[at] = logitOf(to.score, own);
    if (to.sum[own]! < 0) losses++;
  };
  for (let k = 0; k < splits / 2; k++) {
    sums.write(chosen[k]!, inside);
    sums.writeRest(inside, outside);
    rate(inside, rankBy);
    rate(outside, rankBy);
    judge(k, inside, outside);
    // Its mirror image: the complement of the k-th half is the k-th from the end.
    judge(splits - 1 - k, outside, inside);
  }
  const overfitted = logits.reduce((sum, logit) => sum + (logit <= 0 ? 1 : 0), 0);
  return { splits, probability: overfitted / splits, lossProbability: losses / splits, logits };
}
