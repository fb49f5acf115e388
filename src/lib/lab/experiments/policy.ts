import { hashKey } from '../../core/random.ts';
import { RESET_THRESHOLD } from '../../learning/evidence/e-detector.ts';
import type { Agent } from '../../learning/policy/rivals/agent.ts';
import { squareCbAgent, thompsonAgent } from '../../learning/policy/rivals/linear-bandit.ts';
import { DEFAULT_REINFORCE, ReinforceAgent } from '../../learning/policy/rivals/reinforce.ts';
import { DEFAULT_TABULAR_Q, TabularQAgent } from '../../learning/policy/rivals/tabular-q.ts';
import { bootstrapOf, sumOf } from '../estimates.ts';
import type { Ablation, CaseResult, Experiment, JudgeOptions, Trial } from '../experiment.ts';
import { atLeast, type Finding, finding } from '../finding.ts';
import { type PolicyBed, policyBed } from '../markets/policy-bed.ts';
import { DIMENSION, MODEL, ownAgent, playAgent, playOracle, STAKES } from '../policy-play.ts';
import { SharpAgent } from '../sharp-agent.ts';

const FLIP_EVERY: Readonly<Record<string, number | null>> = { steady: null, flips: 1000, noise: null };

/** Net reward of each policy on one path, units of volatility. */
interface PolicyRecord {
  readonly [key: string]: number;
  readonly own: number;
  readonly oracle: number;
  readonly bandit: number;
  readonly table: number;
  readonly thompson: number;
  readonly gradient: number;
  /** HIVE's learner with a sharper detector. */
  readonly sharp: number;
}

/** Ticks lived through before the first that counts: what a warm start from history is worth at most. */
const WARM: Readonly<Record<string, number>> = { warm: 200 };

function run({ caseId, seed, ticks, without }: Trial): PolicyRecord {
  const effect = caseId === 'noise' ? { effect: 0 } : {};
  const from = WARM[caseId] ?? 0;
  const bed = policyBed(seed, { ticks: ticks + from, flipEvery: FLIP_EVERY[caseId] ?? null, ...effect });
  return {
    own: playAgent(bed, ownPolicy(without, seed), from),
    oracle: playOracle(bed, from),
    sharp: playAgent(bed, new SharpAgent(RESET_THRESHOLD), from),
    ...playRivals(bed, seed, from),
  };
}

function playRivals(bed: PolicyBed, seed: number, from: number) {
  const of = (stream: number) => ({ model: MODEL, stakes: STAKES, seed: hashKey(seed, stream) });
  const table = { ...DEFAULT_TABULAR_Q, stakes: STAKES, seed: hashKey(seed, 13) };
  const gradient = { ...DEFAULT_REINFORCE, dimension: DIMENSION, stakes: STAKES, seed: hashKey(seed, 15) };
  return {
    bandit: playAgent(bed, squareCbAgent(of(12)), from),
    table: playAgent(bed, new TabularQAgent(table), from),
    thompson: playAgent(bed, thompsonAgent(of(14)), from),
    gradient: playAgent(bed, new ReinforceAgent(gradient), from),
  };
}

function ownPolicy(without: Ablation | null, seed: number): Agent {
  if (without === 'full-information') {
    return squareCbAgent({ model: MODEL, stakes: STAKES, seed: hashKey(seed, 11) });
  }
  return ownAgent(without === 'reset' ? null : RESET_THRESHOLD);
}

const RIVALS = [
  ['bandit', 'SquareCB'],
  ['table', 'tabular Q'],
  ['thompson', 'Thompson sampling'],
  ['gradient', 'REINFORCE'],
] as const;

const captureOf = (key: keyof PolicyRecord) => (records: readonly PolicyRecord[]) =>
  sumOf(records.map(record => record[key]!)) / sumOf(records.map(({ oracle }) => oracle));

const LINES: Readonly<Record<string, { bar: number; moonshot: number }>> = {
  steady: { bar: 0.9, moonshot: 0.95 },
  warm: { bar: 0.9, moonshot: 0.95 },
  flips: { bar: 0.65, moonshot: 0.8 },
};

function judgeCase(result: CaseResult<PolicyRecord>, options: JudgeOptions): Finding[] {
  const { id, title } = result.case;
  if (id === 'noise') return lossOnNoise(result, options);
  const { records } = result;
  const { bar, moonshot } = LINES[id]!;
  const capture = finding(
    {
      ...{ id, title: `Share of the oracle's reward, ${title}`, goal: 8, unit: 'share' },
      ...{ estimate: bootstrapOf(records, captureOf('own')), bar: atLeast(bar), moonshot: atLeast(moonshot) },
    },
    options,
  );
  const sharp = finding(
    {
      ...{ id: `${id}-sharp`, title: `The same with a sharper detector, ${title}`, unit: 'share' },
      ...{ estimate: bootstrapOf(records, captureOf('sharp')), moonshot: atLeast(moonshot) },
    },
    options,
  );
  const rivals = RIVALS.map(([key, name]) =>
    finding(
      {
        ...{ id: `${id}-${key}`, title: `Share that ${name} has, ${title}`, unit: 'share' },
        estimate: bootstrapOf(records, captureOf(key)),
      },
      options,
    ),
  );
  return id === 'warm' ? [capture] : [capture, sharp, ...rivals, ...margins(result, options)];
}

/** Goal 9: twice as much as tabular Q where that has anything, and more than the other two. */
function margins(
  { case: { id, title }, records }: CaseResult<PolicyRecord>,
  options: JudgeOptions,
): Finding[] {
  const ahead = (key: 'bandit' | 'table' | 'gradient', times: number) => (all: readonly PolicyRecord[]) =>
    captureOf('own')(all) - times * captureOf(key)(all);
  const margin = (key: 'bandit' | 'table' | 'gradient', words: string, times: number) =>
    finding(
      {
        ...{ id: `${id}-above-${key}`, title: `Share ahead of ${words}, ${title}`, goal: 9, unit: 'points' },
        ...{ estimate: bootstrapOf(records, ahead(key, times)), bar: atLeast(0), ruling: 'bound' },
      },
      options,
    );
  return [
    margin('table', 'twice that of tabular Q', 2),
    margin('bandit', 'SquareCB', 1),
    margin('gradient', 'REINFORCE', 1),
  ];
}

function lossOnNoise({ ticks, records }: CaseResult<PolicyRecord>, options: JudgeOptions): Finding[] {
  const lost = (id: string, words: string, key: 'own' | 'sharp') =>
    finding(
      {
        ...{ id, title: `Reward per 1,000 ticks where there is nothing to learn${words}`, unit: 'ratio' },
        estimate: bootstrapOf(
          records,
          all => (1000 * sumOf(all.map(record => record[key]))) / (ticks * all.length),
        ),
      },
      options,
    );
  return [lost('noise', '', 'own'), lost('noise-sharp', ', with a sharper detector', 'sharp')];
}

/** How much of what could be earned the policy earns, and others in its place. */
export const policy: Experiment<PolicyRecord> = {
  id: 'policy',
  title: 'How much of what could be earned does the policy earn?',
  cases: [
    {
      ...{ id: 'steady', market: 'R1', title: 'one law for ever' },
      ...{ seeds: { full: 200, quick: 8 }, ticks: { full: 3000, quick: 3000 } },
    },
    {
      ...{ id: 'warm', market: 'R1', title: 'one law, after a warm start of 200 ticks' },
      ...{ seeds: { full: 200, quick: 8 }, ticks: { full: 3000, quick: 3000 } },
    },
    {
      ...{ id: 'flips', market: 'R2', title: 'a law that turns round' },
      ...{ seeds: { full: 200, quick: 8 }, ticks: { full: 3000, quick: 3000 } },
    },
    {
      ...{ id: 'noise', market: 'R0', title: 'nothing to learn' },
      ...{ seeds: { full: 100, quick: 4 }, ticks: { full: 3000, quick: 3000 } },
    },
  ],
  ablations: ['full-information', 'reset'],
  run,
  judge: (results, options) => results.flatMap(result => judgeCase(result, options)),
};
