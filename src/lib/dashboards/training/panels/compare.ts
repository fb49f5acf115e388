import { decimal, percent } from '../../../../output/numbers.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { age } from '../../shared/parts/age.ts';
import { badge } from '../../shared/parts/badge.ts';
import { empty } from '../../shared/parts/empty.ts';
import { intervalBar } from '../../shared/parts/interval-bar.ts';
import { table } from '../../shared/parts/table.ts';
import { type ClassEvaluation, type Evaluation, type Scored, URLS } from '../answers.ts';
import { type ClassView, classPanel, modelCommand, note, withAnswer } from '../class-view.ts';
import { differenceOf, type Estimate, isAbove } from '../difference.ts';
import { accuracyOf, isBetterThanLast, points } from '../judgement.ts';
import { accuracyScale } from '../scales.ts';
import { accuracyText, bestBaseline, countText, lossText } from '../words.ts';

/** The model in use beside the newest other one, figure by figure. */
export const comparePanel = (view: ClassView): ViewNode =>
  classPanel(
    view,
    {
      id: 'compare',
      title: 'Champion against challenger',
      url: URLS.evaluation,
      command: modelCommand(view.status.model),
      className: 'wide',
    },
    withAnswer<ClassEvaluation>(view, URLS.evaluation, row => compared(view, row)),
  );

function compared(view: ClassView, row: ClassEvaluation): Child {
  const { champion, challenger, trouble, breakEven } = row;
  if (!champion)
    return empty(
      trouble ?? 'There is no model in use.',
      trouble === null ? 'hive train cycle' : 'hive models list',
    );
  return [
    h('p', { class: 'says' }, isBetterThanLast(row).sentence),
    accuracies(champion, challenger),
    figuresTable(view, champion, challenger),
    note(
      'Each model is scored on its own newest bets, so the two overlap but are not the same. ',
      breakEven === null ? '' : `A bet of this class breaks even at a probability of ${percent(breakEven)}.`,
    ),
  ];
}

function accuracies(champion: Scored, challenger: Scored | null): Child {
  const scored = [champion, challenger].flatMap(each => (each?.evaluation ? [each.evaluation] : []));
  if (scored.length === 0) return null;
  const scale = accuracyScale(...scored);
  return h(
    'div',
    { class: 'bars-of-two', 'aria-hidden': 'true' },
    scored.map((evaluation, i) => [
      h('span', {}, i === 0 && champion.evaluation ? 'champion' : 'challenger'),
      intervalBar({
        scale,
        value: evaluation.accuracy,
        interval: evaluation.accuracyInterval95,
        mark: bestBaseline(evaluation).value,
        label: accuracyText(evaluation),
      }),
    ]),
  );
}

interface Line {
  readonly name: string;
  readonly champion: Child;
  readonly challenger: Child;
  readonly difference: string;
  /** Which does better by this figure alone; null where neither is, or it is no such figure. */
  readonly better: 'champion' | 'challenger' | null;
}

function figuresTable(view: ClassView, champion: Scored, challenger: Scored | null): ViewNode {
  const { nowMs } = view.state;
  const about: Line[] = [
    plain('Model', h('code', {}, champion.model), challenger && h('code', {}, challenger.model)),
    plain('Trained to', age(champion.trainedTo, nowMs), challenger && age(challenger.trainedTo, nowMs)),
    plain('Samples', countText(champion.rows), challenger && countText(challenger.rows)),
  ];
  return table({
    id: `${view.status.assetClass}-compare-table`,
    caption: 'Champion and challenger',
    columns: [
      { id: 'name', title: 'Figure', cell: line => line.name },
      { id: 'champion', title: 'Champion', numeric: true, cell: line => line.champion },
      { id: 'challenger', title: 'Challenger', numeric: true, cell: line => line.challenger ?? '–' },
      { id: 'difference', title: 'Difference', numeric: true, cell: line => line.difference },
      { id: 'better', title: 'Better', cell: line => line.better && badge('good', line.better) },
    ],
    rows: [...about, ...scoreLines(champion.evaluation, challenger?.evaluation ?? null)],
    key: line => line.name,
    state: view.state,
  });
}

const plain = (name: string, champion: Child, challenger: Child): Line => ({
  ...{ name, champion, challenger, difference: '', better: null },
});

function scoreLines(champion: Evaluation | null, challenger: Evaluation | null): Line[] {
  const of = (write: (evaluation: Evaluation) => string) => ({
    champion: champion ? write(champion) : '–',
    challenger: challenger ? write(challenger) : '–',
  });
  return [
    {
      name: 'Accuracy',
      ...of(({ accuracy }) => percent(accuracy)),
      ...accuracyDifference(champion, challenger),
    },
    {
      name: '95 % interval',
      ...of(({ accuracyInterval95: [low, high] }) => `${percent(low)} to ${percent(high)}`),
      ...{ difference: intervalText(champion, challenger), better: null },
    },
    plain('Needs no skill', ...pair(of(each => percent(bestBaseline(each).value)))),
    plain('Predictions', ...pair(of(({ n }) => countText(n)))),
    plain('Worth independent', ...pair(of(({ nEffective }) => countText(Math.floor(nEffective))))),
    ...LOWER_IS_BETTER.map(([name, read]) => ({
      name,
      ...of(each => decimal(read(each), 3)),
      ...lossDifference(champion && read(champion), challenger && read(challenger)),
    })),
    plain('Climatology log loss', ...pair(of(each => lossText(each.climatologyLogLoss)))),
  ];
}

const pair = ({ champion, challenger }: { champion: string; challenger: string }): [string, string] => [
  champion,
  challenger,
];

const LOWER_IS_BETTER: readonly (readonly [string, (evaluation: Evaluation) => number])[] = [
  ['Log loss', ({ logLoss }) => logLoss],
  ['Brier score', ({ brier }) => brier],
  ['Calibration error', ({ calibrationError }) => calibrationError],
];

type Difference = Pick<Line, 'difference' | 'better'>;

const accuracyDifferenceOf = (champion: Evaluation | null, challenger: Evaluation | null): Estimate | null =>
  champion && challenger ? differenceOf(accuracyOf(champion), accuracyOf(challenger)) : null;

/** Which is better is said only where the interval of the difference does not cover zero. */
function accuracyDifference(champion: Evaluation | null, challenger: Evaluation | null): Difference {
  const difference = accuracyDifferenceOf(champion, challenger);
  if (!difference) return { difference: '–', better: null };
  const beats = isAbove(difference.interval, 0);
  return {
    difference: `${points(difference.value)} points`,
    better: beats === null ? null : beats ? 'champion' : 'challenger',
  };
}

function intervalText(champion: Evaluation | null, challenger: Evaluation | null): string {
  const difference = accuracyDifferenceOf(champion, challenger);
  return difference ? `${difference.interval.map(points).join(' to ')}` : '–';
}

/** Of figures without an interval: which is lower as they are shown, no more. */
function lossDifference(champion: number | null, challenger: number | null): Difference {
  if (champion === null || challenger === null) return { difference: '–', better: null };
  const difference = Math.round((champion - challenger) * 1_000) / 1_000;
  const sign = difference > 0 ? '+' : '';
  return {
    difference: `${sign}${decimal(difference, 3)}`,
    better: difference === 0 ? null : difference < 0 ? 'champion' : 'challenger',
  };
}
