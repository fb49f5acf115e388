import type { JsonValue } from '../../core/canonical-json.ts';
import { checkRow } from '../check-input.ts';
import type { FittedModel } from '../learner.ts';
import { toShares } from '../model-reader.ts';
import { logistic } from './fit-ridge.ts';
import { type Standard, standardValue } from './standardise.ts';

/** All that a fitted logistic regression is. */
export interface LogisticParts {
  readonly bias: number;
  /** Change of the log-odds for one standard deviation of each feature. */
  readonly slopes: readonly number[];
  readonly standards: readonly Standard[];
}

/** A score of log-odds that are linear in the standardised features. */
export class LogisticModel implements FittedModel {
  readonly outOfBag = null;
  readonly importance: readonly number[];
  readonly #parts: LogisticParts;

  constructor(parts: LogisticParts) {
    this.#parts = parts;
    this.importance = toShares(parts.slopes.map(Math.abs));
  }

  /** @throws RangeError when `row` has a value that is not finite or the wrong length. */
  score(row: ArrayLike<number>): number {
    const { bias, slopes, standards } = this.#parts;
    checkRow(row, slopes.length);
    let odds = bias;
    for (let f = 0; f < slopes.length; f++) odds += slopes[f]! * standardValue(row[f]!, standards[f]!);
    return logistic(odds);
  }

  toJSON(): JsonValue {
    const { bias, slopes, standards } = this.#parts;
    return {
      bias,
      means: standards.map(standard => standard.mean),
      scales: standards.map(standard => standard.scale),
      slopes: [...slopes],
    };
  }
}
