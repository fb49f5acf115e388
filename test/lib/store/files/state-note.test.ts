import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StateNoteFile } from '../../../../src/lib/store/files/state-note.ts';
import { modeOf, tempFolder } from '../../../support/temp-folder.ts';

describe('a note in the state folder', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'state', 'note.json');
  const note = () => new StateNoteFile(path());

  it('is there for the next process, for its owner only, and without stray files', () => {
    note().write({ untilMs: 7 });
    assert.deepEqual(note().read(), { untilMs: 7 });
    assert.equal(modeOf(path()), 0o600);
    assert.deepEqual(readdirSync(join(folder(), 'state')), ['note.json']);
  });

  it('is nothing before it was written and after it was cleared', () => {
    assert.equal(note().read(), undefined);
    note().clear();
    note().write(1);
    note().clear();
    assert.equal(note().read(), undefined);
  });

  it('is nothing when its file is damaged, empty or a folder', () => {
    note().write(1);
    for (const text of ['', '{"untilMs":', '\0\0']) {
      writeFileSync(path(), text);
      assert.equal(note().read(), undefined);
    }
    note().clear();
    mkdirSync(path());
    assert.equal(note().read(), undefined);
  });
});
