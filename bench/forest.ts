import { forestLearner } from '../src/lib/learning/forest/learner.ts';
import type { FittedModel, ForestSettings, Learner, TrainingSet } from '../src/lib/learning/learner.ts';
import { mlRandomForestLearner } from '../src/lib/learning/ml-random-forest/learner.ts';
import { accuracyOn, makeTrainingSet, parityChance, rowOf } from '../test/support/training-sets.ts';

/** The settings of the configuration, and the two of the published comparison. */
const DEFAULTS: ForestSettings = { trees: 100, bins: 64, mtry: 3, minLeaf: 10, maxDepth: 6 };
const GROWN: ForestSettings = { trees: 100, bins: 256, mtry: 3, minLeaf: 1, maxDepth: 32 };
const LEAF_5: ForestSettings = { ...GROWN, bins: 64, minLeaf: 5 };

const paritySet = (rows: number, seed: number) => makeTrainingSet({ rows, seed, chance: parityChance });
const test = paritySet(20_000, 999);
const small = paritySet(500, 1);

interface Timing {
  readonly first: number;
  readonly median: number;
  readonly model: FittedModel;
}

function time(
  learner: Learner,
  set: TrainingSet,
  options: { settings: ForestSettings; runs: number },
): Timing {
  const times: number[] = [];
  let model: FittedModel | null = null;
  for (let run = 0; run < options.runs; run++) {
    const start = performance.now();
    model = learner.fit(set, options.settings, run);
    times.push(performance.now() - start);
  }
  const first = times[0]!;
  times.sort((a, b) => a - b);
  return { first, median: times[options.runs >> 1]!, model: model! };
}

function report(name: string, { first, median, model }: Timing, testSet: TrainingSet = test): void {
  const size = (JSON.stringify(model).length / 1024).toFixed(1);
  const accuracy = (100 * accuracyOn(testSet, row => model.score(row))).toFixed(1);
  console.log(
    `${name}: first ${first.toFixed(1)} ms, median ${median.toFixed(1)} ms, ${accuracy} %, JSON ${size} KB`,
  );
}

const warm = time(forestLearner, small, { settings: DEFAULTS, runs: 51 });
report('500 x 8 x 100 trees, defaults', warm);
report('500 x 8 x 100 trees, grown', time(forestLearner, small, { settings: GROWN, runs: 51 }));
report('500 x 8 x 100 trees, leaf 5', time(forestLearner, small, { settings: LEAF_5, runs: 51 }));

const rows = Array.from({ length: 2_000 }, (_, row) => rowOf(test, row));
const start = performance.now();
for (const row of rows) warm.model.score(row);
console.log(`score, defaults: ${(((performance.now() - start) * 1000) / rows.length).toFixed(1)} µs a row`);

const library = time(mlRandomForestLearner, small, { settings: DEFAULTS, runs: 1 });
report('500 x 8 x 100 trees, ml-random-forest, first 500 test rows', library, paritySet(500, 999));
console.log(`ratio: ml-random-forest takes ${(library.median / warm.median).toFixed(0)} times as long`);

const large = paritySet(100_000, 1);
for (const [name, settings] of Object.entries({ defaults: DEFAULTS, 'leaf 5': LEAF_5, grown: GROWN })) {
  report(`100,000 x 8 x 100 trees, ${name}`, time(forestLearner, large, { settings, runs: 1 }));
}
