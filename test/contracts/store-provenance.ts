import assert from 'node:assert/strict';
import { seriesFromBars } from '../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../src/lib/core/interval.ts';
import type { BarKey, Store } from '../../src/lib/store/ports.ts';

const KEY: BarKey = { source: 'yahoo', symbol: 'AAPL', interval: '1d' };

/** Days from `first` on, closing at `closes`. */
const days = (first: number, closes: readonly number[]) =>
  seriesFromBars(
    'AAPL',
    '1d',
    closes.map((close, day) => ({
      ...{ timeMs: (first + day) * DAY_MS, open: close, high: close, low: close, close, volume: 1 },
    })),
  );

/** Writes them as fetched at `atMs`, with 1 off each close for dividends. */
function fetchDays(store: Store, series: ReturnType<typeof days>, atMs: number, replace = false) {
  return store.bars.write('yahoo', series, {
    ...{ origin: 'yahoo', atMs, replace },
    fetched: {
      ...{ vendor: 'yahoo', request: `asked at ${atMs}`, prices: 'raw' },
      rawClose: series.close,
      adjustedClose: series.close.map(close => (close === 9 ? Number.NaN : close - 1)),
    },
  });
}

/** What every `BarStore` promises about where bars are from. `open` gives a new, empty store each time. */
export function provenanceContract(name: string, open: () => Store): void {
  describe(`${name} keeps the promises about where bars are from`, () => {
    let store: Store;
    beforeEach(() => {
      store = open();
    });
    afterEach(() => {
      store.close();
    });

    it('keeps both closes with each bar, and when and how it was fetched', () => {
      fetchDays(store, days(10, [5, 9]), 100);
      const fetch = { prices: 'raw', vendor: 'yahoo', request: 'asked at 100', fetchedMs: 100 };
      assert.deepEqual(store.bars.provenance(KEY), [
        { timeMs: 10 * DAY_MS, rawClose: 5, adjustedClose: 4, ...fetch },
        { timeMs: 11 * DAY_MS, rawClose: 9, adjustedClose: null, ...fetch },
      ]);
      const tail = store.bars.provenance(KEY, { fromMs: 11 * DAY_MS, toMs: 12 * DAY_MS });
      assert.deepEqual(
        tail.map(({ rawClose }) => rawClose),
        [9],
      );
    });

    it('notes only bars that were written: not those that were there', () => {
      fetchDays(store, days(10, [5, 6]), 100);
      fetchDays(store, days(11, [7, 8]), 200);
      const known = store.bars.provenance(KEY).map(({ rawClose, fetchedMs }) => [rawClose, fetchedMs]);
      assert.deepEqual(known, [
        [5, 100],
        [6, 100],
        [8, 200],
      ]);
    });

    it('tells the newest fetch of a bar that was replaced', () => {
      fetchDays(store, days(10, [5, 6]), 100);
      fetchDays(store, days(10, [5, 7]), 200, true);
      const known = store.bars.provenance(KEY).map(({ rawClose, fetchedMs }) => [rawClose, fetchedMs]);
      assert.deepEqual(known, [
        [5, 100],
        [7, 200],
      ]);
      assert.equal(store.bars.provenanceSummary(KEY)?.rows, 2);
    });

    it('sums a series up: rows, first and last fetch', () => {
      fetchDays(store, days(10, [5, 6]), 100);
      fetchDays(store, days(12, [7]), 200);
      assert.deepEqual(store.bars.provenanceSummary(KEY), {
        ...{ rows: 3, firstFetchedMs: 100, lastFetchedMs: 200 },
        ...{ prices: 'raw', vendor: 'yahoo', request: 'asked at 200' },
      });
    });

    it('knows nothing of bars that were not fetched', () => {
      store.bars.write('yahoo', days(10, [5]), { origin: 'x.csv', atMs: 1 });
      assert.deepEqual(store.bars.provenance(KEY), []);
      assert.equal(store.bars.provenanceSummary(KEY), null);
    });

    it('forgets what a failed transaction noted', () => {
      assert.throws(() =>
        store.transaction(() => {
          fetchDays(store, days(10, [5]), 100);
          throw new Error('no');
        }),
      );
      assert.equal(store.bars.provenanceSummary(KEY), null);
    });

    it('finds the rows of a series that fills many pages', () => {
      const closes = Array.from({ length: 5_000 }, (_, day) => day + 10);
      fetchDays(store, days(0, closes), 100);
      const known = store.bars.provenance(KEY);
      assert.deepEqual(
        known.map(({ timeMs, rawClose }) => [timeMs / DAY_MS, rawClose]),
        closes.map((close, day) => [day, close]),
      );
    });
  });
}
