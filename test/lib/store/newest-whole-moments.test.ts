import assert from 'node:assert/strict';
import fc from 'fast-check';
import { newestWholeMoments } from '../../../src/lib/store/newest-whole-moments.ts';

describe('newestWholeMoments', () => {
  it('keeps the most whole moments that fit, for any rows and limit', () => {
    const times = fc.array(fc.nat({ max: 8 }), { maxLength: 30 });
    fc.assert(
      fc.property(times, fc.nat({ max: 12 }), (unsorted, limit) => {
        const rows = unsorted.sort((a, b) => b - a).map(atMs => ({ atMs }));
        const kept = newestWholeMoments(rows, limit);
        const next = rows[kept.length];
        const oldestKept = kept.at(-1);
        assert.ok(kept.length <= limit);
        assert.deepEqual(kept, rows.slice(0, kept.length));
        assert.ok(!next || !oldestKept || next.atMs < oldestKept.atMs, 'no moment is cut in two');
        const withNext = rows.filter(row => next && row.atMs >= next.atMs).length;
        assert.ok(!next || withNext > limit, 'another moment would not fit');
      }),
    );
  });
});
