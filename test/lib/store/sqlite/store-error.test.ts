import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { translating } from '../../../../src/lib/store/sqlite/store-error.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

describe('translating', () => {
  const folder = tempFolder();
  const path = () => join(folder(), 'hive.db');
  const translated = (db: DatabaseSync, sql: string) => () => translating(path(), () => db.exec(sql));

  it('says STORE_BUSY, to be tried again, when another connection writes', () => {
    const [writer, other] = [new DatabaseSync(path()), new DatabaseSync(path(), { timeout: 0 })];
    writer.exec('BEGIN IMMEDIATE');
    assert.throws(translated(other, 'BEGIN IMMEDIATE'), hiveError('STORE_BUSY', /hive\.db/));
    assert.throws(translated(other, 'BEGIN IMMEDIATE'), { retryable: true });
    writer.close();
    other.close();
  });

  it('says DISK_FULL when the database cannot grow', () => {
    const db = new DatabaseSync(path());
    db.exec('CREATE TABLE t (x); PRAGMA max_page_count = 2');
    assert.throws(translated(db, 'INSERT INTO t VALUES (zeroblob(100000))'), hiveError('DISK_FULL'));
    db.close();
  });

  it('says WRITE_FAILED, for the user to set right, when the file may only be read', () => {
    new DatabaseSync(path()).close();
    const db = new DatabaseSync(path(), { readOnly: true });
    assert.throws(translated(db, 'CREATE TABLE t (x)'), hiveError('WRITE_FAILED', /hive\.db/));
    assert.throws(translated(db, 'CREATE TABLE t (x)'), { kind: 'config' });
    db.close();
  });

  it('passes on what says nothing about the file', () => {
    const db = new DatabaseSync(path());
    assert.throws(translated(db, 'SELECT syntax error'), { code: 'ERR_SQLITE_ERROR' });
    assert.throws(() => translating(path(), () => assert.fail('mine')), /mine/);
    db.close();
  });
});
