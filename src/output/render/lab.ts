import type {
  LabAblation,
  LabExperiment,
  LabFinding,
  LabOutput,
  LabResult,
} from '../../lib/app/schemas/lab.ts';
import { decimal, NONE, percent } from '../numbers.ts';
import { paint } from '../paint.ts';
import { table } from '../table.ts';
import { plural } from './plural.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const right = 'right' as const;

const BANNER = 'LABORATORY: made markets whose truth is known — not a real result';

/** All experiments with their figures, then what was switched off, then the score. */
export function renderLab(output: LabOutput, screen: Screen): string {
  if (!output.complete) return '';
  return page({ ...screen, banner: BANNER }, [
    ...output.experiments.map(experiment => block(experiment, screen)),
    summary(output, screen),
  ]);
}

const COLUMNS = [
  { header: 'Figure', priority: 1, minWidth: 24 },
  { header: 'Value', priority: 1, align: right },
  { header: '95 % interval', priority: 2, align: right },
  { header: 'Bar', priority: 2, align: right },
  { header: 'Moonshot', priority: 3, align: right },
  { header: 'Trials', priority: 4, align: right },
  { header: 'Verdict', priority: 1 },
];

function block(experiment: LabExperiment, screen: Screen): string {
  const head = paint(
    screen,
    'bold',
    wrap(`${experiment.id.toUpperCase()}  ${experiment.title}`, screen.width),
  );
  const rows = experiment.findings.map(finding => [
    finding.title + (finding.goal === null ? '' : ` (goal ${finding.goal})`),
    written(finding, finding.value),
    interval(finding),
    bound(finding, finding.bar),
    bound(finding, finding.moonshot),
    decimal(finding.trials, 0),
    verdict(finding),
  ]);
  const ablations = experiment.ablations.map(one => ablationBlock(one, screen));
  return [head, table(COLUMNS, rows, screen), ...ablations].join('\n');
}

const ABLATION_COLUMNS = [
  { header: 'Figure', priority: 1, minWidth: 24 },
  { header: 'As it is', priority: 1, align: right },
  { header: 'Without', priority: 1, align: right },
  { header: '95 % interval', priority: 2, align: right },
];

function ablationBlock({ words, findings }: LabAblation, screen: Screen): string {
  const rows = findings.map(finding => [
    finding.title,
    written(finding, finding.honest),
    written(finding, finding.value),
    interval(finding),
  ]);
  return `${wrap(`Without ${words}`, screen.width)}\n${table(ABLATION_COLUMNS, rows, screen)}`;
}

type Written = Pick<LabFinding, 'unit'>;

/** What has no end within the run is beyond all figures. */
function written({ unit }: Written, value: number | null): string {
  switch (unit) {
    case 'share':
      return percent(value);
    case 'points':
      return value === null ? NONE : `${decimal(value * 100)} pp`;
    case 'ticks':
    case 'count':
    case 'bytes':
      return value === null ? 'never' : decimal(value, 0);
    case 'nats':
    case 'ratio':
      return decimal(value, 3);
  }
}

const interval = (finding: LabFinding): string =>
  finding.low === null && finding.high === null
    ? NONE
    : `${written(finding, finding.low)} to ${written(finding, finding.high)}`;

const bound = (finding: LabFinding, line: LabFinding['bar']): string =>
  line === null ? '' : `${line.sense === 'at-most' ? '≤' : '≥'} ${written(finding, line.value)}`;

function verdict({ verdict: said, reached }: LabFinding): string {
  if (said === 'missed') return 'MISSED';
  const words = said === 'told' ? [] : [said];
  return [...words, ...(reached ? ['moonshot'] : [])].join(', ');
}

function summary({ held, missed, moonshots, trials, seed, quick }: LabResult, screen: Screen): string {
  const text =
    `${plural(held, 'bar')} held, ${missed} missed, ${plural(moonshots, 'moonshot')} reached; ` +
    `${plural(trials, 'trial')}, seed ${seed}.` +
    (quick ? ' Quick: a bar counts as missed only when the interval lies beyond it.' : '');
  return paint(screen, missed > 0 ? 'red' : 'green', wrap(text, screen.width));
}
