import { normalQuantile } from './normal.ts';
import { type SharpeSample, sharpeVarianceFactor } from './probabilistic-sharpe.ts';

export interface TrackRecordGoal {
  /** Ratio of one period to be above of; 0 when not said. */
  readonly benchmark?: number;
  /** 0.95 when not said. */
  readonly confidence?: number;
}

/**
 * Minimum track record length: returns needed until the probabilistic Sharpe ratio reaches `confidence`, if the ratio
 * stays what it is: 1 + (1 - γ₃ SR + (γ₄ - 1) / 4 × SR²) (z / (SR - SR*))². Null when the ratio is not above the
 * benchmark: no record is long enough then.
 * @see Bailey and López de Prado (2012), Journal of Risk 15(2)
 */
export function minTrackRecord(
  sample: Omit<SharpeSample, 'count'>,
  { benchmark = 0, confidence = 0.95 }: TrackRecordGoal = {},
): number | null {
  const factor = sharpeVarianceFactor({ ...sample, count: 0 });
  if (!(sample.sharpe > benchmark) || !(factor > 0)) return null;
  return 1 + factor * (normalQuantile(confidence) / (sample.sharpe - benchmark)) ** 2;
}
