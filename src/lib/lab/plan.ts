import { hashKey, hashText } from '../core/random.ts';
import type { Ablation, Experiment, LabCase, Trial, TrialRecord } from './experiment.ts';

/** What is asked of the laboratory. */
export interface LabRequest {
  readonly experiments: readonly Experiment[];
  readonly quick: boolean;
  readonly seed: number;
  /** Instead of what each case has; null leaves it alone. */
  readonly seeds: number | null;
  readonly ticks: number | null;
  /** Only cases of this market. */
  readonly market: string | null;
  readonly without: readonly Ablation[];
}

/** A piece of work for one thread: some seeds of one case. */
export interface LabTask {
  readonly experiment: string;
  readonly caseId: string;
  readonly without: Ablation | null;
  /** Numbers of the trials, `from` up to but excluding `to`. */
  readonly from: number;
  readonly to: number;
  readonly ticks: number;
  readonly seed: number;
}

/** Trials that a thread does before it is asked again. */
const MOST_TRIALS = 16;
/** So many tasks a case at least, where it has the seeds: the last ones should keep no thread waiting. */
const LEAST_TASKS = 24;

export const casesOf = (experiment: Experiment, market: string | null): readonly LabCase[] =>
  experiment.cases.filter(one => market === null || one.market === market);

/** All work of a request, case after case: as it is, and without each thing that is switched off. */
export function planTasks(request: LabRequest): LabTask[] {
  return request.experiments.flatMap(experiment =>
    [null, ...request.without.filter(one => experiment.ablations.includes(one))].flatMap(without =>
      casesOf(experiment, request.market).flatMap(one => caseTasks(request, experiment, { one, without })),
    ),
  );
}

function caseTasks(
  request: LabRequest,
  experiment: Experiment,
  { one, without }: { readonly one: LabCase; readonly without: Ablation | null },
): LabTask[] {
  const size = request.quick ? 'quick' : 'full';
  const seeds = request.seeds ?? one.seeds[size];
  const ticks = request.ticks ?? one.ticks[size];
  const trials = Math.max(1, Math.min(MOST_TRIALS, Math.floor(seeds / LEAST_TASKS)));
  return Array.from({ length: Math.ceil(seeds / trials) }, (_, i) => ({
    experiment: experiment.id,
    caseId: one.id,
    without,
    from: i * trials,
    to: Math.min(seeds, (i + 1) * trials),
    ticks,
    seed: request.seed,
  }));
}

/** The trials of a task, in order. The seed of one is a matter of its place alone, with or without an ablation. */
export function runTask(experiment: Experiment, task: LabTask): TrialRecord[] {
  const { caseId, without, ticks } = task;
  const key = hashText(`${task.experiment}/${caseId}`);
  const records: TrialRecord[] = [];
  for (let i = task.from; i < task.to; i++) {
    const trial: Trial = { caseId, without, ticks, seed: hashKey(task.seed, key, i) };
    records.push(experiment.run(trial));
  }
  return records;
}
