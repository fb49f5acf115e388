import assert from 'node:assert/strict';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { goesToJournal, withPriority } from '../../src/output/journald.ts';
import { tempFolder } from '../support/temp-folder.ts';

describe('what goes to the journal of systemd', () => {
  const folder = tempFolder();

  // systemd.exec(5), JOURNAL_STREAM: device and inode in decimal, to be compared with those of the stream.
  it('is known by device and inode of the stream, so that a redirected child is not fooled', () => {
    const fd = openSync(join(folder(), 'stream'), 'w');
    const { dev, ino } = fstatSync(fd, { bigint: true });
    assert.equal(goesToJournal({ JOURNAL_STREAM: `${dev}:${ino}` }, fd), true);
    assert.equal(goesToJournal({ JOURNAL_STREAM: `${dev}:${ino + 1n}` }, fd), false);
    assert.equal(goesToJournal({ JOURNAL_STREAM: `${dev + 1n}:${ino}` }, fd), false);
    for (const JOURNAL_STREAM of ['', '1', ':', 'a:b', `${dev}:${ino}:1`])
      assert.equal(goesToJournal({ JOURNAL_STREAM }, fd), false);
    assert.equal(goesToJournal({}, fd), false);
    closeSync(fd);
    assert.equal(goesToJournal({ JOURNAL_STREAM: `${dev}:${ino}` }, fd), false);
  });

  // sd-daemon(3): SD_ERR "<3>", SD_WARNING "<4>", SD_INFO "<6>".
  it('has the priority in front of every line', () => {
    assert.equal(withPriority('error', 'Error: no.\nNext: yes.\n'), '<3>Error: no.\n<3>Next: yes.\n');
    assert.equal(withPriority('warning', 'Warning: hm.\n'), '<4>Warning: hm.\n');
    assert.equal(withPriority('talk', 'Going on'), '<6>Going on');
    assert.equal(withPriority('talk', ''), '');
  });
});
