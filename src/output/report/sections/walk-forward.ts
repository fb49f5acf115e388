import type { BacktestFold, BacktestOutput } from '../../../lib/app/schemas/backtest.ts';
import { decimal, NONE, percent } from '../../numbers.ts';
import { type Column, dataTable } from '../data-table.ts';
import { type Html, html } from '../html.ts';
import { minuteOf } from './format.ts';
import { section } from './section.ts';

const MAX_FOLDS = 2_000;

const COLUMNS: Column<BacktestFold>[] = [
  { label: 'From', isText: true, cell: fold => minuteOf(fold.from) },
  { label: 'To', isText: true, cell: fold => minuteOf(fold.to) },
  { label: 'Trained to', isText: true, cell: fold => minuteOf(fold.trained_to) },
  { label: 'Rows', cell: fold => decimal(fold.trained_rows, 0) },
  { label: 'Predictions', cell: fold => decimal(fold.n, 0) },
  { label: 'Accuracy', cell: fold => percent(fold.accuracy) },
  { label: 'Log loss', cell: fold => decimal(fold.log_loss, 4) },
  { label: 'Not trained because', isText: true, cell: fold => fold.refused ?? NONE },
];

/** Out-of-sample record of a learned strategy; nothing for rules. */
export function walkForwardSection({ walk_forward: record }: BacktestOutput): Html {
  if (record === null) return html``;
  const shown = record.folds.slice(-MAX_FOLDS);
  const text = `${decimal(record.n, 0)} predictions of ${decimal(record.trainings, 0)} trainings, each on bars before those it predicts. Accuracy ${percent(
    record.accuracy,
  )} (95 %: ${percent(record.accuracy_low)} to ${percent(record.accuracy_high)}); always saying the more frequent side ${percent(
    record.majority,
  )}. Log loss ${decimal(record.log_loss, 4)}, of the plain frequencies ${decimal(record.climatology_log_loss, 4)}.`;
  const caption = `Folds of the walk-forward${shown.length < record.folds.length ? `, the newest ${decimal(MAX_FOLDS, 0)}` : ''}.`;
  const table = dataTable(COLUMNS, shown, { id: 'folds', caption });
  const isLong = shown.length > 40;
  return section(
    'walk-forward',
    'Walk-forward',
    html`<p>${text}</p>`,
    isLong
      ? html`<details><summary>Folds <span>${decimal(shown.length, 0)} lines</span></summary>${table}</details>`
      : table,
  );
}
