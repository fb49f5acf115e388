import { decimal, percent } from '../../../../output/numbers.ts';
import { span } from '../../../../output/times.ts';
import { cycleFreshness } from '../../shared/freshness.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { badge } from '../../shared/parts/badge.ts';
import { empty } from '../../shared/parts/empty.ts';
import { meter } from '../../shared/parts/meter.ts';
import { panel } from '../../shared/parts/panel.ts';
import type { LiveFeed, PageState } from '../../shared/state.ts';

type Progress = NonNullable<LiveFeed['training']>;
type ClassStatus = LiveFeed['status']['training']['classes'][number];

/** Whether a training runs, and the model that decides about coins now. */
export function trainingPanel(state: PageState): ViewNode {
  const { training: now, status } = state.feed;
  const { cycles, lastCycleAt, nextTrainingIn, classes } = status.training;
  const coins = classes.find(({ assetClass }) => assetClass === 'crypto');
  return panel(
    {
      ...{ id: 'training', title: 'Training', state, className: 'training-now' },
      ...{ at: now?.updatedAt ?? lastCycleAt, freshness: now ? 'fresh' : cycleFreshness(state) },
      ...{ command: 'hive train status', url: '/api/training/status' },
      aside: h('a', { href: '/training' }, 'Is the model any good?'),
    },
    now
      ? progress(now)
      : h('p', { key: 'now' }, `No training runs now; the next is in ${plural(nextTrainingIn)}.`),
    cycles === 0
      ? empty('No training cycle has run yet.', 'hive train cycle')
      : h('p', { key: 'cycles', class: 'quiet' }, `${plural(cycles)} so far.`),
    coins && model(coins),
  );
}

const plural = (cycles: number): string => `${decimal(cycles, 0)} ${cycles === 1 ? 'cycle' : 'cycles'}`;

const progress = ({ step, done, total, leftMs }: Progress): ViewNode =>
  meter({
    share: done / total,
    label: step,
    text: `${percent(done / total, 0)}${leftMs === null ? '' : `, ${span(leftMs)} left`}`,
  });

function model({ model: name, trouble, evaluation }: ClassStatus): ViewNode {
  if (trouble !== null) return h('p', { key: 'model' }, badge('problem', 'model'), ' ', trouble);
  if (name === null) return h('p', { key: 'model' }, badge('info', 'model'), ' There is none for coins yet.');
  const accuracy = evaluation ? `, walk-forward accuracy ${percent(evaluation.accuracy)}` : '';
  return h('p', { key: 'model' }, badge('ok', 'model'), ' ', h('code', {}, name), accuracy);
}
