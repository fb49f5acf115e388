import { backtestPaths, testedBlocks } from '../../learning/backtest-paths.ts';
import { isTrainable, type PipelineOptions } from '../../learning/pipeline.ts';
import type { MaturedSample } from '../../learning/sample.ts';
import { purgedSplits, timeSpan } from '../../learning/split.ts';
import { sampleWeights } from '../../learning/weights.ts';
import { sharpe } from '../../performance/sharpe.ts';

/** Blocks of time, and how many are tested at a time: 15 trainings, 5 histories. */
const BLOCKS = 6;
const TESTED = 2;
/** Bars that features look back by. */
const EMBARGO = 20;

export interface CrossInput {
  readonly samples: readonly MaturedSample[];
  readonly pipeline: PipelineOptions;
  readonly sideCost: number;
  readonly barsPerYear: number;
}

/**
 * Yearly Sharpe ratios of the forest on five whole histories, each put together from purged, embargoed trainings that
 * have not seen it: a spread instead of one lucky history. The trainings see bars of after the tested ones, so it is no
 * record of what could have been traded. Empty where there is too little to train on.
 * @see López de Prado (2018), Advances in Financial Machine Learning, chapter 12
 */
export function crossPathSharpes(input: CrossInput): number[] {
  const { samples, barsPerYear } = input;
  const spans = samples.map(timeSpan);
  const splits = purgedSplits(spans, { folds: BLOCKS, testFolds: TESTED, embargo: EMBARGO });
  const said = splits.map(({ train, test }) => scoresOf(input, train, test));
  if (said.some(scores => scores === null)) return [];
  const block = blockOf(samples);
  return backtestPaths(testedBlocks(BLOCKS, TESTED), BLOCKS).flatMap(sources => {
    const exposures = samples.map((_, row) => ((said[sources[block(row)]!]!.get(row) ?? 0) > 0.5 ? 1 : 0));
    return sharpe(netReturns(input, exposures), barsPerYear) ?? [];
  });
}

/** Blocks of rows are as `purgedSplits` makes them, where each moment has one row. */
function blockOf({ length }: readonly MaturedSample[]): (row: number) => number {
  const size = Math.floor(length / BLOCKS);
  const longer = length % BLOCKS;
  const border = longer * (size + 1);
  return row => (row < border ? Math.floor(row / (size + 1)) : longer + Math.floor((row - border) / size));
}

function scoresOf(
  { samples, pipeline }: CrossInput,
  train: readonly number[],
  test: readonly number[],
): Map<number, number> | null {
  const rows = train.map(row => samples[row]!);
  if (!isTrainable(rows)) return null;
  const { learner, settings, seed } = pipeline;
  const columns = Array.from(rows[0]!.features, (_, f) =>
    Float64Array.from(rows, ({ features }) => features[f]!),
  );
  const labels = Uint8Array.from(rows, ({ label }) => label.y);
  const weights = sampleWeights(rows, rows.length / 2);
  const model = learner.fit({ rows: rows.length, columns, labels, weights }, settings, seed);
  return new Map(test.map(row => [row, model.score(samples[row]!.features)]));
}

/** A sample's label is of the bar after it: without costs its net return is that bar's. */
function netReturns({ samples, sideCost }: CrossInput, exposures: readonly number[]): Float64Array {
  let held = 0;
  return Float64Array.from(samples, ({ label }, row) => {
    const exposure = exposures[row]!;
    const net = exposure * label.netReturn - sideCost * Math.abs(exposure - held);
    held = exposure;
    return net;
  });
}
