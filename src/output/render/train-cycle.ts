import type { ClassTraining } from '../../lib/app/train/train-classes.ts';
import type { CycleReport } from '../../lib/app/train/train-cycle.ts';
import { decimal } from '../numbers.ts';
import { paint } from '../paint.ts';
import { table } from '../table.ts';
import { utcMinute } from '../times.ts';
import { facts } from './facts.ts';
import { forecastTable } from './forecast-table.ts';
import { plural } from './plural.ts';
import { scorecard } from './scorecard.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const right = 'right' as const;

const COLLECTED = [
  { header: 'Symbol', priority: 1 },
  { header: 'New bars', priority: 1, align: right },
  { header: 'New samples', priority: 1, align: right },
  { header: 'Matured', priority: 1, align: right },
];

/** What a training cycle collected, and what came of the training when there was one. */
export function renderTrainCycle(report: CycleReport, screen: Screen): string {
  const { cycle, at, collected, trained, forecasts } = report;
  const rows = collected.map(({ symbol, newBars, newSamples, matured }) => [
    symbol,
    ...[newBars, newSamples, matured].map(count => decimal(count, 0)),
  ]);
  const head = `Cycle ${cycle}, ${utcMinute(Date.parse(at))}`;
  return page(screen, [
    `${head}\n${table(COLLECTED, rows, screen)}`,
    ...(trained ?? []).map(training => trainingBlock(training, screen)),
    trained ? forecastTable(forecasts, screen) : '',
    trained ? '' : 'This cycle did not train. To train now: hive train cycle --force-train',
    `Next training in ${plural(report.nextTrainingIn, 'cycle')}.`,
  ]);
}

function trainingBlock(training: ClassTraining, screen: Screen): string {
  const { assetClass, model, refused, rows, evaluation, breakEven } = training;
  if (refused !== null) return wrap(`${assetClass}: not trained. ${refused}`, screen.width, 2);
  const head = paint(screen, 'bold', `${assetClass}: ${model}`);
  const record = evaluation ? scorecard(evaluation, breakEven) : [['Evaluation', 'none'] as const];
  return `${head}\n${facts([['Rows', decimal(rows, 0)], ...record], { width: screen.width, indent: 2 })}`;
}
