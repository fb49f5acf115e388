export interface ConfusionCounts {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly trueNegative: number;
  readonly falseNegative: number;
}

/** How often "it pays", said above a probability of one half, was right and wrong. @see Fawcett (2006). */
export function confusion(probabilities: ArrayLike<number>, outcomes: ArrayLike<number>): ConfusionCounts {
  const counts = { truePositive: 0, falsePositive: 0, trueNegative: 0, falseNegative: 0 };
  for (let i = 0; i < probabilities.length; i++) {
    const said = probabilities[i]! > 0.5;
    const came = outcomes[i] === 1;
    if (said) counts[came ? 'truePositive' : 'falsePositive']++;
    else counts[came ? 'falseNegative' : 'trueNegative']++;
  }
  return counts;
}
