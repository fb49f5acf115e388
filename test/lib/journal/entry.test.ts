import assert from 'node:assert/strict';
import { GENESIS, seal } from '../../../src/lib/journal/chain.ts';
import { entry, isEntry, toEntry } from '../../../src/lib/journal/entry.ts';

describe('toEntry', () => {
  it('gives back what was sealed, and when', () => {
    const body = { at: '2026-09-22T12:00:00.000Z', mode: 'simulated', account: 'SIM-1' } as const;
    const record = seal(GENESIS, { ...body, ...entry('HALT', { reason: 'stop' }) });
    const read = toEntry(record);
    assert.deepEqual(read, { type: 'HALT', data: { reason: 'stop' }, atMs: Date.UTC(2026, 8, 22, 12) });
    assert.equal(isEntry(read, 'HALT'), true);
    assert.equal(isEntry(read, 'RESUME'), false);
  });
});
