import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearHalt, readHalt, writeHalt } from '../../../../src/lib/store/files/halt-file.ts';
import { systemError, withBrokenFs } from '../../../support/break-fs.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { modeOf, tempFolder } from '../../../support/temp-folder.ts';

const AT = Date.UTC(2026, 10, 22, 12);

describe('the halt file', () => {
  const folder = tempFolder();
  const state = () => join(folder(), 'state');
  const reason = () => {
    const halt = readHalt(state());
    return halt.halted ? halt.reason : null;
  };

  it('halts until it is cleared', () => {
    writeHalt(state(), { reason: 'daily loss', atMs: AT });
    assert.equal(reason(), 'daily loss (2026-11-22T12:00:00.000Z)');
    assert.equal(modeOf(join(state(), 'HALT')), 0o600);
    assert.equal(clearHalt(state()), true);
    assert.deepEqual(readHalt(state()), { halted: false });
    assert.equal(clearHalt(state()), false);
  });

  it('is not called lifted when the state folder cannot be looked into', () => {
    symlinkSync(state(), state());
    assert.throws(() => clearHalt(state()), hiveError('WRITE_FAILED', /HALT/));
  });

  it('keeps the reasons of all halts', () => {
    writeHalt(state(), { reason: 'foreign order', atMs: AT });
    writeHalt(state(), { reason: 'line\nbreak', atMs: AT + 1 });
    assert.equal(
      reason(),
      'foreign order (2026-11-22T12:00:00.000Z); line\nbreak (2026-11-22T12:00:00.001Z)',
    );
  });

  it('may be made by hand, empty or with any text', () => {
    mkdirSync(state());
    for (const [text, expected] of [
      ['', 'a file HALT is in the state folder'],
      ['on holiday\n', 'on holiday'],
      ['5', '5'],
      ['{"at":', '{"at":'],
      ['null', 'null'],
    ]) {
      writeFileSync(join(state(), 'HALT'), text!);
      assert.equal(reason(), expected);
    }
  });

  it('halts when the state folder is missing or is a file', () => {
    assert.match(reason() ?? '', /no state folder/);
    writeFileSync(state(), '');
    assert.match(reason() ?? '', /no state folder/);
  });

  it('halts when it is there and cannot be read', () => {
    mkdirSync(join(state(), 'HALT'), { recursive: true });
    assert.match(reason() ?? '', /cannot be read: EISDIR/);
  });

  it('halts when it is a link to nothing', () => {
    mkdirSync(state());
    symlinkSync(join(folder(), 'nothing'), join(state(), 'HALT'));
    assert.match(reason() ?? '', /cannot be read: ENOENT/);
  });

  it('says so when it could not be made durable, and halts all the same', () => {
    const fail = () => {
      throw systemError('EIO');
    };
    const halt = () => writeHalt(state(), { reason: 'x', atMs: AT });
    assert.throws(() => withBrokenFs(['fsyncSync'], fail, halt), hiveError('WRITE_FAILED'));
    assert.equal(readHalt(state()).halted, true);
  });
});
