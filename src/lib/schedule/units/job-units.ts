import type { JobName } from '../../core/job.ts';
import { jobCommand } from '../command-line.ts';
import type { PlannedJob } from '../plan.ts';
import { hardening } from './hardening.ts';
import type { UnitPlan } from './unit-plan.ts';
import { commandText, plainText, type Section, type Setting, type UnitFile, unitFile } from './unit-text.ts';

interface Terms {
  /** Longest run before systemd ends it. */
  readonly timeout: string;
  readonly memory: string;
  readonly timer: readonly Setting[];
}

/** What was missed while the machine was off is done once it is on. */
const MADE_UP_FOR: readonly Setting[] = [['Persistent', 'true']];

const DAILY: Terms = {
  timeout: '1h',
  memory: '1G',
  timer: [...MADE_UP_FOR, ['AccuracySec', '1min']],
};

/**
 * A tick that was missed is never made up for: its prices are gone. Its own deadline is 90 s; systemd ends it before
 * the next but one. A cycle starts a little later than on the minute, away from the ticks.
 */
const TERMS: Readonly<Record<JobName, Terms>> = {
  tick: {
    timeout: '110',
    memory: '1G',
    timer: [
      ['Persistent', 'false'],
      ['AccuracySec', '1s'],
    ],
  },
  cycle: {
    timeout: '30min',
    memory: '2G',
    timer: [...MADE_UP_FOR, ['AccuracySec', '1s'], ['RandomizedDelaySec', '20s']],
  },
  report: DAILY,
  prune: DAILY,
  backup: DAILY,
};

/** 75: another run was there first. 143: stopped by systemd itself. */
export const FINE_EXITS: Setting = ['SuccessExitStatus', '75 143'];

/** A halt is somebody's wish, and every tick says it again. */
const REFUSED = '6';

/** The service and the timer of a job. */
export const jobUnits = (plan: UnitPlan, planned: PlannedJob): readonly UnitFile[] => [
  service(plan, planned),
  timer(plan, planned),
];

function service(plan: UnitPlan, { job }: PlannedJob): UnitFile {
  const { timeout, memory } = TERMS[job];
  const { program, prefix } = plan;
  return unitFile(`${prefix}-${job}.service`, program.home, [
    unitSection(plan, `${job} of ${program.home}`),
    {
      name: 'Service',
      settings: [
        ['Type', 'oneshot'],
        ['ExecStart', commandText(jobCommand(program, job))],
        ['TimeoutStartSec', timeout],
        job === 'tick' ? [FINE_EXITS[0], `${REFUSED} ${FINE_EXITS[1]}`] : FINE_EXITS,
        ['MemoryMax', memory],
        ...(job === 'tick' ? credentials(plan) : []),
        ...hardening(plan, job === 'backup' ? plan.alsoWritten : []),
      ],
    },
  ]);
}

/** What begins every service: who is told when it fails, and what must be there first. */
export const unitSection = ({ scope, prefix }: UnitPlan, what: string): Section => ({
  name: 'Unit',
  settings: [
    ['Description', plainText(`HIVE TRADE: ${what}`)],
    ['OnFailure', `${prefix}-alarm@%n.service`],
    // The manager of a user knows no unit of the network.
    ...(scope === 'system'
      ? ([
          ['Wants', 'network-online.target'],
          ['After', 'network-online.target'],
        ] as const)
      : []),
  ],
});

const credentials = ({ credentials: all }: UnitPlan): Setting[] =>
  all.map(({ name, path }) => ['LoadCredential', `${name}:${path}`]);

function timer({ prefix, program }: UnitPlan, { job, calendar, words }: PlannedJob): UnitFile {
  return unitFile(`${prefix}-${job}.timer`, program.home, [
    {
      name: 'Unit',
      settings: [['Description', plainText(`HIVE TRADE: ${job} of ${program.home}, ${words}`)]],
    },
    { name: 'Timer', settings: [['OnCalendar', calendar], ...TERMS[job].timer] },
    { name: 'Install', settings: [['WantedBy', 'timers.target']] },
  ]);
}
