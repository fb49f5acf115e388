import { percent } from '../../../../output/numbers.ts';
import { utcMinute } from '../../../../output/times.ts';
import { isoTime } from '../../../core/clock.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { moment } from '../../shared/parts/age.ts';
import { asTable } from '../../shared/parts/as-table.ts';
import { table } from '../../shared/parts/table.ts';
import { timeStrip } from '../../shared/parts/time-strip.ts';
import { type Evaluation, URLS } from '../answers.ts';
import { type ClassView, classPanel, modelCommand, note } from '../class-view.ts';
import { shareScale } from '../scales.ts';
import { type Baseline, bestBaseline, countText, lossText, plural } from '../words.ts';

type Fold = Evaluation['folds'][number];

/** How the model did in each period that it had not seen. */
export const foldsPanel = (view: ClassView): ViewNode =>
  classPanel(
    view,
    {
      id: 'folds',
      title: 'Walk-forward folds',
      url: URLS.evaluation,
      command: modelCommand(view.status.model),
      className: 'wide',
    },
    view.status.evaluation ? folds(view, view.status.evaluation) : note('No model with a record is in use.'),
  );

function folds(view: ClassView, evaluation: Evaluation): Child {
  const baseline = bestBaseline(evaluation);
  const shown = evaluation.folds;
  const [first, last] = [shown[0], shown.at(-1)];
  if (!first || !last) return note('This model was evaluated without folds.');
  const above = shown.filter(fold => fold.accuracy > baseline.value).length;
  return [
    h(
      'p',
      { class: 'says' },
      `${above} of ${plural(shown.length, 'fold')} above the baseline of ${percent(baseline.value)} (${baseline.name}, dashed).`,
    ),
    strip(shown, baseline),
    h('p', { class: 'ends quiet' }, ends(first.fromMs), ends(last.toMs)),
    asTable(`${view.status.assetClass}-folds`, 'Folds as a table', foldTable(view, shown, baseline)),
  ];
}

const ends = (timeMs: number): ViewNode => h('span', { class: 'figure' }, utcMinute(timeMs).slice(0, 10));

const strip = (shown: readonly Fold[], baseline: Baseline): ViewNode | null =>
  timeStrip({
    columns: shown.map(({ fromMs, toMs, n, accuracy }) => ({
      fromMs,
      toMs,
      value: accuracy,
      text: percent(accuracy, 0),
      foot: `n ${countText(n)}`,
      title: `${utcMinute(fromMs)} to ${utcMinute(toMs)}: accuracy ${percent(accuracy)}, ${plural(n, 'prediction')}`,
    })),
    scale: shareScale([...shown.map(({ accuracy }) => accuracy), baseline.value]),
    baseline: baseline.value,
    label: `Accuracy of ${plural(shown.length, 'fold')} over time against a baseline of ${percent(baseline.value)}; the figures are in the table below`,
  });

const foldTable = (view: ClassView, shown: readonly Fold[], baseline: Baseline): ViewNode =>
  table({
    id: `${view.status.assetClass}-folds-table`,
    caption: 'Walk-forward folds, oldest first',
    columns: [
      { id: 'from', title: 'From', cell: fold => date(fold.fromMs), sortBy: fold => fold.fromMs },
      { id: 'to', title: 'To', cell: fold => date(fold.toMs), sortBy: fold => fold.toMs },
      {
        id: 'n',
        title: 'Predictions',
        numeric: true,
        cell: fold => countText(fold.n),
        sortBy: fold => fold.n,
      },
      {
        id: 'accuracy',
        title: 'Accuracy',
        numeric: true,
        cell: fold => percent(fold.accuracy),
        sortBy: fold => fold.accuracy,
      },
      {
        id: 'baseline',
        title: 'Against the baseline',
        cell: fold =>
          fold.accuracy > baseline.value ? '▲ above' : fold.accuracy < baseline.value ? '▼ below' : 'level',
      },
      {
        id: 'loss',
        title: 'Log loss',
        numeric: true,
        cell: fold => lossText(fold.logLoss),
        sortBy: fold => fold.logLoss,
      },
    ],
    rows: shown,
    key: fold => String(fold.fromMs),
    state: view.state,
  });

const date = (timeMs: number): ViewNode => moment(isoTime(timeMs));
