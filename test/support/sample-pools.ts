import type { MaturedSample } from '../../src/lib/learning/sample.ts';
import type { SamplePool } from '../../src/lib/learning/sample-pool.ts';

const shared = (length: number) => new Float64Array(new SharedArrayBuffer(8 * length));

/** Matured samples, oldest first, as a pool; each label is known from the moment it was resolved. */
export function poolOf(samples: readonly MaturedSample[]): SamplePool {
  const symbols = [...new Set(samples.map(({ symbol }) => symbol))].sort();
  const featureCount = samples[0]!.features.length;
  const features = shared(samples.length * featureCount);
  for (const [row, sample] of samples.entries()) features.set(sample.features, row * featureCount);
  const column = (of: (sample: MaturedSample) => number) => {
    const values = shared(samples.length);
    values.set(samples.map(of));
    return values;
  };
  return {
    assetClass: 'crypto',
    symbols,
    rows: samples.length,
    featureCount,
    symbol: Uint16Array.from(samples, ({ symbol }) => symbols.indexOf(symbol)),
    bar: Uint32Array.from(samples.keys()),
    atMs: column(({ atMs }) => atMs),
    features,
    knownMs: column(({ label }) => label.resolvedMs),
    y: Uint8Array.from(samples, ({ label }) => label.y),
    netReturn: column(({ label }) => label.netReturn),
    resolvedMs: column(({ label }) => label.resolvedMs),
    barrier: Uint8Array.from(samples, ({ label }) => ['target', 'stop', 'time'].indexOf(label.barrier)),
  };
}
