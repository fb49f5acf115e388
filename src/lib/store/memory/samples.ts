import { ASSET_CLASSES, type AssetClass } from '../../core/instrument.ts';
import { newestWholeMoments } from '../newest-whole-moments.ts';
import type { MomentSpan, SampleCount, SampleScope, SampleStore, StoredSample } from '../ports.ts';
import { keyOf, RevertibleMap } from './revertible.ts';

/** Samples in memory. */
export class MemorySamples implements SampleStore {
  readonly rows = new RevertibleMap<{ readonly scope: string; readonly sample: StoredSample }>();

  upsert(scope: SampleScope, samples: readonly StoredSample[]): { inserted: number; matured: number } {
    const written = { inserted: 0, matured: 0 };
    for (const sample of samples) {
      const key = keyOf(scopeKey(scope), sample.symbol, sample.atMs);
      const stored = this.rows.get(key)?.sample;
      if (stored?.label) continue;
      const features = stored?.features ?? sample.features.slice();
      this.rows.set(key, {
        scope: scopeKey(scope),
        sample: { ...(stored ?? sample), features, label: sample.label },
      });
      written.inserted += stored ? 0 : 1;
      written.matured += sample.label ? 1 : 0;
    }
    return written;
  }

  newestMatured(scope: SampleScope, assetClass: AssetClass, limit: number): StoredSample[] {
    const matured = this.#newestFirst(scope, assetClass).filter(sample => sample.label);
    return newestWholeMoments(matured, limit).reverse();
  }

  maturedBetween(scope: SampleScope, assetClass: AssetClass, { fromMs, toMs }: MomentSpan): StoredSample[] {
    return this.#newestFirst(scope, assetClass)
      .filter(({ label, atMs }) => label && atMs >= fromMs && atMs <= toMs)
      .reverse();
  }

  newestAny(scope: SampleScope, assetClass: AssetClass, limit: number): StoredSample[] {
    return newestWholeMoments(this.#newestFirst(scope, assetClass), limit).reverse();
  }

  newest(scope: SampleScope, symbol: string): number | null {
    return lastOf(this.#momentsOf(scope, symbol, () => true));
  }

  oldestPending(scope: SampleScope, symbol: string): number | null {
    return this.#momentsOf(scope, symbol, sample => sample.label === null)[0] ?? null;
  }

  counts(scope: SampleScope): SampleCount[] {
    return ASSET_CLASSES.flatMap(assetClass => {
      const rows = this.#in(scope).filter(sample => sample.assetClass === assetClass);
      const matured = rows.filter(sample => sample.label).length;
      return rows.length > 0 ? [{ assetClass, total: rows.length, matured }] : [];
    });
  }

  #in(scope: SampleScope): StoredSample[] {
    const wanted = scopeKey(scope);
    return [...this.rows.values()].filter(row => row.scope === wanted).map(row => row.sample);
  }

  #newestFirst(scope: SampleScope, assetClass: AssetClass): StoredSample[] {
    return this.#in(scope)
      .filter(sample => sample.assetClass === assetClass)
      .sort((a, b) => b.atMs - a.atMs || (a.symbol < b.symbol ? 1 : -1));
  }

  #momentsOf(scope: SampleScope, symbol: string, wanted: (sample: StoredSample) => boolean): number[] {
    return this.#in(scope)
      .filter(sample => sample.symbol === symbol && wanted(sample))
      .map(sample => sample.atMs)
      .sort((a, b) => a - b);
  }
}

const lastOf = (moments: readonly number[]): number | null => moments.at(-1) ?? null;

const scopeKey = ({ source, interval, featureSet, labelSet }: SampleScope): string =>
  keyOf(source, interval, featureSet, labelSet);
