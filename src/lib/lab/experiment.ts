import type { Finding } from './finding.ts';

/** Parts of the learner's honesty that may be switched off, to see what that buys. */
export const ABLATIONS = [
  'purge',
  'calibration',
  'wealth-gate',
  'share',
  'cash',
  'full-information',
  'reset',
] as const;
export type Ablation = (typeof ABLATIONS)[number];

/** A size for a whole run of the laboratory, and one for a quick look. */
export interface Scale {
  readonly full: number;
  readonly quick: number;
}

/** One market of an experiment. */
export interface LabCase {
  readonly id: string;
  /** Id of the market: N1, S1 and so on. */
  readonly market: string;
  readonly title: string;
  /** How many seeds, and ticks of each. */
  readonly seeds: Scale;
  readonly ticks: Scale;
}

/** One seed of one case. */
export interface Trial {
  readonly caseId: string;
  readonly seed: number;
  readonly ticks: number;
  /** What is switched off; null for the learner as it is. */
  readonly without: Ablation | null;
}

/** What one trial found. Plain JSON: it comes from another thread. */
export type TrialRecord = Readonly<Record<string, number | null | readonly number[]>>;

/** All trials of one case. */
export interface CaseResult<R extends TrialRecord = TrialRecord> {
  readonly case: LabCase;
  readonly ticks: number;
  /** In the order of their seeds, whoever ran them. */
  readonly records: readonly R[];
}

export interface JudgeOptions {
  /** True where few seeds were run: a bar is missed only when the interval lies beyond it. */
  readonly quick: boolean;
}

/** A question to the learner that markets of known truth can answer. */
export interface Experiment<R extends TrialRecord = TrialRecord> {
  /** What the command line calls it. */
  readonly id: string;
  /** The question, as a sentence. */
  readonly title: string;
  readonly cases: readonly LabCase[];
  /** Those that change what it finds. */
  readonly ablations: readonly Ablation[];
  /** Answers from the trial alone: the same trial gives the same record, on any thread. */
  run(trial: Trial): R;
  /** Findings of the cases that were run. */
  judge(results: readonly CaseResult<R>[], options: JudgeOptions): readonly Finding[];
}
