import type { ClassStatus, TrainStatus } from '../../lib/app/train-status.ts';
import { decimal } from '../numbers.ts';
import { utcMinute } from '../times.ts';
import { type Fact, facts } from './facts.ts';
import { plural } from './plural.ts';
import { accuracyText } from './scorecard.ts';
import { page, type Screen } from './screen.ts';

/** Where training stands, a block for each asset class. */
export function renderTrainStatus(status: TrainStatus, screen: Screen): string {
  return page(screen, [
    facts([['Cycles', cyclesText(status)]], screen),
    ...status.classes.map(each => `${each.assetClass}\n${classFacts(each, screen)}`),
    status.cycles === 0 ? 'No cycle has run yet. Run: hive train cycle' : '',
  ]);
}

/** `3, the last 2026-09-21 00:05Z; next training in 2 cycles`. */
export const cyclesText = ({ cycles, lastCycleAt, nextTrainingIn }: TrainStatus): string =>
  lastCycleAt === null
    ? 'none yet'
    : `${decimal(cycles, 0)}, the last ${utcMinute(Date.parse(lastCycleAt))}; ` +
      `next training in ${plural(nextTrainingIn, 'cycle')}`;

function classFacts(each: ClassStatus, { width }: Screen): string {
  const { matured, samples, window, model, trainedTo, evaluation, trouble } = each;
  const pairs: Fact[] = [
    ['Samples', `${decimal(samples, 0)}, of them ${decimal(matured, 0)} matured`],
    ['Window', `a training uses the newest ${decimal(window, 0)} matured samples`],
    ['Model', model ?? 'none'],
  ];
  if (trainedTo !== null) pairs.push(['Trained to', utcMinute(Date.parse(trainedTo))]);
  if (evaluation) pairs.push(['Walk-forward accuracy', `${accuracyText(evaluation)}, 95 % interval`]);
  if (trouble !== null) pairs.push(['Trouble', trouble]);
  return facts(pairs, { width, indent: 2 });
}
