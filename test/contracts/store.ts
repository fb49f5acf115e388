import assert from 'node:assert/strict';
import { type BarSeries, emptySeries, seriesFromBars } from '../../src/lib/core/bar-series.ts';
import type { SampleScope, Store, StoredSample } from '../../src/lib/store/ports.ts';

const KEY = { source: 'csv', symbol: 'BTC/USD', interval: '1h' } as const;
const HOUR = 3_600_000;
const WRITE = { origin: 'btc.csv', atMs: Date.UTC(2026, 0, 1) };
const SCOPE: SampleScope = { source: 'csv', interval: '1h', featureSet: 'f1', labelSet: 'l1' };

/** Flat bars at the given prices from hour `start` on; every third volume is unknown. */
function hourBars(prices: readonly number[], start = 0, symbol = 'BTC/USD'): BarSeries {
  const bars = prices.map((price, index) => ({
    ...{ timeMs: (start + index) * HOUR, open: price, high: price, low: price, close: price },
    volume: (start + index) % 3 === 2 ? Number.NaN : price / 7,
  }));
  return seriesFromBars(symbol, '1h', bars);
}

function sample(symbol: string, atMs: number, y: 0 | 1 | null): StoredSample {
  const label =
    y === null ? null : { y, netReturn: y - 0.5, resolvedMs: atMs + HOUR, barrier: 'time' as const };
  return { symbol, assetClass: 'crypto', atMs, features: Float64Array.of(atMs, -0, Math.PI), label };
}

const moments = (samples: readonly StoredSample[]): string[] =>
  samples.map(({ symbol, atMs }) => `${symbol}@${atMs}`);

/** What every `Store` promises. `open` gives a new, empty store each time. */
export function storeContract(name: string, open: () => Store): void {
  describe(`${name} keeps the store's promises`, () => {
    let store: Store;
    beforeEach(() => {
      store = open();
    });
    afterEach(() => {
      store.close();
    });
    barPromises(() => store);
    samplePromises(() => store);
    documentPromises(() => store);
    journalViewPromises(() => store);
    transactionPromises(() => store);
  });
}

function barPromises(store: () => Store): void {
  describe('bars', () => {
    it('come back as they were written, unknown volumes as NaN', () => {
      const series = hourBars([1, 2, 3, 4.5]);
      assert.deepEqual(store().bars.write('csv', series, WRITE), {
        inserted: 4,
        unchanged: 0,
        conflicting: 0,
      });
      assert.deepEqual(store().bars.load(KEY), series);
    });

    it('of an unknown key are an empty series', () => {
      assert.deepEqual(store().bars.load(KEY), emptySeries('BTC/USD', '1h'));
    });

    it('of other sources, symbols and intervals never mix', () => {
      store().bars.write('csv', hourBars([1, 2]), WRITE);
      store().bars.write('yahoo', hourBars([3]), WRITE);
      store().bars.write('csv', hourBars([4], 0, 'ETH/USD'), WRITE);
      assert.deepEqual([...store().bars.load(KEY).close], [1, 2]);
      assert.equal(store().bars.load({ ...KEY, interval: '1d' }).length, 0);
    });

    it('written again count as unchanged', () => {
      store().bars.write('csv', hourBars([1, 2, 3]), WRITE);
      const again = store().bars.write('csv', hourBars([2, 3, 4], 1), WRITE);
      assert.deepEqual(again, { inserted: 1, unchanged: 2, conflicting: 0 });
      assert.deepEqual([...store().bars.load(KEY).close], [1, 2, 3, 4]);
    });

    it('that differ are counted, and overwritten only with replace', () => {
      store().bars.write('csv', hourBars([1, 2]), WRITE);
      const kept = store().bars.write('csv', hourBars([1, 9, 3]), WRITE);
      assert.deepEqual(kept, { inserted: 1, unchanged: 1, conflicting: 1 });
      assert.deepEqual([...store().bars.load(KEY).close], [1, 2, 3]);
      const replaced = store().bars.write('csv', hourBars([1, 9]), { ...WRITE, replace: true });
      assert.deepEqual(replaced, { inserted: 0, unchanged: 1, conflicting: 1 });
      assert.deepEqual([...store().bars.load(KEY).close], [1, 9, 3]);
    });

    it('of an earlier time are put in their place', () => {
      store().bars.write('csv', hourBars([5, 6], 4), WRITE);
      store().bars.write('csv', hourBars([1, 2]), WRITE);
      assert.deepEqual(
        [...store().bars.load(KEY).time],
        [0, 1, 4, 5].map(hour => hour * HOUR),
      );
    });

    it('are cut to the range, its end excluded, and to its newest rows', () => {
      store().bars.write('csv', hourBars([1, 2, 3, 4, 5]), WRITE);
      const closes = (range: object) => [...store().bars.load(KEY, range).close];
      assert.deepEqual(closes({ fromMs: HOUR, toMs: 3 * HOUR }), [2, 3]);
      assert.deepEqual(closes({ last: 2 }), [4, 5]);
      assert.deepEqual(closes({ toMs: 4 * HOUR, last: 2 }), [3, 4]);
      assert.deepEqual(closes({ last: 99 }), [1, 2, 3, 4, 5]);
      assert.deepEqual(closes({ last: 0 }), []);
    });

    it('with a price that is no number, or out of order, are refused as a whole', () => {
      assert.throws(
        () => store().bars.write('csv', hourBars([1, Number.NaN]), WRITE),
        /bar 1 of BTC\/USD.*open is NaN/,
      );
      const unsorted = hourBars([1, 2]);
      unsorted.time[1] = 0;
      assert.throws(() => store().bars.write('csv', unsorted, WRITE), RangeError);
      assert.equal(store().bars.load(KEY).length, 0);
    });

    it('are listed by key with the origin of the newest write that changed something', () => {
      store().bars.write('csv', hourBars([1], 0, 'ETH/USD'), WRITE);
      store().bars.write('csv', hourBars([1, 2]), WRITE);
      store().bars.write('csv', hourBars([3], 2), { origin: 'more.csv', atMs: WRITE.atMs + 1 });
      store().bars.write('csv', hourBars([1, 2]), { origin: 'again.csv', atMs: WRITE.atMs + 2 });
      const common = { source: 'csv', interval: '1h', assetClass: 'crypto', firstMs: 0 };
      assert.deepEqual(store().bars.inventory(), [
        {
          ...{ ...common, symbol: 'BTC/USD', rows: 3, lastMs: 2 * HOUR },
          ...{ origin: 'more.csv', writtenAt: '2026-01-01T00:00:00.001Z' },
        },
        {
          ...{ ...common, symbol: 'ETH/USD', rows: 1, lastMs: 0 },
          ...{ origin: 'btc.csv', writtenAt: '2026-01-01T00:00:00.000Z' },
        },
      ]);
    });
  });
}

function samplePromises(store: () => Store): void {
  describe('samples', () => {
    it('come back bit for bit, oldest first', () => {
      const rows = [sample('BTC/USD', 1, 1), sample('ETH/USD', 1, 0), sample('BTC/USD', 2, 0)];
      assert.deepEqual(store().samples.upsert(SCOPE, rows), { inserted: 3, matured: 3 });
      assert.deepEqual(store().samples.newestMatured(SCOPE, 'crypto', 10), rows);
    });

    it('get a label once, and keep it and their features', () => {
      const pending = sample('BTC/USD', 1, null);
      assert.deepEqual(store().samples.upsert(SCOPE, [pending]), { inserted: 1, matured: 0 });
      assert.deepEqual(store().samples.upsert(SCOPE, [pending]), { inserted: 0, matured: 0 });
      const labelled = { ...sample('BTC/USD', 1, 1), features: Float64Array.of(9) };
      assert.deepEqual(store().samples.upsert(SCOPE, [labelled]), { inserted: 0, matured: 1 });
      assert.deepEqual(store().samples.upsert(SCOPE, [sample('BTC/USD', 1, 0)]), { inserted: 0, matured: 0 });
      assert.deepEqual(store().samples.upsert(SCOPE, [pending]), { inserted: 0, matured: 0 });
      assert.deepEqual(store().samples.newestMatured(SCOPE, 'crypto', 10), [sample('BTC/USD', 1, 1)]);
    });

    it('of one moment enter or stay out together, never more than the limit', () => {
      const rows = [1, 2, 3].flatMap(at => [sample('BTC/USD', at, 1), sample('ETH/USD', at, 1)]);
      store().samples.upsert(SCOPE, rows);
      const newest = (limit: number) => moments(store().samples.newestMatured(SCOPE, 'crypto', limit));
      assert.deepEqual(newest(6).length, 6);
      assert.deepEqual(newest(5), ['BTC/USD@2', 'ETH/USD@2', 'BTC/USD@3', 'ETH/USD@3']);
      assert.deepEqual(newest(4), ['BTC/USD@2', 'ETH/USD@2', 'BTC/USD@3', 'ETH/USD@3']);
      assert.deepEqual(newest(1), []);
      assert.deepEqual(newest(0), []);
    });

    it('of other scopes and classes, and those still pending, stay out', () => {
      const stock = { ...sample('AAPL', 1, 1), assetClass: 'stock' as const };
      store().samples.upsert(SCOPE, [stock, sample('BTC/USD', 1, null)]);
      store().samples.upsert({ ...SCOPE, labelSet: 'l2' }, [sample('BTC/USD', 1, 1)]);
      assert.deepEqual(store().samples.newestMatured(SCOPE, 'crypto', 9), []);
      assert.deepEqual(store().samples.counts(SCOPE), [
        { assetClass: 'crypto', total: 1, matured: 0 },
        { assetClass: 'stock', total: 1, matured: 1 },
      ]);
    });

    it('between two moments, both included, come oldest first; those that wait stay out', () => {
      const rows = [1, 2, 3, 4].flatMap(at => [sample('BTC/USD', at, 1), sample('ETH/USD', at, 0)]);
      store().samples.upsert(SCOPE, [...rows, { ...sample('AAPL', 2, 1), assetClass: 'stock' }]);
      store().samples.upsert(SCOPE, [sample('SOL/USD', 3, null)]);
      const between = (fromMs: number, toMs: number) =>
        store().samples.maturedBetween(SCOPE, 'crypto', { fromMs, toMs });
      assert.deepEqual(between(2, 3), rows.slice(2, 6));
      assert.deepEqual(between(5, 9), []);
      assert.deepEqual(
        store().samples.maturedBetween({ ...SCOPE, source: 'x' }, 'crypto', { fromMs: 0, toMs: 9 }),
        [],
      );
    });

    it('are the newest whether or not they wait, whole moments, oldest first', () => {
      const waiting = [sample('BTC/USD', 3, null), sample('ETH/USD', 3, null), sample('BTC/USD', 4, null)];
      const rows = [
        ...[1, 2].flatMap(at => [sample('BTC/USD', at, 1), sample('ETH/USD', at, 0)]),
        ...waiting,
      ];
      store().samples.upsert(SCOPE, [...rows, { ...sample('AAPL', 4, null), assetClass: 'stock' }]);
      const newest = (limit: number) => store().samples.newestAny(SCOPE, 'crypto', limit);
      assert.deepEqual(newest(9), rows);
      assert.deepEqual(newest(5), rows.slice(2));
      assert.deepEqual(moments(newest(4)), ['BTC/USD@3', 'ETH/USD@3', 'BTC/USD@4']);
      assert.deepEqual(newest(0), []);
      assert.deepEqual(store().samples.newestAny({ ...SCOPE, labelSet: 'l2' }, 'crypto', 9), []);
    });

    it('tell their newest and oldest pending moments, null when there are none', () => {
      assert.equal(store().samples.newest(SCOPE, 'BTC/USD'), null);
      assert.equal(store().samples.oldestPending(SCOPE, 'BTC/USD'), null);
      const rows = [sample('BTC/USD', 1, 1), sample('BTC/USD', 2, null), sample('BTC/USD', 3, null)];
      store().samples.upsert(SCOPE, rows);
      assert.equal(store().samples.newest(SCOPE, 'BTC/USD'), 3);
      assert.equal(store().samples.oldestPending(SCOPE, 'BTC/USD'), 2);
      assert.equal(store().samples.newest(SCOPE, 'ETH/USD'), null);
    });
  });
}

function documentPromises(store: () => Store): void {
  describe('documents', () => {
    it('number training cycles from 1 and give the newest, oldest first', () => {
      const numbers = ['a', 'b', 'c'].map((document, atMs) => store().cycles.append({ atMs, document }));
      assert.deepEqual(numbers, [1, 2, 3]);
      assert.equal(store().cycles.count(), 3);
      assert.deepEqual(store().cycles.last(2), [
        { number: 2, atMs: 1, document: 'b' },
        { number: 3, atMs: 2, document: 'c' },
      ]);
      const below = (number: number, count = 2) =>
        store()
          .cycles.last(count, number)
          .map(cycle => cycle.document);
      assert.deepEqual(
        [below(3), below(3, 1), below(4, 9), below(1)],
        [['a', 'b'], ['b'], ['a', 'b', 'c'], []],
      );
      assert.equal(store().cycles.last(9).length, 3);
    });

    it('keep the newest prediction of each symbol', () => {
      store().predictions.write(10, [{ symbol: 'ETH/USD', document: 'e10' }]);
      store().predictions.write(20, [{ symbol: 'BTC/USD', document: 'b20' }]);
      store().predictions.write(15, [{ symbol: 'BTC/USD', document: 'late' }]);
      store().predictions.write(30, [{ symbol: 'ETH/USD', document: 'e30' }]);
      assert.deepEqual(store().predictions.newest(), [
        { symbol: 'BTC/USD', atMs: 20, document: 'b20' },
        { symbol: 'ETH/USD', atMs: 30, document: 'e30' },
      ]);
    });
  });
}

function journalViewPromises(store: () => Store): void {
  const point = (atMs: number, equityCents: bigint, book = 'main') => ({
    book,
    atMs,
    equityCents,
    cashCents: -1n,
  });

  describe('views of the journal', () => {
    it('keep cents beyond the doubles exact, by book and time', () => {
      const huge = 2n ** 62n + 1n;
      store().equity.append([point(2, huge), point(1, 5n), point(1, 7n, 'control')]);
      store().equity.append([point(2, huge + 1n)]);
      assert.deepEqual(store().equity.range('main'), [point(1, 5n), point(2, huge + 1n)]);
      assert.deepEqual(store().equity.range('main', 1, 2), [point(1, 5n)]);
      store().equity.clear();
      assert.deepEqual(store().equity.range('control'), []);
    });

    it('hold one checkpoint, which may be dropped', () => {
      const checkpoint = { seq: 7, hash: 'ab', offset: 2 ** 40, digest: 'cd', state: '{}' };
      assert.equal(store().checkpoints.load(), null);
      store().checkpoints.save({ ...checkpoint, seq: 6 });
      store().checkpoints.save(checkpoint);
      assert.deepEqual(store().checkpoints.load(), checkpoint);
      store().checkpoints.drop();
      assert.equal(store().checkpoints.load(), null);
    });
  });
}

function transactionPromises(store: () => Store): void {
  /** Writes to every table. */
  function fill(): void {
    store().bars.write('csv', hourBars([1]), WRITE);
    store().samples.upsert(SCOPE, [sample('BTC/USD', 1, 1)]);
    store().cycles.append({ atMs: 1, document: '{}' });
    store().predictions.write(1, [{ symbol: 'BTC/USD', document: '{}' }]);
    store().equity.append([{ book: 'main', atMs: 1, equityCents: 1n, cashCents: 1n }]);
    store().checkpoints.save({ seq: 1, hash: 'ab', offset: 1, digest: 'cd', state: '{}' });
  }
  const sizes = () => [
    store().bars.inventory().length,
    store().samples.counts(SCOPE).length,
    store().cycles.count(),
    store().predictions.newest().length,
    store().equity.range('main').length,
    store().checkpoints.load() ? 1 : 0,
  ];
  function failing(): never {
    fill();
    throw new Error('stop');
  }

  describe('transactions', () => {
    it('give back the result of their work and keep what it wrote', () => {
      assert.equal(
        store().transaction(() => {
          fill();
          return 42;
        }),
        42,
      );
      assert.deepEqual(sizes(), [1, 1, 1, 1, 1, 1]);
    });

    it('keep nothing of work that fails', () => {
      assert.throws(() => store().transaction(failing), /stop/);
      assert.deepEqual(sizes(), [0, 0, 0, 0, 0, 0]);
      fill();
      assert.deepEqual(sizes(), [1, 1, 1, 1, 1, 1]);
    });

    it('undo a failed part without the whole', () => {
      store().transaction(() => {
        store().cycles.append({ atMs: 1, document: 'outer' });
        assert.throws(() => store().transaction(failing), /stop/);
      });
      assert.deepEqual(sizes(), [0, 0, 1, 0, 0, 0]);
    });
  });
}
