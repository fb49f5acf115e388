import { nearest, usageError } from '../../core/errors.ts';
import { ABLATIONS, type Ablation, type Experiment } from '../../lab/experiment.ts';
import { EXPERIMENTS } from '../../lab/experiments/index.ts';
import { casesOf, type LabRequest } from '../../lab/plan.ts';

/** Flags of the command line, as they are typed. */
export interface LabFlags {
  readonly quick: boolean;
  readonly seeds?: number | undefined;
  readonly ticks?: number | undefined;
  readonly market?: string | undefined;
  readonly 'no-purge': boolean;
  readonly 'raw-confidence': boolean;
  readonly gate: string;
  readonly 'no-share': boolean;
  readonly 'no-cash': boolean;
  readonly 'bandit-only': boolean;
  readonly 'no-reset': boolean;
}

/** @throws HiveError (usage) on an unknown experiment or market, or when nothing is left to run. */
export function labRequest(names: readonly string[], flags: LabFlags, seed: number): LabRequest {
  const without = ablationsOf(flags);
  const market = flags.market?.toUpperCase() ?? null;
  const named = names.length === 0 ? EXPERIMENTS : [...new Set(names)].map(experimentNamed);
  const touched = (experiment: Experiment) =>
    names.length > 0 || without.length === 0 || without.some(one => experiment.ablations.includes(one));
  const experiments = named.filter(one => touched(one) && casesOf(one, market).length > 0);
  if (experiments.length === 0) throw nothingToRun(market);
  return {
    experiments,
    quick: flags.quick,
    seed,
    seeds: flags.seeds ?? null,
    ticks: flags.ticks ?? null,
    market,
    without,
  };
}

function experimentNamed(name: string): Experiment {
  const found = EXPERIMENTS.find(({ id }) => id === name);
  if (found) return found;
  const ids = EXPERIMENTS.map(({ id }) => id);
  const guess = nearest(name, ids);
  throw usageError({
    code: 'USAGE',
    message: `There is no experiment "${name}".`,
    next: guess ? `Did you mean ${guess}?` : `Choose from: ${ids.join(', ')}.`,
  });
}

const SWITCHES: Readonly<Record<Ablation, (flags: LabFlags) => boolean>> = {
  purge: flags => flags['no-purge'],
  calibration: flags => flags['raw-confidence'],
  'wealth-gate': ({ gate }) => gate === 'zscore',
  share: flags => flags['no-share'],
  cash: flags => flags['no-cash'],
  'full-information': flags => flags['bandit-only'],
  reset: flags => flags['no-reset'],
};

const ablationsOf = (flags: LabFlags): Ablation[] => ABLATIONS.filter(one => SWITCHES[one](flags));

function nothingToRun(market: string | null) {
  const markets = new Set(EXPERIMENTS.flatMap(({ cases }) => cases.map(one => one.market)));
  return usageError({
    code: 'USAGE',
    message: `No experiment asked for has a case on market ${market}.`,
    next: `Markets: ${[...markets].sort().join(', ')}.`,
  });
}
