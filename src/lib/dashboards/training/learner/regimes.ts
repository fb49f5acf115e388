import { utcMinute } from '../../../../output/times.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { asTable } from '../../shared/parts/as-table.ts';
import { table } from '../../shared/parts/table.ts';
import type { PageState } from '../../shared/state.ts';
import { note } from '../class-view.ts';
import { plural } from '../words.ts';
import { type Learned, learnerPanel } from './learner-panel.ts';
import { regimeBand, regimeLegend } from './regime-band.ts';
import { type RegimeRun, regimeRuns } from './regime-runs.ts';

type Regime = Learned<'regime'>;

/** The state of the market of each symbol, now and over time. */
export const regimesPanel = (state: PageState): ViewNode =>
  learnerPanel(
    state,
    {
      ...{ id: 'regimes', part: 'regime', title: 'Regimes', url: '/api/learning/regimes' },
      ...{ className: 'across', nothing: 'No stance was taken yet, so no regime was noted.' },
    },
    regime => [
      regime.symbols.map(({ symbol }, place) => band(state, regime, { symbol, place })),
      regimeLegend(regime.names),
    ],
  );

function band(
  state: PageState,
  regime: Regime,
  { symbol, place }: { readonly symbol: string; readonly place: number },
): Child {
  const runs = regimeRuns(regime, place, state.feed.epochMs);
  const now = regime.symbols[place]!.regime;
  return h(
    'div',
    { key: symbol, class: 'regimes-of' },
    h('h3', {}, symbol, h('span', { class: 'quiet' }, ` now ${now}`)),
    runs.length === 0
      ? note('Its course begins with the first epoch whose outcome is known.')
      : [
          regimeBand(runs, `Regimes of ${symbol}: ${plural(runs.length - 1, 'change')}, now ${now}`),
          asRows(state, symbol, runs),
        ],
  );
}

const asRows = (state: PageState, symbol: string, runs: readonly RegimeRun[]): ViewNode =>
  asTable(
    `${symbol}-regimes`,
    `${symbol} as a table`,
    table({
      id: `regimes-${symbol.replaceAll(/[^A-Za-z0-9]/g, '-')}`,
      caption: `Regimes of ${symbol}, newest first`,
      columns: [
        { id: 'regime', title: 'Regime', cell: ({ name }) => name },
        { id: 'from', title: 'From', cell: ({ fromMs }) => utcMinute(fromMs) },
        { id: 'to', title: 'To', cell: ({ toMs }) => utcMinute(toMs) },
      ],
      rows: runs.toReversed(),
      key: ({ fromMs }) => String(fromMs),
      state,
    }),
  );
