import { RESET_THRESHOLD } from '../../learning/evidence/e-detector.ts';
import { FullInformationAgent } from '../../learning/policy/rivals/full-information.ts';
import { bootstrapOf, sumOf } from '../estimates.ts';
import type { Experiment, Trial } from '../experiment.ts';
import { atLeast, finding } from '../finding.ts';
import { TICK_SD } from '../markets/path.ts';
import type { PolicyBed } from '../markets/policy-bed.ts';
import { rotatingFeatures } from '../markets/rotating-features.ts';
import { ownAgent, playAgent, playOracle, STAKES } from '../policy-play.ts';

const DIMENSION = 4;

interface DriftRecord {
  readonly [key: string]: number;
  /** Rewards of HIVE's learner, of one that forgets in a hundred ticks, of one that never forgets, and of the oracle. */
  readonly own: number;
  readonly quick: number;
  readonly fixed: number;
  readonly oracle: number;
}

function run({ seed, ticks, without }: Trial): DriftRecord {
  const { features, returns, mean } = rotatingFeatures(seed, ticks);
  const contexts = Array.from(returns, (_, t) => [1, ...features.map(column => column[t]!)]);
  const bed: PolicyBed = { contexts, returns: returns.map(change => change / TICK_SD), mean };
  return {
    own: playAgent(bed, ownAgent(without === 'reset' ? null : RESET_THRESHOLD)),
    quick: playAgent(bed, forgetting(0.99)),
    fixed: playAgent(bed, forgetting(1)),
    oracle: playOracle(bed),
  };
}

const forgetting = (discount: number) =>
  new FullInformationAgent({
    ...{ model: { dimension: DIMENSION, discount, ridge: 10 }, stakes: STAKES, riskAversion: 0.05 },
    ...{ resetAt: null, replay: 0 },
  });

const capture = (key: 'own' | 'quick' | 'fixed') => (all: readonly DriftRecord[]) =>
  sumOf(all.map(record => record[key])) / sumOf(all.map(({ oracle }) => oracle));

/** Whether the learner follows a law that slides. */
export const drift: Experiment<DriftRecord> = {
  id: 'drift',
  title: 'Does the learner follow a law that slides?',
  cases: [
    {
      ...{ id: 'rotating', market: 'D1', title: 'three features in turn' },
      ...{ seeds: { full: 100, quick: 6 }, ticks: { full: 6000, quick: 4000 } },
    },
  ],
  ablations: ['reset'],
  run,
  judge: (results, options) =>
    results.flatMap(({ records }) => [
      ...(['own', 'quick', 'fixed'] as const).map(key =>
        finding(
          {
            ...{ id: key, title: `Share of the oracle's reward, ${WORDS[key]}`, unit: 'share' },
            estimate: bootstrapOf(records, capture(key)),
          },
          options,
        ),
      ),
      finding(
        {
          ...{ id: 'ahead', title: 'Share ahead of the one that never forgets', unit: 'points' },
          estimate: bootstrapOf(records, all => capture('own')(all) - capture('fixed')(all)),
          ...{ bar: atLeast(0), ruling: 'bound' },
        },
        options,
      ),
    ]),
};

const WORDS = { own: 'as it is', quick: 'forgetting in a hundred ticks', fixed: 'never forgetting' };
