import type { BarSeries } from '../../core/bar-series.ts';
import { buildMatrix, type FeatureMatrix } from '../../features/build-matrix.ts';
import { fitPipeline } from '../../learning/pipeline.ts';
import { buildSamples, isMatured, type MaturedSample } from '../../learning/sample.ts';
import { meanOf, shareOf } from '../estimates.ts';
import type { CaseResult, Experiment, JudgeOptions, Trial } from '../experiment.ts';
import { rowsThatLookAhead } from '../feature-audit.ts';
import { atLeast, atMost, type Finding, finding } from '../finding.ts';
import { forestPipeline } from '../forest-bench.ts';
import { barsOf } from '../markets/bars.ts';
import { leakingMatrix } from '../markets/leaking-features.ts';
import { garchWalk } from '../markets/no-edge.ts';

/** Bars that the features are sure to have forgotten. */
const MEMORY = 400;

interface LeakRecord {
  readonly [key: string]: number;
  /** Rows that the audit found. */
  readonly found: number;
  /** Accuracy on the rows that were trained on less that on later ones, which nobody could spoil. */
  readonly gap: number;
}

function run({ caseId, seed, ticks }: Trial): LeakRecord {
  const bars = barsOf(garchWalk(seed, MEMORY + ticks));
  const build =
    caseId === 'leaking'
      ? (series: BarSeries) => leakingMatrix(series, seed)
      : (series: BarSeries) => buildMatrix(series);
  const found = rowsThatLookAhead(bars, build, { fromBar: MEMORY, memory: MEMORY });
  return { found: found.length, gap: accuracyGap(bars, build(bars), seed) };
}

function accuracyGap(bars: BarSeries, matrix: FeatureMatrix, seed: number): number {
  const label = { kind: 'fixed', horizon: 1, width: 1, cost: 0, entry: 'close' } as const;
  const make = (from: FeatureMatrix) =>
    buildSamples(bars, from, { assetClass: 'crypto', label }).filter(isMatured);
  const half = Math.floor(bars.length / 2);
  const train = make(matrix).slice(0, half);
  // A decision in earnest has no future to leak.
  const later = make(buildMatrix(bars)).slice(half + 1);
  const { model } = fitPipeline(train, forestPipeline(seed, 1));
  const hits = (samples: readonly MaturedSample[]) =>
    samples.filter(({ features, label: { y } }) => model.score(features) > 0.5 === (y === 1)).length /
    samples.length;
  return hits(train) - hits(later);
}

function judgeCase(
  { case: { id, title }, records }: CaseResult<LeakRecord>,
  options: JudgeOptions,
): Finding[] {
  const flagged = shareOf(records.map(({ found }) => found > 0));
  return [
    finding(
      {
        ...{ id, title: `Flagged by the audit, ${title}`, goal: 13, unit: 'share', estimate: flagged },
        // One miss is a failure: no allowance for chance.
        bar: id === 'leaking' ? atLeast(1) : atMost(0),
      },
      { quick: false },
    ),
    finding(
      {
        ...{ id: `${id}-gap`, title: `Accuracy in training less accuracy later, ${title}`, unit: 'points' },
        estimate: meanOf(records.map(({ gap }) => gap)),
      },
      options,
    ),
  ];
}

/** Whether features that know the future are caught, and sound ones let alone. */
export const leak: Experiment<LeakRecord> = {
  id: 'leak',
  title: 'Are features that know the future caught?',
  cases: [
    {
      ...{ id: 'leaking', market: 'L1', title: 'one row in a hundred spoiled' },
      ...{ seeds: { full: 50, quick: 4 }, ticks: { full: 600, quick: 300 } },
    },
    {
      ...{ id: 'sound', market: 'N2', title: 'nothing spoiled' },
      ...{ seeds: { full: 50, quick: 4 }, ticks: { full: 600, quick: 300 } },
    },
  ],
  ablations: [],
  run,
  judge: (results, options) => results.flatMap(result => judgeCase(result, options)),
};
