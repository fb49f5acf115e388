import assert from 'node:assert/strict';
import fc from 'fast-check';
import { frameOf, numbers } from '../../../src/lib/frame/frame.ts';
import { ownEngine } from '../../../src/lib/frame/own-engine.ts';
import { frameEngineContract } from '../../contracts/frame-engine.ts';

frameEngineContract('HIVE itself', () => ownEngine);

const described = (values: readonly number[]) => ownEngine.describe(frameOf([numbers('x', values)]))[0]!;

describe('the engine of frames that is always there', () => {
  it('loses no digit of a long sum', () => {
    // A tenth is 0.1 + 5.55e-18: ten million of them, added one by one, would end at 999999.9998.
    const tenths = described(new Array<number>(1_000_000).fill(0.1));
    assert.equal(tenths.mean, 0.1);
    assert.equal(tenths.std, 0);
    assert.equal(described([1, 1e100, 1, -1e100]).mean, 0.5);
  });

  it('gives the same for any order, and puts its figures in order', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, list => {
        const { min, q1, median, q3, max, mean, std } = described(list);
        const rising = [min, q1, median, q3, max].map(Number);
        assert.deepEqual(
          rising,
          rising.toSorted((a, b) => a - b),
        );
        assert.ok(mean! >= min! - 1e-9 && mean! <= max! + 1e-9);
        assert.ok(list.length < 2 ? std === null : std! >= 0);
        assert.deepEqual(described(list.toSorted((a, b) => b - a)).median, median);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a frame', () => {
  it('has columns of one length and of different names', () => {
    assert.throws(() => frameOf([numbers('a', [1, 2]), numbers('b', [1])]), /column b has 1 of 2 rows/);
    assert.throws(() => frameOf([numbers('a', [1]), numbers('a', [2])]), /share a name/);
  });
});
