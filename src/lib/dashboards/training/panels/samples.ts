import { percent } from '../../../../output/numbers.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { moment } from '../../shared/parts/age.ts';
import { empty } from '../../shared/parts/empty.ts';
import { meter } from '../../shared/parts/meter.ts';
import { type ClassSamples, URLS } from '../answers.ts';
import { type ClassView, classPanel, note, withAnswer } from '../class-view.ts';
import { countText } from '../words.ts';

/** What there is to learn from. */
export const samplesPanel = (view: ClassView): ViewNode =>
  classPanel(
    view,
    { id: 'samples', title: 'Samples', url: URLS.samples, command: 'hive train status' },
    withAnswer<ClassSamples>(view, URLS.samples, samples),
  );

function samples(row: ClassSamples): Child {
  const { total, matured, window, inWindow, paid, from, to } = row;
  if (total === 0) return empty('No samples are kept yet.', 'hive train cycle');
  return [
    meter({
      share: window === 0 ? null : inWindow / window,
      label: 'Window',
      text: `${countText(inWindow)} of ${countText(window)}`,
    }),
    inWindow < window && note('Too few to fill the window: more mature as time passes.'),
    h(
      'dl',
      { class: 'facts' },
      fact('Samples', countText(total)),
      fact('Outcome known', countText(matured)),
      fact('Window from', from === null ? '–' : moment(from)),
      fact('to', to === null ? '–' : moment(to)),
      fact('Bets that paid after costs', percent(paid)),
    ),
    (paid === 0 || paid === 1) &&
      note(
        `Every bet of the window ${paid === 1 ? 'paid' : 'failed'}: with one outcome there is nothing to tell apart.`,
      ),
    inWindow > 0 && barriers(row),
  ];
}

const fact = (name: string, content: Child): ViewNode[] => [
  h('dt', { key: name }, name),
  h('dd', { key: `${name} figure`, class: 'figure' }, content),
];

const BARRIERS = [
  ['target', 'Ended at the target'],
  ['stop', 'Ended at the stop'],
  ['time', 'Ended by time'],
] as const;

const barriers = ({ barriers: counts, inWindow }: ClassSamples): Child =>
  BARRIERS.map(([barrier, label]) =>
    meter({
      share: counts[barrier] / inWindow,
      label,
      text: `${countText(counts[barrier])} (${percent(counts[barrier] / inWindow)})`,
    }),
  );
