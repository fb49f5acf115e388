import { decimal, percent, signedPercent } from '../../../../output/numbers.ts';
import { h, type ViewNode } from '../../shared/node.ts';
import { ageText } from '../../shared/parts/age.ts';
import { empty } from '../../shared/parts/empty.ts';
import { figure } from '../../shared/parts/figures.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import type { LiveFeed, PageState } from '../../shared/state.ts';
import { shellName } from '../desk/ticker.ts';
import { tickerRow } from '../parts/go.ts';
import { ofTicker } from '../parts/of-ticker.ts';
import { actionWord } from '../parts/signal-word.ts';
import { byTick, type Place, type TerminalFunction } from './definition.ts';

type Prediction = LiveFeed['predictions'][number];
type Forecast = Exclude<Prediction, { readonly reason: unknown }>;
type Signal = LiveFeed['signals'][number];

/** What the models expect, and what the strategy made of it. */
export const sig: TerminalFunction = {
  ...{ code: 'SIG', title: 'Signals', ticker: 'optional', argument: null },
  about: 'What the models expect now, and what the strategy wanted and did at its last decisions.',
  columns: [
    ['Probability', 'calibrated: that a bet made now pays after costs'],
    ['Interval', 'how far the data leave the probability open'],
    ['Break-even', 'the probability at which the bet earns its costs'],
    ['Model, n', 'the model and the out-of-sample predictions that its record rests on'],
    ['Off by', 'calibration error: how far its probabilities were from what happened'],
    ['Done', 'what was done of what was wanted, limits included'],
  ],
  view: signals,
  command: ({ ticker }) => (ticker ? `hive predict ${shellName(ticker)}` : 'hive predict'),
  url: () => '/api/predictions',
  age: byTick,
};

function signals(place: Place): ViewNode {
  return h(
    'div',
    { class: 'stack' },
    h('h3', {}, 'Predictions'),
    predictionsTable(place),
    h('h3', {}, 'Signals'),
    signalsTable(place),
  );
}

function predictionsTable(place: Place): ViewNode {
  const { id, state, screen } = place;
  const rows = ofTicker<Prediction>(state.feed.predictions, screen);
  if (rows.length === 0) return empty('No model says anything yet.', 'hive train cycle');
  return table({
    ...{ id: `${id}-predictions`, caption: 'Predictions', rows, state, columns: predictionColumns(place) },
    key: ({ symbol }) => symbol,
  });
}

const forecastOf = (row: Prediction): Forecast | null => ('reason' in row ? null : row);

function predictionColumns(place: Place): readonly Column<Prediction>[] {
  const share = (of: (forecast: Forecast) => number | null) => (row: Prediction) => {
    const forecast = forecastOf(row);
    return figure(percent(forecast && of(forecast)));
  };
  const evidence = evidenceOf(place.state);
  return [
    { id: 'symbol', title: 'Symbol', cell: row => tickerRow(place, row.symbol), sortBy: row => row.symbol },
    { id: 'says', title: 'Says', cell: row => ('reason' in row ? row.reason : actionWord(row.action)) },
    {
      ...{ id: 'probability', title: 'Probability', numeric: true, cell: share(row => row.probabilityUp) },
      sortBy: row => forecastOf(row)?.probabilityUp ?? null,
    },
    { id: 'interval', title: 'Interval', numeric: true, cell: row => figure(intervalText(forecastOf(row))) },
    { id: 'even', title: 'Break-even', numeric: true, cell: share(row => row.breakEven) },
    {
      ...{ id: 'move', title: 'Expected', numeric: true, minor: true },
      cell: row => figure(signedPercent(forecastOf(row)?.expectedMove ?? null, 2)),
    },
    { id: 'cost', title: 'Cost', numeric: true, minor: true, cell: share(row => row.cost) },
    { id: 'n', title: 'n', numeric: true, cell: row => figure(decimal(evidence(row)?.n ?? null, 0)) },
    {
      ...{ id: 'off', title: 'Off by', numeric: true, minor: true },
      cell: row => figure(percent(evidence(row)?.calibrationError ?? null)),
    },
    {
      ...{ id: 'model', title: 'Model' },
      cell: row => h('span', { class: 'name' }, forecastOf(row)?.model.name ?? '–'),
    },
  ];
}

const intervalText = (forecast: Forecast | null): string =>
  forecast ? forecast.interval.map(end => percent(end, 0)).join(' to ') : '–';

/** The out-of-sample record of the model behind a prediction; null without one. */
const evidenceOf =
  ({ feed }: PageState) =>
  (row: Prediction) => {
    const model = forecastOf(row)?.model.name;
    const found = feed.status.training.classes.find(({ assetClass }) => assetClass === row.assetClass);
    return found && found.model === model ? found.evaluation : null;
  };

function signalsTable(place: Place): ViewNode {
  const { id, state, screen } = place;
  const rows = ofTicker(state.feed.signals, screen);
  if (rows.length === 0) return empty('The strategy has not decided anything yet.', 'hive trade tick');
  return table({
    ...{ id: `${id}-signals`, caption: 'Signals, newest first', rows, state, columns: signalColumns(place) },
    key: ({ seq }) => String(seq),
  });
}

const signalColumns = (place: Place): readonly Column<Signal>[] => [
  { id: 'symbol', title: 'Symbol', cell: row => tickerRow(place, row.symbol), sortBy: row => row.symbol },
  { id: 'wanted', title: 'Wanted', cell: row => actionWord(row.action), sortBy: row => row.action },
  { id: 'done', title: 'Done', cell: row => row.effect, sortBy: row => row.effect },
  {
    ...{ id: 'confidence', title: 'Confidence', numeric: true },
    ...{ cell: row => figure(percent(row.confidence)), sortBy: row => row.confidence },
  },
  { id: 'threshold', title: 'Needs', numeric: true, cell: row => figure(percent(row.threshold)) },
  {
    ...{ id: 'at', title: 'Age', numeric: true },
    ...{ cell: row => ageText(Date.parse(row.at), place.state.nowMs), sortBy: row => row.at },
  },
  { id: 'why', title: 'Why', cell: row => row.meaning },
];
