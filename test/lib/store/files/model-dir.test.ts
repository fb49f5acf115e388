import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ModelDir } from '../../../../src/lib/store/files/model-dir.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { modeOf, tempFolder } from '../../../support/temp-folder.ts';

describe('ModelDir', () => {
  const root = tempFolder();
  const folder = () => join(root(), 'models');
  const file = (name: string) => join(folder(), name);
  const models = () => new ModelDir(folder());

  /** Writes models whose files are a second apart, oldest first. */
  function written(...names: string[]): ModelDir {
    names.forEach((name, index) => {
      models().write(name, { name });
      utimesSync(file(`${name}.json`), 1_000 + index, 1_000 + index);
    });
    return models();
  }

  it('reads back what was written, numbers bit for bit', () => {
    const json = { leaves: [0.1, 1 / 3, 5e-324, 1e300], name: 'é' };
    models().write('crypto-1', json);
    assert.deepEqual(models().read('crypto-1'), json);
    assert.equal(modeOf(file('crypto-1.json')), 0o600);
    assert.equal(modeOf(folder()), 0o700);
  });

  it('is empty when there is no folder, and makes none by looking', () => {
    assert.deepEqual(models().list(), []);
    assert.equal(models().readCurrent('crypto'), null);
    assert.throws(() => models().read('crypto-1'), hiveError('MODEL_MISSING', /"crypto-1"/));
    assert.equal(existsSync(folder()), false);
  });

  it('points each class to its own current model', () => {
    const dir = written('crypto-1', 'stock-1', 'crypto-2');
    dir.makeCurrent('crypto', 'crypto-1');
    dir.makeCurrent('stock', 'stock-1');
    dir.makeCurrent('crypto', 'crypto-2');
    assert.deepEqual(dir.readCurrent('crypto'), { name: 'crypto-2', json: { name: 'crypto-2' } });
    assert.equal(dir.currentName('stock'), 'stock-1');
    assert.equal(readFileSync(file('current.json'), 'utf8'), '{"crypto":"crypto-2","stock":"stock-1"}\n');
    assert.throws(() => dir.makeCurrent('crypto', 'crypto-3'), hiveError('MODEL_MISSING'));
  });

  it('lists models newest first, without the pointer and other files', () => {
    const dir = written('crypto-b', 'crypto-a');
    dir.makeCurrent('crypto', 'crypto-a');
    writeFileSync(file('README.md'), '');
    writeFileSync(file('crypto-c.json.tmp-1'), '');
    assert.deepEqual(dir.list(), [
      { name: 'crypto-a', bytes: 20, writtenMs: 1_001_000 },
      { name: 'crypto-b', bytes: 20, writtenMs: 1_000_000 },
    ]);
  });

  it('prunes the oldest of a class, never the current one', () => {
    const dir = written('crypto-1', 'stock-1', 'crypto-2', 'crypto-3', 'crypto-4');
    dir.makeCurrent('crypto', 'crypto-1');
    assert.deepEqual(dir.prune('crypto', 2), ['crypto-2']);
    assert.deepEqual(
      dir.list().map(entry => entry.name),
      ['crypto-4', 'crypto-3', 'stock-1', 'crypto-1'],
    );
    assert.deepEqual(dir.prune('crypto', 2), []);
  });

  it('takes no name that could lead out of the folder or hide the pointer', () => {
    const bad = [
      '',
      '.',
      '..',
      '../x',
      '/etc/passwd',
      'a/b',
      'a\\b',
      'a\0',
      'A',
      '-a',
      '_a',
      'a.b',
      'current',
      'a\n',
    ];
    for (const name of [...bad, 'a'.repeat(65), 'con:1', 'é']) {
      assert.throws(() => models().read(name), hiveError('BAD_MODEL_NAME'), name);
      assert.throws(() => models().write(name, {}), hiveError('BAD_MODEL_NAME'), name);
      assert.throws(() => models().makeCurrent('crypto', name), hiveError('BAD_MODEL_NAME'), name);
    }
    fc.assert(
      fc.property(fc.string(), name => {
        fc.pre(!/^[a-z0-9][a-z0-9_-]*$/.test(name));
        assert.throws(() => models().read(name), hiveError('BAD_MODEL_NAME'));
      }),
    );
    assert.equal(existsSync(folder()), false);
  });

  it('refuses links, folders, files that are too large and files that are not JSON', () => {
    written('crypto-1');
    writeFileSync(join(root(), 'outside.json'), '{}');
    symlinkSync(join(root(), 'outside.json'), file('link.json'));
    symlinkSync(file('nothing'), file('dangling.json'));
    mkdirSync(file('folder.json'));
    writeFileSync(file('large.json'), ' '.repeat(16 * 1024 * 1024 + 1));
    writeFileSync(file('empty.json'), '');
    writeFileSync(file('half.json'), '{"trees":[');
    for (const name of ['link', 'dangling', 'folder', 'large', 'empty', 'half']) {
      assert.throws(() => models().read(name), hiveError('MODEL_UNREADABLE', new RegExp(`${name}\\.json`)));
    }
  });

  it('refuses a model that is too large to be read again', () => {
    assert.throws(() => models().write('large', 'x'.repeat(16 * 1024 * 1024)), hiveError('MODEL_TOO_LARGE'));
    assert.deepEqual(models().list(), []);
  });

  it('refuses a pointer that is not one name a class, and prunes nothing then', () => {
    const dir = written('crypto-1', 'crypto-2', 'crypto-3');
    const broken = [
      '[]',
      'null',
      '{"crypto":1}',
      '{"crypto":"../x"}',
      '{"gold":"crypto-1"}',
      '{"__proto__":{}}',
      '{',
    ];
    for (const text of broken) {
      writeFileSync(file('current.json'), text);
      assert.throws(() => dir.readCurrent('crypto'), hiveError('MODEL_UNREADABLE', /current\.json/), text);
      assert.throws(() => dir.prune('crypto', 1), hiveError('MODEL_UNREADABLE'), text);
    }
    assert.equal(dir.list().length, 3);
  });
});
