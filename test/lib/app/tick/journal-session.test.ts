import assert from 'node:assert/strict';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JournalSession } from '../../../../src/lib/app/tick/journal-session.ts';
import { fixedClock } from '../../../../src/lib/core/clock.ts';
import { entry } from '../../../../src/lib/journal/entry.ts';
import { openJournal } from '../../../../src/lib/store/files/journal-file.ts';
import { memoryStore } from '../../../../src/lib/store/memory/store.ts';
import { hiveError } from '../../../support/hive-error.ts';
import {
  boughtFill,
  exitIntent,
  GENESIS_ENTRY,
  intent,
  JOURNAL_NOON,
} from '../../../support/journal-entries.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('JournalSession', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'journal.jsonl');
  const { checkpoints } = memoryStore();
  const types = () =>
    readFileSync(path(), 'utf8')
      .trim()
      .split('\n')
      .map(line => (JSON.parse(line) as { type: string }).type);

  const open = () =>
    new JournalSession({
      open: from => openJournal(path(), from ? { from } : {}),
      checkpoints,
      clock: fixedClock(JOURNAL_NOON),
      mode: 'simulated',
    });

  beforeEach(() => checkpoints.drop());

  it('has no state before its first record', () => {
    const session = open();
    assert.equal(session.hasBegun, false);
    assert.throws(() => session.state, /has not begun/);
    session.record(GENESIS_ENTRY);
    assert.equal(session.state.account, 'SIM-1');
    session.close();
  });

  it('writes nothing of what cannot follow, so that the journal stays readable', () => {
    const session = open();
    session.record(GENESIS_ENTRY, entry('INTENT', intent('o1')), entry('FILL', boughtFill('f1', 'o1')));
    const tooMuch = { ...boughtFill('f2', 'o2'), side: 'sell', net: '-9' } as const;
    const before = types();
    assert.throws(() => session.record(entry('FILL', boughtFill('f1', 'o1'))), hiveError('JOURNAL_DAMAGED'));
    assert.throws(
      () => session.record(entry('INTENT', exitIntent('o2', '9', '75.00')), entry('FILL', tooMuch)),
      /sold 9000000000 of/,
    );
    session.close();
    assert.deepEqual(types(), before);
    const { state } = open();
    assert.equal(state.books.main.trades, 1);
  });

  it('reports a torn last line that it moved aside', () => {
    const first = open();
    first.record(GENESIS_ENTRY);
    first.close();
    appendFileSync(path(), '{"half of a rec');
    const second = open();
    assert.deepEqual(types(), ['GENESIS', 'REPAIR']);
    assert.equal(second.state.account, 'SIM-1');
    second.close();
  });

  it('tells the trades since the checkpoint', () => {
    const first = open();
    first.record(GENESIS_ENTRY, entry('INTENT', intent('o1')));
    first.saveCheckpoint();
    first.record(entry('FILL', boughtFill('f1', 'o1')));
    first.close();
    // The process died before the next checkpoint: its trade is offered again.
    const second = open();
    assert.deepEqual(
      second.trades.map(({ fill }) => fill),
      ['f1'],
    );
    second.saveCheckpoint();
    second.close();
    assert.deepEqual(open().trades, []);
  });
});
