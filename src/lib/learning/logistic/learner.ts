import { checkTrainingSet } from '../check-input.ts';
import type { FittedModel, Learner, TrainingSet } from '../learner.ts';
import { fitRidge } from './fit-ridge.ts';
import { LogisticModel } from './logistic-model.ts';
import { parseLogistic } from './parse-logistic.ts';
import { standardColumns, standardOf } from './standardise.ts';

/** As strong as one row that is right by one: the default of scikit-learn. */
const RIDGE = 1;

/** @throws HiveError (data, TRAINING_SET_INVALID) */
function fit(set: TrainingSet): FittedModel {
  checkTrainingSet(set);
  const standards = set.columns.map(column => standardOf(column, set.weights));
  const { zeros, ones } = classWeights(set);
  if (zeros === 0 || ones === 0) {
    const slopes = set.columns.map(() => 0);
    return new LogisticModel({ bias: Math.log((ones + 1) / (zeros + 1)), slopes, standards });
  }
  const values = standardColumns(set, standards);
  const [bias, ...slopes] = fitRidge({ values, labels: set.labels, weights: set.weights, ridge: RIDGE });
  return new LogisticModel({ bias: bias!, slopes, standards });
}

function classWeights({ labels, weights }: TrainingSet): { zeros: number; ones: number } {
  let [zeros, ones] = [0, 0];
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === 1) ones += weights[i]!;
    else zeros += weights[i]!;
  }
  return { zeros, ones };
}

/**
 * Ridge logistic regression on standardised features: the plainest model that can find a linear edge, with few
 * numbers to fit. It has no settings and no chance: those of the forest and the seed play no part. With one class
 * alone the score is that class's rate with one more row of each (Laplace). Importance is the share of the absolute
 * standardised slopes; out-of-bag figures are null.
 * @see Hoerl and Kennard (1970), Technometrics 12(1); le Cessie and van Houwelingen (1992), Applied Statistics 41(1)
 */
export const logisticLearner: Learner = {
  id: 'logistic',
  fit,
  restore: (json, featureCount) => new LogisticModel(parseLogistic(json, featureCount)),
};
