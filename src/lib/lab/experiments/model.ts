import { canonicalJson } from '../../core/canonical-json.ts';
import { forestLearner } from '../../learning/forest/learner.ts';
import { fitPipeline } from '../../learning/pipeline.ts';
import { exactly } from '../estimates.ts';
import type { Experiment, Trial } from '../experiment.ts';
import { atMost, finding } from '../finding.ts';
import { FOREST, forestPipeline, sampleOf } from '../forest-bench.ts';
import { knownProbabilities } from '../markets/known-probabilities.ts';

const FEATURES = 8;
/** The shape that the size of a model file is compared by. */
const LARGE = { ...FOREST, mtry: 3, minLeaf: 5, maxDepth: 32 };

interface ModelRecord {
  readonly [key: string]: number;
  readonly bytes: number;
  /** Scores of 500 rows that differ in any bit after the model was written and read. */
  readonly changed: number;
}

function run({ caseId, seed, ticks }: Trial): ModelRecord {
  const { rows, outcome } = knownProbabilities(seed, ticks);
  const samples = rows.map((row, t) => sampleOf(row, outcome[t]!, t));
  const options = forestPipeline(seed, 1);
  const settings = caseId === 'default' ? FOREST : LARGE;
  const { model } = fitPipeline(samples, { ...options, settings });
  const text = canonicalJson(model.toJSON());
  const again = forestLearner.restore(JSON.parse(text), FEATURES);
  return { bytes: text.length, changed: rows.filter(row => model.score(row) !== again.score(row)).length };
}

/** How large a model is on disk, and whether it is the same model when it is read. */
export const model: Experiment<ModelRecord> = {
  id: 'model',
  title: 'Is a stored model small, and the same when it is read?',
  cases: [
    {
      ...{ id: 'default', market: 'C1', title: '500 x 8 x 100, the default forest' },
      ...{ seeds: { full: 40, quick: 4 }, ticks: { full: 500, quick: 500 } },
    },
    {
      ...{ id: 'deep', market: 'C1', title: '500 x 8 x 100, fully grown to leaves of 5' },
      ...{ seeds: { full: 40, quick: 4 }, ticks: { full: 500, quick: 500 } },
    },
  ],
  ablations: [],
  run,
  judge: (results, options) =>
    results.flatMap(({ case: { id, title }, records }) => [
      finding(
        {
          ...{ id: `${id}-bytes`, title: `Largest model, ${title}`, goal: 18, unit: 'bytes' },
          estimate: exactly(Math.max(...records.map(({ bytes }) => bytes)), records.length),
          ...(id === 'default' ? { bar: atMost(60_000), moonshot: atMost(25_000) } : {}),
        },
        options,
      ),
      finding(
        {
          ...{
            id: `${id}-changed`,
            title: `Scores that writing and reading changed, ${title}`,
            goal: 18,
            unit: 'count',
          },
          estimate: exactly(Math.max(...records.map(({ changed }) => changed)), records.length),
          bar: atMost(0),
        },
        options,
      ),
    ]),
};
