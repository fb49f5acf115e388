import type { ModelSummary } from '../../lib/app/models.ts';
import { decimal, NONE, percent } from '../numbers.ts';
import { table } from '../table.ts';
import { plural } from './plural.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const right = 'right' as const;

const COLUMNS = [
  { header: 'Model', priority: 1, minWidth: 45 },
  { header: 'State', priority: 1, minWidth: 7 },
  { header: 'Rows', priority: 2, align: right },
  { header: 'Walk-forward', priority: 2, align: right },
  { header: 'Majority', priority: 3, align: right },
];

/** The model files, newest first; what is wrong with one stands below the table. */
export function renderModelsList(models: readonly ModelSummary[], screen: Screen): string {
  if (models.length === 0) return page(screen, ['There are no models yet. Run: hive train cycle']);
  const troubles = models.flatMap(({ name, trouble }) =>
    trouble === null ? [] : [wrap(`${name}: ${trouble}`, screen.width, 2)],
  );
  return page(screen, [
    table(COLUMNS, models.map(cells), screen),
    troubles.join('\n'),
    `${plural(models.length, 'model')}. Walk-forward is the walk-forward accuracy.`,
  ]);
}

function cells({ name, current, detail }: ModelSummary): string[] {
  const rows = detail ? decimal(detail.rows, 0) : NONE;
  const { accuracy = null, baselines } = detail?.evaluation ?? {};
  return [name, stateOf(current, detail), rows, percent(accuracy), percent(baselines?.majority ?? null)];
}

function stateOf(current: boolean, detail: ModelSummary['detail']): string {
  if (!detail) return 'INVALID';
  if (detail.variant !== null) return 'expert';
  return current ? 'current' : '';
}
