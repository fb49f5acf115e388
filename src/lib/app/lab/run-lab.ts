import { availableParallelism } from 'node:os';
import { moduleBeside } from '../../core/module-beside.ts';
import type { Ablation, CaseResult, Experiment, TrialRecord } from '../../lab/experiment.ts';
import { casesOf, type LabRequest, type LabTask, planTasks } from '../../lab/plan.ts';
import { WorkerPool } from '../../threads/worker-pool.ts';
import type { LabExperiment, LabOutput } from '../schemas/lab.ts';
import { ablationReport } from './ablation-report.ts';

export interface LabHooks {
  /** Stops the laboratory; nothing is kept. */
  readonly signal?: AbortSignal;
  /** As many threads as the machine runs at a time, unless said. The result is the same for any number. */
  readonly workers?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Runs experiments on worker threads and judges what they found.
 * @throws what an experiment throws; it is a bug.
 */
export async function runLab(request: LabRequest, hooks: LabHooks = {}): Promise<LabOutput> {
  const tasks = planTasks(request);
  const records = await runTasks(tasks, hooks);
  if (hooks.signal?.aborted) return { complete: false, done: records.size, total: tasks.length };
  const found = (experiment: Experiment, without: Ablation | null) =>
    resultsOf(request, experiment, { without, tasks, records });
  const experiments = request.experiments.map((experiment): LabExperiment => {
    const findings = experiment.judge(found(experiment, null), request);
    return {
      id: experiment.id,
      title: experiment.title,
      findings: [...findings],
      ablations: request.without
        .filter(one => experiment.ablations.includes(one))
        .map(one => ablationReport(one, findings, experiment.judge(found(experiment, one), request))),
    };
  });
  const all = experiments.flatMap(({ findings }) => findings);
  const count = (verdict: string) => all.filter(one => one.verdict === verdict).length;
  return {
    complete: true,
    seed: request.seed,
    quick: request.quick,
    trials: tasks.reduce((sum, { from, to }) => sum + to - from, 0),
    experiments,
    held: count('held'),
    missed: count('missed'),
    moonshots: all.filter(({ reached }) => reached === true).length,
  };
}

type Records = Map<number, readonly TrialRecord[]>;

async function runTasks(tasks: readonly LabTask[], hooks: LabHooks): Promise<Records> {
  const pool = new WorkerPool<LabTask, TrialRecord[]>({
    script: moduleBeside(import.meta.url, 'lab-worker'),
    data: null,
    workers: hooks.workers ?? availableParallelism(),
  });
  const total = tasks.reduce((sum, task) => sum + weightOf(task), 0);
  const records: Records = new Map();
  let done = 0;
  try {
    await pool.map(tasks, {
      signal: hooks.signal ?? null,
      onResult: (index, result) => {
        records.set(index, result);
        done += weightOf(tasks[index]!);
        hooks.onProgress?.(done, total);
      },
    });
  } finally {
    await pool.close();
  }
  return records;
}

const weightOf = ({ from, to, ticks }: LabTask): number => (to - from) * ticks;

interface Found {
  readonly without: Ablation | null;
  readonly tasks: readonly LabTask[];
  readonly records: Records;
}

function resultsOf(
  request: LabRequest,
  experiment: Experiment,
  { without, tasks, records }: Found,
): CaseResult[] {
  return casesOf(experiment, request.market).map(one => {
    const own = [...tasks.entries()].filter(
      ([, task]) => task.experiment === experiment.id && task.caseId === one.id && task.without === without,
    );
    return {
      case: one,
      ticks: own[0]![1].ticks,
      records: own.flatMap(([index]) => records.get(index) ?? []),
    };
  });
}
