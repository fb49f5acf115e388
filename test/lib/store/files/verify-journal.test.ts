import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GENESIS_HASH } from '../../../../src/lib/journal/chain.ts';
import { openJournal } from '../../../../src/lib/store/files/journal-file.ts';
import { verifyJournal } from '../../../../src/lib/store/files/verify-journal.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { bodies } from '../../../support/journal-bodies.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('verifyJournal', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'journal.jsonl');

  it('sums up a journal longer than its reading buffer and tells progress', () => {
    const { journal } = openJournal(path());
    const records = journal.append(bodies(10_001));
    journal.close();
    const progress: number[] = [];
    const summary = verifyJournal(path(), step => progress.push(step.records));
    assert.deepEqual(summary, {
      ...{ records: 10_001, lastHash: records.at(-1)?.hash, tornBytes: 0 },
      ...{ firstAt: '2026-11-22T12:00:00.000Z', lastAt: '2026-11-22T14:46:40.000Z' },
    });
    assert.deepEqual(progress, [10_000]);
  });

  it('finds nothing in a missing journal, and makes none', () => {
    const nothing = { records: 0, lastHash: GENESIS_HASH, firstAt: null, lastAt: null, tornBytes: 0 };
    assert.deepEqual(verifyJournal(path()), nothing);
    assert.equal(existsSync(path()), false);
  });

  it('reports a torn last line and leaves it alone', () => {
    openJournal(path()).journal.append(bodies(1));
    writeFileSync(path(), '{"account"', { flag: 'a' });
    const before = readFileSync(path());
    assert.equal(verifyJournal(path()).tornBytes, 10);
    assert.deepEqual(readFileSync(path()), before);
  });

  it('names the damaged line', () => {
    openJournal(path()).journal.append(bodies(30));
    const text = readFileSync(path(), 'utf8');
    writeFileSync(path(), text.replace('"number":16,', '"number":61,'));
    assert.throws(
      () => verifyJournal(path()),
      hiveError('JOURNAL_DAMAGED', /line 17 .*does not match its hash/),
    );
  });

  it('refuses a line without end instead of filling the memory', () => {
    writeFileSync(path(), Buffer.alloc(17 * 1024 * 1024));
    assert.throws(() => verifyJournal(path()), hiveError('JOURNAL_DAMAGED', /line 1 .*16777216 bytes/));
  });
});
