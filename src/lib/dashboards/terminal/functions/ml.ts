import { decimal, percent } from '../../../../output/numbers.ts';
import { span } from '../../../../output/times.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { age, moment } from '../../shared/parts/age.ts';
import { badge } from '../../shared/parts/badge.ts';
import { empty } from '../../shared/parts/empty.ts';
import { meter } from '../../shared/parts/meter.ts';
import type { LiveFeed } from '../../shared/state.ts';
import { type Fact, facts } from '../parts/facts.ts';
import { byCycle, type Place, type TerminalFunction } from './definition.ts';

type Training = LiveFeed['status']['training'];
type Class = Training['classes'][number];

/** Where training stands. */
export const ml: TerminalFunction = {
  ...{ code: 'ML', title: 'Training', ticker: 'none', argument: null },
  about: 'Cycles, samples and the out-of-sample record of the models in use; the Training page has more.',
  columns: [
    ['Accuracy', 'share of out-of-sample predictions that came true, with its 95 % interval'],
    ['Always the likelier', 'what is reached without a model'],
    ['Log loss', 'lower is better; beside it that of saying the base rate every time'],
    ['Calibration', 'how far its probabilities were from what happened'],
  ],
  view: training,
  command: () => 'hive train status',
  url: () => '/api/training/status',
  age: byCycle,
};

function training({ state }: Place): ViewNode {
  const { feed, nowMs } = state;
  const { cycles, lastCycleAt, nextTrainingIn, classes } = feed.status.training;
  if (cycles === 0) return empty('No training cycle has run yet.', 'hive train cycle');
  return h(
    'div',
    { class: 'stack' },
    h(
      'p',
      { class: 'sums' },
      h('span', {}, 'Cycles ', h('span', { class: 'figure' }, decimal(cycles, 0))),
      h('span', {}, 'Last ', age(lastCycleAt, nowMs)),
      h('span', {}, 'Next training in ', h('span', { class: 'figure' }, nextTrainingIn), ' cycles'),
      h('a', { href: '/training' }, 'Training page'),
    ),
    running(feed.training),
    h(
      'div',
      { class: 'fact-grid' },
      classes.map(one => facts(one.assetClass, classFacts(one))),
    ),
  );
}

const running = (progress: LiveFeed['training']): ViewNode | null =>
  progress &&
  meter({
    ...{ share: progress.done / progress.total, label: `Training now: ${progress.step}` },
    text: `${progress.done} of ${progress.total}, ${progress.leftMs === null ? 'time left not known' : `${span(progress.leftMs)} left`}`,
  });

function classFacts({ model, trouble, samples, matured, trainedTo, evaluation }: Class): readonly Fact[] {
  return [
    ['Model', model ?? 'none yet'],
    ['State', trouble === null ? badge('ok', 'can be used') : badge('problem', trouble)],
    ['Trained to', trainedTo === null ? '–' : moment(trainedTo)],
    ['Samples', `${decimal(samples, 0)}, ${decimal(matured, 0)} with their outcome`],
    ...(evaluation ? evidenceFacts(evaluation) : [['Record', 'none yet'] as const]),
  ];
}

function evidenceFacts(evaluation: NonNullable<Class['evaluation']>): readonly Fact[] {
  const [low, high] = evaluation.accuracyInterval95;
  return [
    [
      'Predictions',
      `${decimal(evaluation.n, 0)}, worth ${decimal(evaluation.nEffective, 0)} independent ones`,
    ],
    ['Accuracy', `${percent(evaluation.accuracy)} (${percent(low, 0)} to ${percent(high, 0)})`],
    ['Always the likelier', percent(evaluation.baselines.majority)],
    ['Log loss', `${decimal(evaluation.logLoss, 3)}, base rate ${decimal(evaluation.climatologyLogLoss, 3)}`],
    ['Calibration', `off by ${percent(evaluation.calibrationError)}`],
    [
      'Above the 70 % rule',
      `${percent(evaluation.confident.share)}, true ${percent(evaluation.confident.hitRate)}`,
    ],
  ];
}
