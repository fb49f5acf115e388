import { decimal, percent } from '../../../../output/numbers.ts';
import { utcMinute } from '../../../../output/times.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { age } from '../../shared/parts/age.ts';
import { badge } from '../../shared/parts/badge.ts';
import { empty, missing } from '../../shared/parts/empty.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import { answer } from '../../shared/state.ts';
import { type AssetClass, type Cycle, type Cycles, type Evaluation, URLS } from '../answers.ts';
import { type ClassView, classPanel, note } from '../class-view.ts';
import { classTitle, countText, lossText } from '../words.ts';

/** What one cycle did for one asset class. */
interface Run {
  readonly cycle: number;
  readonly at: string;
  readonly bars: number;
  readonly samples: number;
  /** Null when this cycle was not one that trains. */
  readonly training: NonNullable<Cycle['trained']>[number] | null;
  readonly evaluation: Evaluation | null;
  /** What sources of bars had to say. */
  readonly notes: readonly string[];
}

/** Every cycle with what it brought and what came of its training. */
export function cyclesPanel(view: ClassView): ViewNode {
  const cycles = answer<Cycles>(view.state, URLS.cycles);
  return classPanel(
    view,
    {
      id: 'cycles',
      title: 'Cycles and runs',
      url: URLS.cycles,
      command: 'hive train status',
      className: 'wide tall',
      aside: cycles && `${countText(cycles.cycles.length)} newest of ${countText(cycles.total)}`,
    },
    cycles ? runs(view, cycles) : missing(view.state, URLS.cycles),
  );
}

function runs(view: ClassView, { cycles }: Cycles): Child {
  const { assetClass } = view.status;
  if (cycles.length === 0) return empty('No cycle has run yet.', 'hive train cycle');
  return table({
    id: `${assetClass}-cycles-table`,
    caption: `Training cycles of ${classTitle(assetClass)}`,
    columns: columns(view),
    rows: cycles.map(cycle => runOf(cycle, assetClass)),
    key: ({ cycle }) => String(cycle),
    state: view.state,
  });
}

function runOf({ cycle, at, collected, trained, forecasts }: Cycle, assetClass: AssetClass): Run {
  const others = new Set(
    forecasts.filter(made => made.assetClass !== assetClass).map(({ symbol }) => symbol),
  );
  const own = collected.filter(({ symbol }) => !others.has(symbol));
  const training = trained?.find(each => each.assetClass === assetClass) ?? null;
  return {
    cycle,
    at,
    bars: own.reduce((sum, { newBars }) => sum + newBars, 0),
    samples: own.reduce((sum, { newSamples }) => sum + newSamples, 0),
    training,
    evaluation: training?.evaluation ?? null,
    notes: own.flatMap(({ symbol, note: said }) => (said === null ? [] : [`${symbol}: ${said}`])),
  };
}

const columns = ({ state }: ClassView): Column<Run>[] => [
  { id: 'cycle', title: 'Cycle', numeric: true, cell: run => countText(run.cycle), sortBy: run => run.cycle },
  { id: 'at', title: 'When', minor: true, cell: run => when(run.at), sortBy: run => run.at },
  { id: 'age', title: 'Age', cell: run => age(run.at, state.nowMs) },
  { id: 'bars', title: 'New bars', numeric: true, cell: run => countText(run.bars), sortBy: run => run.bars },
  {
    id: 'samples',
    title: 'New samples',
    numeric: true,
    cell: run => countText(run.samples),
    sortBy: run => run.samples,
  },
  { id: 'trained', title: 'Trained', cell: outcome, sortBy: run => outcomeWord(run) },
  {
    id: 'accuracy',
    title: 'Accuracy [95 %]',
    numeric: true,
    cell: ({ evaluation }) => (evaluation ? shortAccuracy(evaluation) : '–'),
    sortBy: ({ evaluation }) => evaluation?.accuracy ?? null,
  },
  {
    id: 'loss',
    title: 'Log loss',
    numeric: true,
    cell: ({ evaluation }) => lossText(evaluation?.logLoss ?? null),
    sortBy: ({ evaluation }) => evaluation?.logLoss ?? null,
  },
  {
    id: 'model',
    title: 'Model',
    cell: ({ training }) => (training?.model ? h('code', {}, training.model) : '–'),
    sortBy: ({ training }) => training?.model ?? null,
  },
];

/** With its interval, `51.0 % [45.1 to 57.0]`. */
const shortAccuracy = ({ accuracy, accuracyInterval95: [low, high] }: Evaluation): string =>
  `${percent(accuracy)} [${decimal(low * 100, 1)} to ${decimal(high * 100, 1)}]`;

const when = (at: string): ViewNode =>
  h('time', { class: 'figure moment', datetime: at }, utcMinute(Date.parse(at)));

const outcomeWord = ({ training }: Run): string =>
  training === null ? 'not due' : training.model === null ? 'refused' : 'trained';

function outcome(run: Run): Child {
  const { training, notes } = run;
  const word = outcomeWord(run);
  return h(
    'div',
    { class: 'outcome' },
    word === 'not due' ? word : badge(word === 'trained' ? 'good' : 'warning', word),
    training?.refused && note(training.refused),
    notes.map(said => note(said)),
  );
}
