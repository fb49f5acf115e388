import { hashKey, mulberry32 } from '../../core/random.ts';
import { forestLearner } from '../../learning/forest/learner.ts';
import { crossValidatedScores, fitPipeline, labelsOf } from '../../learning/pipeline.ts';
import type { MaturedSample } from '../../learning/sample.ts';
import { normaliseWeights, sampleWeights } from '../../learning/weights.ts';
import { meanOf } from '../estimates.ts';
import type { CaseResult, Experiment, JudgeOptions, Trial } from '../experiment.ts';
import { atMost, type Finding, finding } from '../finding.ts';
import { FOREST, fixedSamples, forestPipeline } from '../forest-bench.ts';
import { steadyMomentum } from '../markets/autoregressive.ts';
import { garchWalk } from '../markets/no-edge.ts';

const HORIZON = 10;
const WINDOW = 500;
const FOLDS = 5;
/** Bars before the first that has all features. */
const WARM_UP = 60;
/** Forests deep enough to remember a neighbour, as most people grow them. */
const DEEP = { ...FOREST, mtry: 3, minLeaf: 1, maxDepth: 12 };

interface HonestyRecord {
  readonly [key: string]: number;
  /** Accuracy that training reports of itself. */
  readonly reported: number;
  /** Of the same recipe on the ticks that came after. */
  readonly later: number;
}

function run({ caseId, seed, ticks, without }: Trial): HonestyRecord {
  const path = (caseId === 'noise' ? garchWalk : mild)(seed, WARM_UP + WINDOW + 2 * HORIZON + ticks);
  const samples = fixedSamples(path, HORIZON);
  const window = samples.slice(0, WINDOW);
  // The label of the last training row is known a horizon later; testing begins there.
  const later = samples.slice(WINDOW + HORIZON, WINDOW + HORIZON + ticks);
  const options = { ...forestPipeline(seed, HORIZON), settings: DEEP };
  const scores = without === 'purge' ? shuffledScores(window, seed) : crossValidatedScores(window, options);
  const { model } = fitPipeline(window, options);
  return {
    reported: hitRate(scores, window),
    later: hitRate(
      Float64Array.from(later, ({ features }) => model.score(features)),
      later,
    ),
  };
}

const mild = (seed: number, ticks: number) => steadyMomentum(seed, ticks, 0.1);

function hitRate(scores: Float64Array, samples: readonly MaturedSample[]): number {
  let [hits, counted] = [0, 0];
  scores.forEach((score, row) => {
    if (Number.isNaN(score)) return;
    counted += 1;
    if (score > 0.5 === (samples[row]!.label.y === 1)) hits += 1;
  });
  return counted === 0 ? 0.5 : hits / counted;
}

/** What most libraries do by default: folds drawn at random, so that each row's neighbours are in training. */
function shuffledScores(window: readonly MaturedSample[], seed: number): Float64Array {
  const random = mulberry32(hashKey(seed, 5));
  const fold = Uint8Array.from(window, () => Math.floor(random() * FOLDS));
  const weights = sampleWeights(window, window.length / 2);
  const scores = new Float64Array(window.length).fill(Number.NaN);
  for (let held = 0; held < FOLDS; held++) {
    const rows = [...fold.keys()].filter(row => fold[row] !== held);
    const train = rows.map(row => window[row]!);
    const set = {
      rows: rows.length,
      columns: train[0]!.features.map((_, f) => f),
      labels: labelsOf(train),
    };
    const model = forestLearner.fit(
      {
        ...set,
        columns: Array.from(set.columns, f => Float64Array.from(train, ({ features }) => features[f]!)),
        weights: normaliseWeights(Float64Array.from(rows, row => weights[row]!)),
      },
      { ...DEEP, trees: 60 },
      hashKey(seed, held),
    );
    for (const row of fold.keys()) if (fold[row] === held) scores[row] = model.score(window[row]!.features);
  }
  return scores;
}

function judgeCase(
  { case: { id, title }, records }: CaseResult<HonestyRecord>,
  options: JudgeOptions,
): Finding[] {
  return [
    finding(
      {
        ...{ id, title: `Accuracy reported less accuracy later, ${title}`, goal: 11, unit: 'points' },
        estimate: meanOf(records.map(({ reported, later }) => reported - later)),
        bar: atMost(0.03),
        moonshot: atMost(0.015),
      },
      options,
    ),
    finding(
      {
        ...{ id: `${id}-later`, title: `Accuracy later, ${title}`, unit: 'share' },
        estimate: meanOf(records.map(({ later }) => later)),
      },
      options,
    ),
  ];
}

/** Whether the accuracy that training reports is the one that comes. */
export const honesty: Experiment<HonestyRecord> = {
  id: 'honesty',
  title: 'Is the accuracy that training reports the one that comes?',
  cases: [
    {
      ...{ id: 'noise', market: 'N2', title: 'no edge, bets of 10 ticks' },
      ...{ seeds: { full: 400, quick: 24 }, ticks: { full: 200, quick: 200 } },
    },
    {
      ...{ id: 'mild', market: 'E1', title: 'a mild edge (phi 0.1), bets of 10 ticks' },
      ...{ seeds: { full: 400, quick: 24 }, ticks: { full: 200, quick: 200 } },
    },
  ],
  ablations: ['purge'],
  run,
  judge: (results, options) => results.flatMap(result => judgeCase(result, options)),
};
