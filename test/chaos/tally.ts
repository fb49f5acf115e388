import type { RunResult } from './run.ts';
import type { RunId } from './run-id.ts';
import type { Invariant } from './verdicts.ts';

/** A run in which something was broken. */
export interface Failure {
  readonly id: RunId;
  readonly violations: RunResult['violations'];
  readonly tail: readonly string[];
}

/** What many runs add up to. Plain data: it crosses from one thread to another. */
export interface Tally {
  runs: number;
  ticks: number;
  orders: number;
  fills: number;
  readonly deaths: Record<string, number>;
  readonly faults: Record<string, number>;
  readonly errors: Record<string, number>;
  readonly broken: Record<string, number>;
  failedRuns: number;
  /** SHA-256 of the journal of the newest run. */
  digest: string;
  /** The first of each kind. */
  readonly failures: Failure[];
}

const MOST_FAILURES = 20;

export const emptyTally = (): Tally => ({
  runs: 0,
  ticks: 0,
  orders: 0,
  fills: 0,
  deaths: {},
  faults: {},
  errors: {},
  broken: {},
  failedRuns: 0,
  digest: '',
  failures: [],
});

const sum = (into: Record<string, number>, more: Readonly<Record<string, number>>): void => {
  for (const [name, count] of Object.entries(more)) into[name] = (into[name] ?? 0) + count;
};

export function addRun(tally: Tally, { id, violations, tail, ...run }: RunResult): void {
  tally.runs++;
  tally.ticks += run.ticks;
  tally.orders += run.orders;
  tally.fills += run.fills;
  tally.digest = run.digest;
  sum(tally.deaths, run.deaths);
  sum(tally.faults, run.faults);
  sum(tally.errors, run.errors);
  for (const { invariant } of violations) sum(tally.broken, { [invariant]: 1 });
  if (violations.length === 0) return;
  tally.failedRuns++;
  keep(tally, { id, violations, tail });
}

export function addTally(tally: Tally, more: Tally): void {
  tally.runs += more.runs;
  tally.ticks += more.ticks;
  tally.orders += more.orders;
  tally.fills += more.fills;
  for (const part of ['deaths', 'faults', 'errors', 'broken'] as const) sum(tally[part], more[part]);
  tally.failedRuns += more.failedRuns;
  for (const failure of more.failures) keep(tally, failure);
}

/** One failure for each fault and broken promise says enough. */
function keep({ failures }: Tally, failure: Failure): void {
  const kind = ({ id, violations }: Failure) => `${id.fault} ${violations[0]?.invariant}`;
  const isNew = !failures.some(known => kind(known) === kind(failure));
  if (isNew && failures.length < MOST_FAILURES) failures.push(failure);
}

/** How often promises of one group were broken. */
export const brokenOf = ({ broken }: Tally, ...invariants: readonly Invariant[]): number =>
  invariants.reduce((total, invariant) => total + (broken[invariant] ?? 0), 0);
