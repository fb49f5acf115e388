import { percent, signedPercent } from '../../../../output/numbers.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { age } from '../../shared/parts/age.ts';
import { badge } from '../../shared/parts/badge.ts';
import { empty } from '../../shared/parts/empty.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import type { Forecast } from '../answers.ts';
import { type ClassView, classPanel } from '../class-view.ts';
import { classTitle } from '../words.ts';

type Made = Extract<Forecast, { readonly action: string }>;

/** What the model says of each symbol now. */
export function predictionsPanel(view: ClassView): ViewNode {
  const { state, status } = view;
  const own = state.feed.predictions.filter(({ assetClass }) => assetClass === status.assetClass);
  return classPanel(
    view,
    {
      id: 'predictions',
      title: 'Predictions of now',
      url: '/api/predictions',
      command: 'hive predict',
      className: 'wide',
    },
    own.length === 0
      ? empty('Nothing is predicted yet.', 'hive train cycle')
      : table({
          id: `${status.assetClass}-predictions-table`,
          caption: `Predictions of ${classTitle(status.assetClass)}`,
          columns: columns(view),
          rows: own,
          key: ({ symbol }) => symbol,
          state,
        }),
  );
}

const made = (forecast: Forecast): Made | null => ('action' in forecast ? forecast : null);

/** Of a forecast that was made; a dash where there is none. */
const of =
  (write: (forecast: Made) => Child) =>
  (forecast: Forecast): Child => {
    const one = made(forecast);
    return one ? write(one) : '–';
  };

const columns = ({ state }: ClassView): Column<Forecast>[] => [
  { id: 'symbol', title: 'Symbol', cell: row => h('strong', {}, row.symbol), sortBy: row => row.symbol },
  { id: 'signal', title: 'Signal', cell: signal },
  {
    id: 'probability',
    title: 'Pays with',
    numeric: true,
    cell: of(row => percent(row.probabilityUp)),
    sortBy: row => made(row)?.probabilityUp ?? null,
  },
  {
    id: 'interval',
    title: 'Left open',
    numeric: true,
    cell: of(({ interval: [low, high] }) => `${percent(low)} to ${percent(high)}`),
  },
  { id: 'even', title: 'Break-even', numeric: true, cell: of(row => percent(row.breakEven)) },
  { id: 'move', title: 'Move', numeric: true, cell: of(row => signedPercent(row.expectedMove, 2)) },
  { id: 'cost', title: 'Cost', numeric: true, minor: true, cell: of(row => percent(row.cost, 2)) },
  { id: 'bar', title: 'Bar closed', cell: of(row => age(row.barCloseAt, state.nowMs)) },
  { id: 'why', title: 'Because of', cell: of(reasons) },
];

const ARROWS = { BUY: '▲ ', SELL: '▼ ', HOLD: '' } as const;
const DIRECTIONS = { BUY: 'up', SELL: 'down', HOLD: 'flat' } as const;

const signal = (forecast: Forecast): ViewNode =>
  'action' in forecast
    ? h(
        'strong',
        { class: `change ${DIRECTIONS[forecast.action]}` },
        `${ARROWS[forecast.action]}${forecast.action}`,
      )
    : badge('warning', forecast.reason);

const reasons = ({ topFeatures }: Made): string =>
  topFeatures.map(({ feature, effect }) => `${feature} ${signedPercent(effect, 1)}`).join(', ') || '–';
