import { percent } from '../../../output/numbers.ts';
import type { Child } from '../shared/node.ts';
import { asTable } from '../shared/parts/as-table.ts';
import { table } from '../shared/parts/table.ts';
import type { PageState } from '../shared/state.ts';
import { type Bin, reliabilityDiagram } from './reliability-diagram.ts';
import { countText } from './words.ts';

/** The diagram, and its bins as a table. `id` is the page's own name for them. */
export const reliabilityFigure = (id: string, bins: readonly Bin[], state: PageState): Child => [
  reliabilityDiagram(bins),
  asTable(
    id,
    'Bins as a table',
    table({
      id: `${id}-table`,
      caption: 'Predictions by the probability that was said',
      columns: [
        { id: 'bin', title: 'Bin', cell: bin => `${percent(bin.from, 0)} to ${percent(bin.to, 0)}` },
        { id: 'n', title: 'Predictions', numeric: true, cell: bin => countText(bin.n), sortBy: bin => bin.n },
        { id: 'said', title: 'Said', numeric: true, cell: bin => percent(bin.meanProbability) },
        { id: 'observed', title: 'Came true', numeric: true, cell: bin => percent(bin.observed) },
      ],
      rows: bins,
      key: bin => String(bin.from),
      state,
    }),
  ),
];
