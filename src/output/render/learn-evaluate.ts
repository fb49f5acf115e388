import type { LearnEvaluation } from '../../lib/app/learn/learn-evaluate.ts';
import { decimal, NONE, signedPercent } from '../numbers.ts';
import { type Fact, facts } from './facts.ts';
import { plural } from './plural.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

/** The verdict, and both ways to come to it. */
export function renderLearnEvaluation(evaluation: LearnEvaluation, screen: Screen): string {
  const options = { width: screen.width, indent: 2 };
  const { says, decisions } = evaluation;
  return page(screen, [
    wrap(says, screen.width),
    decisions === 0 ? 'No epoch has ended yet that a stance was taken on. Run: hive trade tick' : '',
    `By the decisions that were made\n${facts(offPolicyFacts(evaluation), options)}`,
    `By the returns of all stakes\n${facts(fullFacts(evaluation), options)}`,
  ]);
}

function offPolicyFacts({ offPolicy }: LearnEvaluation): Fact[] {
  const { decisions, effective, figures, why } = offPolicy;
  const count: Fact = [
    'Decisions',
    `${decimal(decisions, 0)}, worth ${decimal(effective, 1)} of the policy's own`,
  ];
  if (figures === null) return [count, ['Answer', `none: ${why}`]];
  const { ips, snips, dr, lower, loggedMean } = figures;
  return [
    count,
    ['Logged', `${signedPercent(loggedMean, 3)} of the cap a decision`],
    ['Inverse propensity', signedPercent(ips, 3)],
    ['Self-normalised', signedPercent(snips, 3)],
    ['Doubly robust', dr === null ? NONE : signedPercent(dr, 3)],
    ['Lower bound', `${signedPercent(lower, 3)}, 95 %, at any time`],
  ];
}

function fullFacts({ fullInformation }: LearnEvaluation): Fact[] {
  if (fullInformation === null) return [['Epochs', 'none yet']];
  const { epochs, policy, path, wealth, highest } = fullInformation;
  return [
    ['Epochs', plural(epochs, 'epoch')],
    ['Policy', `${signedPercent(policy, 3)} of the cap an epoch, net`],
    ['Decision path', signedPercent(path, 3)],
    ['Evidence', `wealth ${decimal(wealth, 2)}, at most ${decimal(highest, 2)}; 20 is wanted`],
  ];
}
