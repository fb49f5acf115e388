import assert from 'node:assert/strict';
import type { Store } from '../../src/lib/store/ports.ts';
import type { StoredPoint } from '../../src/lib/store/sweep-points.ts';

const point = (name: string, ...equity: number[]): StoredPoint => ({
  point: name,
  trades: equity.length,
  equity: Float64Array.from(equity),
});

const byName = (points: readonly StoredPoint[]) =>
  points.toSorted((a, b) => (a.point < b.point ? -1 : 1)).map(each => ({ ...each }));

/** What every `SweepStore` promises. `open` gives a new, empty store each time. */
export function sweepStoreContract(name: string, open: () => Store): void {
  describe(`${name} keeps the promises about points of sweeps`, () => {
    let store: Store;
    beforeEach(() => {
      store = open();
    });
    afterEach(() => {
      store.close();
    });

    it('gives them back bit for bit, for their sweep alone', () => {
      const points = [point('{"fast":5}', 0.1 + 0.2, -0, 1e-300), point('{"fast":6}')];
      store.sweeps.add('one', 10, points);
      store.sweeps.add('two', 10, [point('{"fast":5}', 7)]);
      assert.deepEqual(byName(store.sweeps.load('one')), byName(points));
      assert.deepEqual(store.sweeps.load('three'), []);
    });

    it('leaves a point alone that is there already', () => {
      store.sweeps.add('one', 10, [point('a', 1)]);
      store.sweeps.add('one', 20, [point('a', 2), point('b', 3)]);
      assert.deepEqual(byName(store.sweeps.load('one')), [point('a', 1), point('b', 3)]);
    });

    it('drops those of one sweep', () => {
      store.sweeps.add('one', 10, [point('a', 1)]);
      store.sweeps.add('two', 10, [point('a', 1)]);
      store.sweeps.drop('one');
      assert.deepEqual([store.sweeps.load('one').length, store.sweeps.load('two').length], [0, 1]);
    });

    it('drops what was added before a moment', () => {
      store.sweeps.add('one', 10, [point('old', 1)]);
      store.sweeps.add('one', 11, [point('new', 1)]);
      store.sweeps.prune(11);
      assert.deepEqual(
        store.sweeps.load('one').map(each => each.point),
        ['new'],
      );
    });
  });
}
