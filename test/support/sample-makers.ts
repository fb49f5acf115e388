import { DAY_MS } from '../../src/lib/core/interval.ts';
import { mulberry32, normal } from '../../src/lib/core/random.ts';
import type { MaturedSample } from '../../src/lib/learning/sample.ts';

export interface SampleMakerOptions {
  readonly days: number;
  readonly seed: number;
  readonly symbols?: readonly string[];
  readonly features?: number;
  /** Days a label takes. */
  readonly horizon?: number;
  /** P(y = 1) given the row of features; one half when left out. */
  readonly chance?: (features: Float64Array) => number;
}

/** Daily matured samples of standard normal features, oldest first, labels drawn with a known chance. */
export function makeSamples(options: SampleMakerOptions): MaturedSample[] {
  const { days, seed, symbols = ['BTC/USD'], features = 8, horizon = 1, chance = () => 0.5 } = options;
  const random = mulberry32(seed);
  return Array.from({ length: days }, (_, day) => day).flatMap(day =>
    symbols.map(symbol => {
      const row = Float64Array.from({ length: features }, () => normal(random));
      const y = random() < chance(row) ? 1 : 0;
      return {
        symbol,
        assetClass: 'crypto' as const,
        atMs: day * DAY_MS,
        features: row,
        label: {
          y,
          netReturn: (y === 1 ? 1 : -1) * (0.005 + 0.02 * random()),
          resolvedMs: (day + horizon) * DAY_MS,
          barrier: 'time' as const,
        },
      } satisfies MaturedSample;
    }),
  );
}
