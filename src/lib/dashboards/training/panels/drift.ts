import { decimal } from '../../../../output/numbers.ts';
import { utcMinute } from '../../../../output/times.ts';
import { type Child, h, type ViewNode } from '../../shared/node.ts';
import { badge, type Level } from '../../shared/parts/badge.ts';
import { type Column, table } from '../../shared/parts/table.ts';
import { twoHistograms } from '../../shared/parts/two-histograms.ts';
import { type ClassDrift, URLS } from '../answers.ts';
import { type ClassView, classPanel, note, withAnswer } from '../class-view.ts';
import { isStillGood } from '../judgement.ts';
import { countText } from '../words.ts';

type Feature = ClassDrift['features'][number];

/** Whether the newest samples look like those that the model was trained on. */
export const driftPanel = (view: ClassView): ViewNode =>
  classPanel(
    view,
    { id: 'drift', title: 'Drift', url: URLS.drift, command: null, className: 'wide' },
    withAnswer<ClassDrift>(view, URLS.drift, row => drift(view, row)),
  );

function drift(view: ClassView, row: ClassDrift): Child {
  if (row.reference.rows === 0) return note('No samples of a model in use are there to compare with.');
  return [
    h('p', { class: 'says' }, isStillGood(row).sentence),
    table({
      id: `${view.status.assetClass}-drift-table`,
      caption: 'Drift of each feature',
      columns: COLUMNS,
      rows: row.features,
      key: ({ feature }) => feature,
      state: view.state,
    }),
    note(
      `Outlines: ${windowText(row.reference)} that the model was trained on. Filled: the newest ${windowText(row.current)}. `,
      'PSI below 0.1 is stable, from 0.25 on it has drifted; where chance reaches as far, it cannot be told.',
    ),
  ];
}

const windowText = ({ rows, from, to }: ClassDrift['reference']): string =>
  `${countText(rows)} samples${from && to ? ` of ${day(from)} to ${day(to)}` : ''}`;

const day = (at: string): string => utcMinute(Date.parse(at)).slice(0, 10);

const LEVELS: Readonly<Record<Feature['verdict'], Level>> = {
  stable: 'ok',
  shifting: 'warning',
  drifted: 'problem',
  unknown: 'info',
};
const ORDER: readonly Feature['verdict'][] = ['stable', 'unknown', 'shifting', 'drifted'];

const COLUMNS: readonly Column<Feature>[] = [
  { id: 'feature', title: 'Feature', cell: row => row.feature, sortBy: row => row.feature },
  {
    id: 'verdict',
    title: 'Verdict',
    cell: row => badge(LEVELS[row.verdict], row.verdict === 'unknown' ? 'cannot tell' : row.verdict),
    sortBy: row => ORDER.indexOf(row.verdict),
  },
  { id: 'psi', title: 'PSI', numeric: true, cell: row => decimal(row.psi, 3), sortBy: row => row.psi },
  { id: 'ks', title: 'KS', numeric: true, cell: row => decimal(row.ks, 3), sortBy: row => row.ks },
  {
    id: 'shapes',
    title: 'Then and now',
    cell: ({ feature, reference, current }) =>
      twoHistograms({ reference, current, label: `${feature}: shares of the bins then and now` }),
  },
];
