import type { MaturedSample } from './sample.ts';

/** A label's life in bar positions: bars (`from`, `to`]. */
export interface BarSpan {
  readonly from: number;
  readonly to: number;
}

/** Number of labels alive at each bar position 0..`bars`-1. */
export function concurrency(spans: readonly BarSpan[], bars: number): Int32Array {
  const alive = new Int32Array(bars);
  for (const { from, to } of spans) for (let bar = from + 1; bar <= to; bar++) alive[bar]!++;
  return alive;
}

/**
 * Average uniqueness of each label: the mean over its life of 1 / (labels alive). 1 when nothing overlaps.
 * @see López de Prado (2018), Advances in Financial Machine Learning, section 4.4.
 */
export function uniqueness(spans: readonly BarSpan[], bars: number): Float64Array {
  const alive = concurrency(spans, bars);
  return Float64Array.from(spans, ({ from, to }) => {
    let sum = 0;
    for (let bar = from + 1; bar <= to; bar++) sum += 1 / alive[bar]!;
    return sum / (to - from);
  });
}

/** Weight 2^(-age / halfLife) of each row; ages and half-life in rows. */
export const recencyWeights = (ages: ArrayLike<number>, halfLife: number): Float64Array =>
  Float64Array.from(ages, age => 2 ** (-age / halfLife));

/** The same weights scaled to mean 1. */
export function normaliseWeights(weights: Float64Array): Float64Array {
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return weights.map(weight => weight / mean);
}

/**
 * Training weights, mean 1: uniqueness (labels of one symbol that overlap share what they tell) times recency.
 * `samples` are oldest first; rows of one moment have one age, the number of rows after that moment.
 */
export function sampleWeights(samples: readonly MaturedSample[], halfLife: number): Float64Array {
  const unique = uniquenessBySymbol(samples);
  const recent = recencyWeights(agesInRows(samples), halfLife);
  return normaliseWeights(unique.map((value, i) => value * recent[i]!));
}

/** Average uniqueness of each sample among those of its own symbol. */
export function uniquenessBySymbol(samples: readonly MaturedSample[]): Float64Array {
  const result = new Float64Array(samples.length);
  const bySymbol = Map.groupBy(samples.keys(), i => samples[i]!.symbol);
  for (const rows of bySymbol.values()) {
    const spans = barSpans(rows.map(i => samples[i]!));
    const values = uniqueness(spans.spans, spans.bars);
    rows.forEach((row, i) => {
      result[row] = values[i]!;
    });
  }
  return result;
}

/** Bar positions are ranks among the moments the samples name: sessions have gaps that clock time would count. */
function barSpans(samples: readonly MaturedSample[]): { spans: BarSpan[]; bars: number } {
  const moments = new Set(samples.flatMap(sample => [sample.atMs, sample.label.resolvedMs]));
  const rank = new Map([...moments].sort((a, b) => a - b).map((moment, i) => [moment, i]));
  const spans = samples.map(({ atMs, label }) => ({
    from: rank.get(atMs)!,
    to: rank.get(label.resolvedMs)!,
  }));
  return { spans, bars: rank.size };
}

function agesInRows(samples: readonly MaturedSample[]): Int32Array {
  const ages = new Int32Array(samples.length);
  for (let i = samples.length - 2; i >= 0; i--) {
    const sameMoment = samples[i]!.atMs === samples[i + 1]!.atMs;
    ages[i] = sameMoment ? ages[i + 1]! : samples.length - 1 - i;
  }
  return ages;
}
