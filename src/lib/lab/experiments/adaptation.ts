import { expertWeights } from '../../learning/experts/mixture.ts';
import { waitingQuantile } from '../estimates.ts';
import type { CaseResult, Experiment, JudgeOptions, Trial } from '../experiment.ts';
import { atMost, type Finding, finding } from '../finding.ts';
import { FLIP_TICKS, flippingMomentum, flipSign } from '../markets/autoregressive.ts';
import { POOL, runPool } from '../pool-run.ts';

const PHI: Readonly<Record<string, number>> = { 'phi-20': 0.2, 'phi-30': 0.3 };

interface AdaptationRecord {
  readonly [key: string]: number | readonly number[];
  /** Ticks after each flip until the right family of rules has more than half of the weight; 1,000 when it never had. */
  readonly delays: readonly number[];
  readonly last: number;
}

function run({ caseId, seed, ticks, without }: Trial): AdaptationRecord {
  const mixture = {
    ...POOL.mixture,
    ...(without === 'share' ? { shares: [0] } : {}),
    ...(without === 'cash' ? { cashPrior: 0 } : {}),
  };
  const options = { ...POOL, mixture };
  const delays: number[] = [];
  let isAdapted = false;
  const { lnWealth } = runPool(flippingMomentum(seed, ticks, PHI[caseId]!), options, ({ tick, after }) => {
    if (tick < FLIP_TICKS) return undefined;
    const since = tick % FLIP_TICKS;
    if (since === 0) {
      delays.push(FLIP_TICKS);
      isAdapted = false;
    }
    if (isAdapted) return undefined;
    const { weights } = expertWeights(mixture, after);
    const family = flipSign(tick) === 1 ? 'momentum' : 'reversal';
    const weight = weights.reduce((sum, w, k) => (after.experts[k]!.startsWith(family) ? sum + w : sum), 0);
    if (weight <= 0.5) return undefined;
    isAdapted = true;
    delays[delays.length - 1] = since + 1;
    return undefined;
  });
  return { delays, last: lnWealth };
}

function judgeCase(
  { case: { id, title }, records }: CaseResult<AdaptationRecord>,
  options: JudgeOptions,
): Finding[] {
  const waits = records.flatMap(({ delays }) => delays.map(delay => (delay >= FLIP_TICKS ? null : delay)));
  const isGoal = id === 'phi-20';
  return [
    finding(
      {
        ...{ id, title: `Ticks until half of the flips are followed, ${title}`, unit: 'ticks' },
        estimate: waitingQuantile(waits, 0.5),
        ...(isGoal ? { goal: 5, bar: atMost(200), moonshot: atMost(100) } : {}),
      },
      options,
    ),
    finding(
      {
        ...{ id: `${id}-most`, title: `Ticks until nine in ten are, ${title}`, unit: 'ticks' },
        estimate: waitingQuantile(waits, 0.9),
        ...(isGoal ? { goal: 5, bar: atMost(400) } : {}),
      },
      options,
    ),
  ];
}

/** How soon the weights follow a market that turns round. */
export const adaptation: Experiment<AdaptationRecord> = {
  id: 'adaptation',
  title: 'How soon do the weights follow a market that turns round?',
  cases: [
    {
      ...{ id: 'phi-20', market: 'S1', title: 'phi 0.2' },
      ...{ seeds: { full: 200, quick: 10 }, ticks: { full: 8000, quick: 4000 } },
    },
    {
      ...{ id: 'phi-30', market: 'S1', title: 'phi 0.3' },
      ...{ seeds: { full: 200, quick: 10 }, ticks: { full: 8000, quick: 4000 } },
    },
  ],
  ablations: ['share', 'cash'],
  run,
  judge: (results, options) => results.flatMap(result => judgeCase(result, options)),
};
