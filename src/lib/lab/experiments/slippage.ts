import { expectedSlippage, learnSlippage, newSlippageModel } from '../../learning/policy/slippage-model.ts';
import { bootstrapOf, sumOf } from '../estimates.ts';
import type { Experiment, Trial } from '../experiment.ts';
import { atMost, finding } from '../finding.ts';
import { slippageFills } from '../markets/slippage.ts';

const LEARNED = 200;

interface SlippageRecord {
  readonly [key: string]: number;
  /** Sums of squared errors against the true expectation, of the model after 200 fills and of half the spread. */
  readonly model: number;
  readonly half: number;
}

function run({ seed, ticks }: Trial): SlippageRecord {
  const fills = slippageFills(seed, LEARNED + ticks);
  let state = newSlippageModel();
  for (const { conditions, paid } of fills.slice(0, LEARNED)) {
    state = learnSlippage(state, { conditions, slippage: paid });
  }
  let [model, half] = [0, 0];
  for (const { conditions, expected } of fills.slice(LEARNED)) {
    model += (expectedSlippage(state, conditions).mean - expected) ** 2;
    half += (conditions.spread / 2 - expected) ** 2;
  }
  return { model, half };
}

const ratio = (records: readonly SlippageRecord[]): number =>
  Math.sqrt(sumOf(records.map(({ model }) => model)) / sumOf(records.map(({ half }) => half)));

/** Whether the costs of trading are learned from fills. */
export const slippage: Experiment<SlippageRecord> = {
  id: 'slippage',
  title: 'Are the costs of trading learned from fills?',
  cases: [
    {
      ...{ id: 'law', market: 'X1', title: 'a law of size, spread and volatility' },
      ...{ seeds: { full: 200, quick: 20 }, ticks: { full: 200, quick: 200 } },
    },
  ],
  ablations: [],
  run,
  judge: (results, options) =>
    results.map(({ records }) =>
      finding(
        {
          ...{ id: 'error', title: `Error after ${LEARNED} fills, as a share of that of half the spread` },
          ...{ unit: 'share', estimate: bootstrapOf(records, ratio), bar: atMost(0.25) },
        },
        options,
      ),
    ),
};
