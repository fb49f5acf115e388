import type {
  LabAblation,
  LabExperiment,
  LabFinding,
  LabOutput,
  LabResult,
} from '../../lib/app/schemas/lab.ts';
import { decimal, NONE, percent } from '../numbers.ts';
import { paint } from '../paint.ts';
import { plural } from './plural.ts';
import { page, type Screen } from './screen.ts';
import { wrap } from './wrap.ts';

const BANNER = 'LABORATORY: made markets whose truth is known — not a real result';

/** All experiments with their figures, then what was switched off, then the score. */
export function renderLab(output: LabOutput, screen: Screen): string {
  if (!output.complete) return '';
  return page({ ...screen, banner: BANNER }, [
    ...output.experiments.map(experiment => block(experiment, screen)),
    summary(output, screen),
  ]);
}

function block(experiment: LabExperiment, screen: Screen): string {
  const head = paint(
    screen,
    'bold',
    wrap(`${experiment.id.toUpperCase()}  ${experiment.title}`, screen.width),
  );
  const findings = experiment.findings.map(finding => findingLines(finding, screen));
  const ablations = experiment.ablations.map(one => ablationBlock(one, screen));
  return [head, ...findings, ...ablations].join('\n');
}

/** Titles are sentences: a column would cut them, so the figures stand below. */
function findingLines(finding: LabFinding, screen: Screen): string {
  const goal = finding.goal === null ? '' : ` (goal ${finding.goal})`;
  const bar = bound(finding, finding.bar);
  const moonshot = bound(finding, finding.moonshot);
  const figures = [
    written(finding, finding.value),
    intervalText(finding),
    bar === '' ? '' : `bar ${bar}`,
    moonshot === '' ? '' : `moonshot ${moonshot}`,
    `n ${decimal(finding.trials, 0)}`,
    verdict(finding),
  ];
  return twoLines(`${finding.title}${goal}`, figures, screen);
}

function twoLines(title: string, figures: readonly string[], { width }: Screen): string {
  const said = figures.filter(figure => figure !== '').join('  ');
  return `  ${wrap(title, width - 2, 2)}\n      ${wrap(said, width - 6, 6)}`;
}

function ablationBlock({ words, findings }: LabAblation, screen: Screen): string {
  const lines = findings.map(finding =>
    twoLines(
      finding.title,
      [
        `as it is ${written(finding, finding.honest)}`,
        `without ${written(finding, finding.value)}`,
        intervalText(finding),
      ],
      screen,
    ),
  );
  return [wrap(`Without ${words}`, screen.width), ...lines].join('\n');
}

const intervalText = (finding: LabFinding): string => {
  const text = interval(finding);
  return text === NONE ? '' : `[${text}]`;
};

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
