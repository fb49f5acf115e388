import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { reportError } from '../../src/errors/report-error.ts';
import { translateError } from '../../src/errors/translate-error.ts';
import { dataError } from '../../src/lib/core/errors.ts';

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const systemError = (code: string) => Object.assign(new Error(`${code}: something`), { code, path: '/h/x' });
const folder = () => mkdtempSync(join(tmpdir(), 'hive-error-'));

describe('translateError', () => {
  it('keeps what a HiveError says', () => {
    const error = dataError({ code: 'STALE', message: 'Old.', next: 'Fetch.', retryable: true });
    const report = { code: 'STALE', message: 'Old.', next: 'Fetch.', retryable: true, exitCode: 4 };
    assert.deepEqual(translateError(error), report);
  });

  for (const [code, name, exitCode] of [
    ['ENOSPC', 'DISK_FULL', 4],
    ['EACCES', 'NO_ACCESS', 3],
    ['EROFS', 'NO_ACCESS', 3],
    ['ENOTDIR', 'NOT_A_FOLDER', 3],
  ] as const) {
    it(`makes ${name} of ${code}, with the path`, () => {
      const report = translateError(systemError(code));
      assert.deepEqual([report.code, report.exitCode], [name, exitCode]);
      assert.match(report.message, /"\/h\/x"/);
    });
  }

  it('looks behind an error that wraps another', () => {
    const wrapped = new Error('cannot save', { cause: systemError('ENOSPC') });
    assert.equal(translateError(wrapped).code, 'DISK_FULL');
  });

  it('makes STORE_BUSY of a store that another process has locked', () => {
    const file = join(folder(), 'hive.db');
    const [first, second] = [new DatabaseSync(file), new DatabaseSync(file, { timeout: 0 })];
    first.exec('CREATE TABLE t (a); BEGIN EXCLUSIVE');
    const report = translateError(thrownBy(() => second.exec('INSERT INTO t VALUES (1)')));
    assert.deepEqual([report.code, report.exitCode, report.retryable], ['STORE_BUSY', 4, true]);
    first.close();
    second.close();
  });

  it('makes STORE_DAMAGED of a file that is no store', () => {
    const file = join(folder(), 'hive.db');
    writeFileSync(file, 'this is not a database '.repeat(100));
    const store = new DatabaseSync(file);
    const report = translateError(thrownBy(() => store.exec('SELECT * FROM sqlite_master')));
    assert.deepEqual([report.code, report.exitCode], ['STORE_DAMAGED', 4]);
    store.close();
  });

  it('calls everything else a bug', () => {
    const report = translateError(new TypeError('x is undefined\nmore'));
    assert.deepEqual(
      [report.code, report.exitCode, report.message],
      ['BUG', 1, 'Unexpected failure: x is undefined'],
    );
    assert.equal(translateError('text').code, 'BUG');
    assert.equal(translateError(undefined).code, 'BUG');
  });
});

describe('reportError', () => {
  const reported = (options: { json: boolean; debug: boolean }) => {
    const written = { stdout: '', stderr: '' };
    const code = reportError(new TypeError('boom'), {
      ...options,
      stdout: text => {
        written.stdout += text;
      },
      stderr: text => {
        written.stderr += text;
      },
    });
    return { code, ...written };
  };

  it('shows a stack only when it is asked to', () => {
    assert.doesNotMatch(reported({ json: false, debug: false }).stderr, /\n\s+at /);
    assert.match(reported({ json: false, debug: true }).stderr, /\n\s+at /);
  });

  it('prints a document only with --json', () => {
    assert.equal(reported({ json: false, debug: false }).stdout, '');
    assert.equal(JSON.parse(reported({ json: true, debug: false }).stdout).error.code, 'BUG');
  });
});
