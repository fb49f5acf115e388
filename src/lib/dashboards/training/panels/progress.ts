import { span } from '../../../../output/times.ts';
import { cycleFreshness, freshness, STALE_INTERVALS } from '../../shared/freshness.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { age } from '../../shared/parts/age.ts';
import { badge } from '../../shared/parts/badge.ts';
import { meter } from '../../shared/parts/meter.ts';
import { panel } from '../../shared/parts/panel.ts';
import type { PageState } from '../../shared/state.ts';
import type { Progress } from '../answers.ts';
import { note } from '../class-view.ts';
import { countText, plural } from '../words.ts';

/** How far a running training is, or when the next one is due. */
export function progressPanel(state: PageState): ViewNode {
  const { training, health, status } = state.feed;
  const at = training?.updatedAt ?? status.training.lastCycleAt;
  return panel(
    {
      id: 'progress',
      title: training ? 'Training now' : 'Next training',
      state,
      at,
      freshness: training ? freshness(state, at, health.cycleEveryMs) : cycleFreshness(state),
      url: training ? '/api/training/progress' : '/api/training/status',
      command: 'hive train status',
    },
    training ? running(state, training) : due(state),
  );
}

function running(state: PageState, { startedAt, step, done, total, updatedAt, leftMs }: Progress): Child {
  const { nowMs, feed } = state;
  const silentMs = nowMs - Date.parse(updatedAt);
  return [
    meter({
      share: done / total,
      label: step,
      text: `${countText(done)} of ${countText(total)}`,
    }),
    h(
      'p',
      { class: 'says' },
      'Started ',
      age(startedAt, nowMs),
      leftMs === null ? '; the time left is not known yet.' : `; about ${span(leftMs)} left.`,
    ),
    silentMs > STALE_INTERVALS * feed.health.cycleEveryMs &&
      note(`Nothing was heard of it for ${span(silentMs)}: it may have been ended.`),
  ];
}

function due({ feed, nowMs }: PageState): Child {
  const { cycles, lastCycleAt, nextTrainingIn } = feed.status.training;
  const { cycleEveryMs } = feed.health;
  if (lastCycleAt === null)
    return [
      h('p', { class: 'says' }, badge('info', 'Never trained'), ' Run ', h('code', {}, 'hive train cycle')),
      note('Cycles collect bars and samples; a training follows when there are samples enough.'),
    ];
  const dueMs = Date.parse(lastCycleAt) + nextTrainingIn * cycleEveryMs;
  return [
    dueMs < nowMs ? late(nowMs - dueMs) : ahead(dueMs - nowMs, nextTrainingIn, cycleEveryMs),
    h('p', { class: 'quiet' }, `${plural(cycles, 'cycle')} so far, the last `, age(lastCycleAt, nowMs), '.'),
  ];
}

const ahead = (waitMs: number, cycles: number, everyMs: number): ViewNode =>
  h(
    'p',
    { class: 'says' },
    h('strong', { class: 'figure' }, `in ${span(waitMs)}`),
    ` with a cycle every ${span(everyMs)}: ${plural(cycles, 'cycle')} to go.`,
  );

const late = (lateMs: number): ViewNode =>
  h(
    'p',
    { class: 'says' },
    badge('warning', 'late'),
    ` It was due ${span(lateMs)} ago. Run `,
    h('code', {}, 'hive train cycle'),
    ', or see ',
    h('code', {}, 'hive doctor'),
  );
