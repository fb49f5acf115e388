import { waitingQuantile } from '../estimates.ts';
import { PROMOTION } from '../evidence-lines.ts';
import type { CaseResult, Experiment, JudgeOptions, LabCase, Trial } from '../experiment.ts';
import { atMost, type Finding, finding } from '../finding.ts';
import { steadyMomentum } from '../markets/autoregressive.ts';
import { fiveBarMomentum } from '../markets/five-bar-momentum.ts';
import type { Market } from '../markets/path.ts';
import { GRADED_POOL, POOL, type PoolOptions, runPool } from '../pool-run.ts';

interface PowerRecord {
  readonly [key: string]: number | null;
  /** Tick after which the evidence first reached 20; null when it never did. */
  readonly promotedAt: number | null;
  readonly last: number;
}

/** A case, what it trades, and the lines it is held against. */
interface PowerCase extends LabCase {
  readonly make: (seed: number, ticks: number) => Market;
  readonly pool: PoolOptions;
  readonly goal?: number;
  readonly bar?: number;
  readonly moonshot?: number;
}

const ar = (phi: number) => (seed: number, ticks: number) => steadyMomentum(seed, ticks, phi);
const seeds = { full: 1000, quick: 30 };
const longFlat: PoolOptions = { ...POOL, mode: 'long-flat' };

const gradedLong: PoolOptions = { ...GRADED_POOL, mode: 'long-flat' };
const TWO = { ticks: { full: 2000, quick: 2000 }, seeds, goal: 2, bar: 1000, moonshot: 700 };
const THREE = { ticks: { full: 3500, quick: 3500 }, seeds, goal: 3, bar: 2200, moonshot: 1500 };
const FOUR = { ticks: { full: 6000, quick: 6000 }, seeds, goal: 4, bar: 4000, moonshot: 3000 };
const FIVE = { ticks: { full: 3000, quick: 3000 }, seeds: { full: 300, quick: 10 } };
const SURE = { seeds: { full: 100, quick: 4 }, ticks: { full: 12_000, quick: 6000 } };
const MOMENTUM = { market: 'E1', make: ar(0.2) };
const MILD = { market: 'E1', make: ar(0.1) };
const FIVE_BAR = { market: 'E2', make: fiveBarMomentum };

const CASES: readonly PowerCase[] = [
  { id: 'phi-20', title: 'phi 0.2, long and short', pool: POOL, ...MOMENTUM, ...TWO },
  { id: 'phi-20-graded', title: 'the same with graded rules', pool: GRADED_POOL, ...MOMENTUM, ...TWO },
  { id: 'phi-20-long', title: 'phi 0.2, long only', pool: longFlat, ...MOMENTUM, ...THREE },
  { id: 'phi-20-long-graded', title: 'the same with graded rules', pool: gradedLong, ...MOMENTUM, ...THREE },
  { id: 'phi-10', title: 'phi 0.1, long and short', pool: POOL, ...MILD, ...FOUR },
  { id: 'phi-10-graded', title: 'the same with graded rules', pool: GRADED_POOL, ...MILD, ...FOUR },
  { id: 'five-bar', title: 'five-bar momentum, long and short', pool: POOL, ...FIVE_BAR, ...FIVE },
  { id: 'five-bar-graded', title: 'the same with graded rules', pool: GRADED_POOL, ...FIVE_BAR, ...FIVE },
  {
    ...{ id: 'sure-30', title: 'phi 0.2, long only, a tick may lose 30 %', ...MOMENTUM, ...SURE },
    pool: { ...longFlat, sureLoss: 0.3 },
  },
  {
    ...{ id: 'sure-100', title: 'phi 0.2, long only, a tick may lose all', ...MOMENTUM, ...SURE },
    pool: { ...longFlat, sureLoss: 1 },
  },
];

const caseOf = (id: string): PowerCase => CASES.find(one => one.id === id)!;

function run({ caseId, seed, ticks, without }: Trial): PowerRecord {
  const { make, pool } = caseOf(caseId);
  const mixture = {
    ...pool.mixture,
    ...(without === 'cash' ? { cashPrior: 0 } : {}),
    ...(without === 'share' ? { shares: [0] } : {}),
  };
  let promotedAt: number | null = null;
  const { lnWealth } = runPool(make(seed, ticks), { ...pool, mixture }, ({ tick, after }) => {
    if (after.lnWealth >= PROMOTION) promotedAt = tick + 1;
    return promotedAt !== null;
  });
  return { promotedAt, last: lnWealth };
}

function judgeCase({ case: { id }, records }: CaseResult<PowerRecord>, options: JudgeOptions): Finding[] {
  const { title, goal, bar, moonshot } = caseOf(id);
  const waits = records.map(({ promotedAt }) => promotedAt);
  return [
    finding(
      {
        ...{ id, title: `Ticks until nine in ten are promoted, ${title}`, unit: 'ticks' },
        estimate: waitingQuantile(waits, 0.9),
        ...(goal === undefined ? {} : { goal }),
        ...(bar === undefined ? {} : { bar: atMost(bar) }),
        ...(moonshot === undefined ? {} : { moonshot: atMost(moonshot) }),
      },
      options,
    ),
    finding(
      {
        ...{ id: `${id}-median`, title: `Ticks until half are promoted, ${title}`, unit: 'ticks' },
        estimate: waitingQuantile(waits, 0.5),
      },
      options,
    ),
  ];
}

/** How soon a true edge is found. */
export const power: Experiment<PowerRecord> = {
  id: 'power',
  title: 'How soon is a true edge found?',
  cases: CASES,
  ablations: ['share', 'cash'],
  run,
  judge: (results, options) => results.flatMap(result => judgeCase(result, options)),
};
