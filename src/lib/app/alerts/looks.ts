import type { Trouble } from '../../alerts/alert.ts';
import { silences } from '../../alerts/silence.ts';
import { isoTime } from '../../core/clock.ts';
import { HiveError } from '../../core/errors.ts';
import { DAY_MS, durationMs } from '../../core/interval.ts';
import { REASONS, type Reason } from '../../core/reason.ts';
import type { HiveState } from '../../journal/state.ts';
import { classLearner } from '../../learning/feedback/learning-state.ts';
import { stageWhy } from '../../learning/feedback/stage.ts';
import type { JobRun } from '../../store/files/run-log.ts';
import { armState } from '../arming/arm-state.ts';
import { healthChecks } from '../queries/health-checks.ts';
import type { JournalNow } from '../queries/health-finding.ts';
import { MISSED_SHARE } from '../queries/health-of-runs.ts';
import type { Reading } from '../reading.ts';
import { type JobSummary, runsSummary } from '../runs/runs-summary.ts';
import { stuckOrders } from '../tick/stuck-orders.ts';

/** What is looked at, with its journal as far as it has been read. */
export interface Home extends Reading {
  readonly journal: JournalNow;
}

/** A home at the end of a run of a job. */
export interface View {
  readonly home: Home;
  readonly runs: readonly JobRun[];
  readonly bootMs: number;
}

export interface Look {
  readonly groups: readonly string[];
  /** @throws HiveError where it cannot be looked. */
  readonly find: (view: View) => Trouble[] | Promise<Trouble[]>;
}

/** What is looked at, each with the beginnings of the keys that it answers for. */
export const LOOKS: readonly Look[] = [
  { groups: ['halt', 'journal', 'store', 'models', 'arming', 'disk'], find: unwell },
  { groups: ['silent.'], find: silent },
  { groups: ['missed.'], find: missed },
  { groups: ['order.'], find: stuck },
  { groups: ['reason.'], find: stopped },
  { groups: ['gate.'], find: retired },
  { groups: ['permission'], find: endingPermission },
];

/** How runs come and end, and whether orders do, is asked with more patience than a health check has. */
const ASKED_ELSEWHERE = new Set(['tick', 'cycle', 'runs', 'orders']);

async function unwell({ home }: View): Promise<Trouble[]> {
  const checks = await healthChecks(home, home.journal);
  return checks.flatMap(({ id, state, says, todo }) =>
    (state === 'warning' || state === 'problem') && !ASKED_ELSEWHERE.has(id)
      ? [{ key: id, severity: state, says, todo }]
      : [],
  );
}

async function silent({ home, runs, bootMs }: View): Promise<Trouble[]> {
  const { lastTickMs = null } = stateOf(home) ?? {};
  const [cycle] = (await home.storeToRead()).cycles.last(1);
  const last = (job: JobRun['job']) => runs.findLast(run => run.job === job)?.startedMs ?? null;
  const rules = {
    nowMs: home.clock.now(),
    silentAfterMs: durationMs(home.config.alerts.silentAfter) ?? Number.POSITIVE_INFINITY,
    bootMs,
  };
  return silences(
    { tickMs: later(lastTickMs, last('tick')), cycleMs: later(cycle?.atMs ?? null, last('cycle')) },
    rules,
  );
}

const later = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

/** Of what runs every few minutes at least so many: a schedule that has just begun has few slots. */
const LEAST_LOST = 10;

/** Slots without a run; of those whose run failed the failures tell, and a run that still went is no trouble. */
function missed({ home }: View): Trouble[] {
  return runsSummary(home).jobs.flatMap(job => missedOf(job) ?? []);
}

function missedOf({ job, slots, everyMs, troubles }: JobSummary): Trouble | null {
  const groups = troubles.filter(
    ({ verdict, cause }) => verdict === 'cut-off' || (verdict === 'missed' && cause !== 'still-running'),
  );
  const lost = groups.reduce((sum, group) => sum + group.slots, 0);
  if (lost < (everyMs === null ? 1 : LEAST_LOST) || lost <= MISSED_SHARE * slots) return null;
  const says = `${lost} of the ${slots} slots of ${job} in the last 24 hours passed without a run that ended: ${groups[0]!.says}.`;
  const todo = `See which and why: hive runs --job ${job} --missed`;
  return { key: `missed.${job}`, severity: 'warning', says, todo };
}

/** @throws HiveError (data) where the journal cannot be read: then nothing is known of what it would say. */
function stateOf({ journal: { state, trouble } }: Home): HiveState | null {
  if (trouble === null) return state;
  throw new HiveError({ code: 'NOT_LOOKED_AT', message: trouble, next: '', kind: 'data' });
}

function stuck({ home }: View): Trouble[] {
  return stuckOrders(stateOf(home)?.open ?? {}, home.clock.now()).map(({ order, says, todo }) => ({
    ...{ key: `order.${order}`, severity: 'problem', says, todo },
  }));
}

/** Reasons for not trading that a person should know of at once. */
const STOPS: Readonly<Partial<Record<Reason, string>>> = {
  DAILY_LOSS: 'Nothing is bought until the next UTC day: hive status',
  POSITION_DRIFT: 'Compare the account with the journal: hive trade audit',
};

function stopped({ home }: View): Trouble[] {
  const reasons = Object.entries(stateOf(home)?.lastReasons ?? {});
  return Object.entries(STOPS).flatMap(([stop, todo]) => {
    const symbols = reasons.filter(([, reason]) => reason === stop).map(([symbol]) => symbol);
    if (symbols.length === 0) return [];
    const says = `${symbols.join(' and ')} not traded: ${REASONS[stop as Reason]}.`;
    return [{ key: `reason.${stop}`, severity: 'problem' as const, says, todo }];
  });
}

function retired({ home }: View): Trouble[] {
  const state = stateOf(home);
  if (state === null) return [];
  const learner = classLearner(state.learning, 'crypto');
  if (learner.stage !== 'retired') return [];
  const says = `The gate of crypto has closed: ${stageWhy(learner)}`;
  return [{ key: 'gate.crypto', severity: 'warning', says, todo: 'See the evidence: hive learn status' }];
}

const SOON_MS = 3 * DAY_MS;

function endingPermission({ home: { config, paths, clock } }: View): Trouble[] {
  const { mode, alpaca } = config;
  if (mode !== 'live') return [];
  const nowMs = clock.now();
  const state = armState(paths, { account: alpaca.accountNumber, mode, nowMs });
  if (!state.armed || state.untilMs - nowMs >= SOON_MS) return [];
  const says = `Real money may be traded until ${isoTime(state.untilMs).slice(0, 16).replace('T', ' ')}Z only.`;
  return [
    { key: 'permission', severity: 'warning', says, todo: 'Allow it for some more days: hive trade arm' },
  ];
}
