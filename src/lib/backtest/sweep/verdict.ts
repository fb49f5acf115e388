import type { Luck } from './luck.ts';

export interface Judged {
  readonly luck: Luck;
  readonly points: number;
  /** What the choices of the folds earned on the days after them, as a share; null without walk-forward. */
  readonly walked: number | null;
}

/** Below it a probability is usually taken as evidence: for one minus the deflated ratio, and for overfitting. */
const RARE = 0.05;

/** What a sweep allows to say about its best point, in one sentence. */
export function verdictOn({ luck, points, walked }: Judged): string {
  const { deflatedSharpe, overfitting, tries } = luck;
  if (deflatedSharpe === null) {
    return `Nothing can be said of the best of ${points} points: too few of them traded on these days.`;
  }
  const facts = [
    `with ${tries} tries counted its Sharpe ratio is above luck with a probability of ${percent(deflatedSharpe)}`,
    overfitting === null ? '' : `the probability of overfitting is ${percent(overfitting)}`,
    walked === null ? '' : `out of sample the choices of the folds ${earned(walked)}`,
  ];
  return `${opening({ luck, points, walked })}: ${facts.filter(fact => fact !== '').join(', ')}.`;
}

function opening({ luck, points, walked }: Judged): string {
  const best = `The best of ${points} points`;
  const { deflatedSharpe, overfitting } = luck;
  const odds = [1 - (deflatedSharpe ?? 0), overfitting ?? 0];
  const lost = walked !== null && walked <= 0;
  if (lost || odds.some(probability => probability >= 0.5)) return `${best} is most likely luck`;
  if (walked === null) return `${best} is chosen in sample, on the days it is judged by, and proves little`;
  if (odds.every(probability => probability <= RARE))
    return `${best} is more than luck, as far as these bars tell`;
  return `${best} cannot be told from luck`;
}

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

const earned = (share: number): string =>
  share > 0 ? `earned ${(share * 100).toFixed(1)} %` : `lost ${(-share * 100).toFixed(1)} %`;
