import { percent } from '../../../../output/numbers.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import type { Scale } from '../../shared/parts/scale.ts';
import { whiskerBar } from '../../shared/parts/whisker-bar.ts';
import { type ClassImportance, URLS } from '../answers.ts';
import { type ClassView, classPanel, modelCommand, note, withAnswer } from '../class-view.ts';
import { plural } from '../words.ts';

type Feature = ClassImportance['features'][number];

/** What the model looks at most, and how much that differs from model to model. */
export const importancePanel = (view: ClassView): ViewNode =>
  classPanel(
    view,
    {
      id: 'importance',
      title: 'Feature importance',
      url: URLS.importance,
      command: modelCommand(view.status.model),
    },
    withAnswer<ClassImportance>(view, URLS.importance, importances),
  );

function importances({ features, models }: ClassImportance): Child {
  if (features.length === 0) return note('No model is in use.');
  const scale: Scale = [0, Math.max(...features.map(({ high, share }) => Math.max(high, share))) || 1];
  const hasSpread = models > 1;
  return [
    h(
      'ul',
      { class: 'importance' },
      features.map(feature => line(feature, scale, hasSpread)),
    ),
    note(
      hasSpread
        ? `Share in the splits of the model in use; whiskers: lowest and highest of ${plural(models, 'kept model')}.`
        : 'Share in the splits of the model in use. A spread needs a second model.',
    ),
  ];
}

const line = ({ feature, share, low, high }: Feature, scale: Scale, hasSpread: boolean): ViewNode =>
  h(
    'li',
    { key: feature },
    h('span', { class: 'name' }, feature),
    whiskerBar({ scale, value: share, spread: hasSpread ? [low, high] : null }),
    h(
      'span',
      { class: 'figure' },
      percent(share),
      hasSpread && h('span', { class: 'quiet' }, ` ${percent(low)} to ${percent(high)}`),
    ),
  );
