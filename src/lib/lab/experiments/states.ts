import { expertWeights } from '../../learning/experts/mixture.ts';
import { bootstrapOf, meanOf, sumOf } from '../estimates.ts';
import type { Experiment, Trial } from '../experiment.ts';
import { atLeast, finding } from '../finding.ts';
import { hiddenState } from '../markets/hidden-state.ts';
import { POOL, runPool } from '../pool-run.ts';

const PHI = 0.3;
/** The rules that earn in the state that has an edge. */
const RIGHT = 'momentum-1';

interface StateRecord {
  readonly [key: string]: number;
  /** Sums of the right rule's weight, and ticks, in the state that has an edge and in the other. */
  readonly inside: number;
  readonly insideTicks: number;
  readonly outside: number;
  readonly outsideTicks: number;
  readonly last: number;
}

function run({ seed, ticks, without }: Trial): StateRecord {
  const { state, ...path } = hiddenState(seed, ticks, PHI);
  const mixture = {
    ...POOL.mixture,
    ...(without === 'share' ? { shares: [0] } : {}),
    ...(without === 'cash' ? { cashPrior: 0 } : {}),
  };
  const right = POOL.rules.findIndex(({ id }) => id === RIGHT);
  const sums = [0, 0];
  const counts = [0, 0];
  const { lnWealth } = runPool(path, { ...POOL, mixture }, ({ tick, before }) => {
    const now = state[tick]!;
    sums[now]! += expertWeights(mixture, before).weights[right]!;
    counts[now]! += 1;
    return undefined;
  });
  const [outside, inside] = sums as [number, number];
  const [outsideTicks, insideTicks] = counts as [number, number];
  return { inside, insideTicks, outside, outsideTicks, last: lnWealth };
}

const weightIn = (records: readonly StateRecord[], place: 'inside' | 'outside'): number =>
  sumOf(records.map(record => record[place])) /
  Math.max(1, sumOf(records.map(record => record[`${place}Ticks`]!)));

/** Whether weights follow an edge that comes and goes unseen. */
export const states: Experiment<StateRecord> = {
  id: 'states',
  title: 'Do weights follow an edge that comes and goes unseen?',
  cases: [
    {
      ...{ id: 'hidden', market: 'S2', title: 'an edge in one of two hidden states' },
      ...{ seeds: { full: 200, quick: 8 }, ticks: { full: 4000, quick: 4000 } },
    },
  ],
  ablations: ['share', 'cash'],
  run,
  judge: (results, options) =>
    results.flatMap(({ records }) => [
      finding(
        {
          ...{ id: 'weight', title: 'Weight of the right rule while it earns, less that while it does not' },
          ...{ unit: 'points', bar: atLeast(0), ruling: 'bound' },
          estimate: bootstrapOf(records, all => weightIn(all, 'inside') - weightIn(all, 'outside')),
        },
        options,
      ),
      finding(
        {
          ...{ id: 'last', title: 'Last ln of the evidence', unit: 'nats' },
          ...{ estimate: meanOf(records.map(({ last }) => last)), bar: atLeast(0), ruling: 'bound' },
        },
        options,
      ),
    ]),
};
