import { z } from 'zod';
import { clippedLogit, fitPlatt, plattProbability } from './platt.ts';
import { quantise, type ScoreTable, tabulate } from './score-table.ts';
import { mergedProbability, vennAbers } from './venn-abers.ts';

/** Below this many scored pairs no curve is fitted. */
const MIN_PAIRS = 100;
/** Above this many pairs the shape-free method has enough to go on by itself. */
const MAX_BLEND_PAIRS = 2000;

/** Why a calibrator gives the base rate instead of a curve. */
const CLIMATOLOGY_REASONS = ['few-pairs', 'one-class', 'no-signal', 'overconfident'] as const;
export type ClimatologyReason = (typeof CLIMATOLOGY_REASONS)[number];

const count = z.int().min(0).max(10_000_000);
const counts = z.array(count).max(1001);
const table = z
  .strictObject({ scores: z.array(z.int().min(0).max(1000)).max(1001), zeros: counts, ones: counts })
  .refine(isScoreTable, { message: 'must have rising scores, each with at least one label' });

/** Strict JSON form of a calibrator. */
export const calibratorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('blend'), a: z.number().max(0), b: z.number(), table }),
  z.strictObject({ kind: z.literal('venn-abers'), table }),
  z.strictObject({
    kind: z.literal('climatology'),
    reason: z.enum(CLIMATOLOGY_REASONS),
    zeros: count,
    ones: count,
  }),
]);
export type CalibratorJson = z.infer<typeof calibratorSchema>;

/** Turns raw scores of a learner into probabilities. */
export interface Calibrator {
  /** Calibrated P(y = 1), never 0 or 1, non-decreasing in the score. */
  probability(score: number): number;
  /** Venn-Abers pair [p0, p1]: how far the data leave the probability open. It need not hold `probability`. */
  interval(score: number): readonly [number, number];
  readonly json: CalibratorJson;
}

function isScoreTable({ scores, zeros, ones }: ScoreTable): boolean {
  if (scores.length !== zeros.length || scores.length !== ones.length || scores.length === 0) return false;
  return scores.every((score, i) => zeros[i]! + ones[i]! > 0 && (i === 0 || score > scores[i - 1]!));
}

/**
 * Fits a calibrator to out-of-fold scores (NaN where a row has none) and labels. Up to 2,000 pairs the mean of
 * Platt's sigmoid, which is steady but cannot follow a score that only tells something in its tails, and
 * Venn-Abers' merged value, which can but is coarse; above that Venn-Abers alone. The base rate of all labels with
 * fewer than 100 pairs, with one class, and (up to 2,000 pairs) where the sigmoid would fall: a falling curve on
 * out-of-fold scores is the footprint of noise (a fold rich in ones leaves few for training), not knowledge.
 */
export function fitCalibrator(scores: Float64Array, labels: Uint8Array): CalibratorJson {
  const scored = [...scores.keys()].filter(i => !Number.isNaN(scores[i]!));
  const pairs = { scores: scored.map(i => scores[i]!), labels: scored.map(i => labels[i]!) };
  const ones = pairs.labels.filter(label => label === 1).length;
  if (scored.length < MIN_PAIRS) return climatology(labels, 'few-pairs');
  if (ones === 0 || ones === scored.length) return climatology(labels, 'one-class');
  const grouped = tabulate(pairs.scores, pairs.labels);
  if (scored.length > MAX_BLEND_PAIRS) return { kind: 'venn-abers', table: copyTable(grouped) };
  const { a, b } = fitPlatt(pairs.scores.map(clippedLogit), pairs.labels);
  return a < 0 ? { kind: 'blend', a, b, table: copyTable(grouped) } : climatology(labels, 'no-signal');
}

/** The base rate of `labels`, whatever the score. */
export function climatology(labels: Uint8Array, reason: ClimatologyReason): CalibratorJson {
  const ones = labels.reduce((sum, label) => sum + label, 0);
  return { kind: 'climatology', reason, zeros: labels.length - ones, ones };
}

const copyTable = ({ scores, zeros, ones }: ScoreTable) => ({
  scores: [...scores],
  zeros: [...zeros],
  ones: [...ones],
});

export function restoreCalibrator(json: CalibratorJson): Calibrator {
  switch (json.kind) {
    case 'blend':
      return {
        json,
        probability: score => {
          const merged = mergedProbability(vennAbers(json.table, quantise(score)));
          return (plattProbability(json, clippedLogit(score)) + merged) / 2;
        },
        interval: score => vennAbers(json.table, quantise(score)),
      };
    case 'venn-abers':
      return {
        json,
        probability: score => mergedProbability(vennAbers(json.table, quantise(score))),
        interval: score => vennAbers(json.table, quantise(score)),
      };
    case 'climatology':
      return constantCalibrator(json);
  }
}

/** Venn-Abers on a constant score comes down to n1/(n+1) and (n1+1)/(n+1); their middle ground is (n1+1)/(n+2). */
function constantCalibrator(json: CalibratorJson & { kind: 'climatology' }): Calibrator {
  const { zeros, ones } = json;
  const total = zeros + ones;
  return {
    json,
    probability: () => (ones + 1) / (total + 2),
    interval: () => [ones / (total + 1), (ones + 1) / (total + 1)],
  };
}
