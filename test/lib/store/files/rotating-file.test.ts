import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogTail } from '../../../../src/lib/store/files/log-tail.ts';
import {
  appendLine,
  logFiles,
  pruneRotated,
  rotatedNumbers,
} from '../../../../src/lib/store/files/rotating-file.ts';
import { ended, startScript } from '../../../support/run-process.ts';
import { modeOf, tempFolder } from '../../../support/temp-folder.ts';

const folder = tempFolder();
const path = () => join(folder(), 'logs', 'hive.log');
const SMALL = { maxBytes: 100, files: 3 };
const line = (number: number) => `line ${number} `.padEnd(39, '.');
const append = (from: number, to: number) => {
  for (let number = from; number < to; number++) appendLine(path(), line(number), SMALL);
};

describe('a log that rotates', () => {
  it('is for its owner only, and holds a line as it was given', () => {
    appendLine(path(), 'one', SMALL);
    assert.equal(readFileSync(path(), 'utf8'), 'one\n');
    assert.equal(modeOf(path()), 0o600);
    assert.equal(modeOf(join(folder(), 'logs')), 0o700);
  });

  it('never has a file beyond the size, nor more files than are kept; the oldest lines go', () => {
    append(0, 20);
    assert.deepEqual(rotatedNumbers(path()), [1, 2]);
    for (const file of logFiles(path())) assert.ok(statSync(file).size <= SMALL.maxBytes, file);
    const kept = logFiles(path()).flatMap(file => readFileSync(file, 'utf8').split('\n').filter(Boolean));
    assert.deepEqual(kept, [14, 15, 16, 17, 18, 19].map(line));
  });

  it('takes a line that is longer than a file, in a file of its own', () => {
    append(0, 1);
    appendLine(path(), 'x'.repeat(500), SMALL);
    assert.equal(readFileSync(path(), 'utf8'), `${'x'.repeat(500)}\n`);
  });

  it('begins a new line after one that a full disk cut off', () => {
    append(0, 1);
    appendFileSync(path(), '{"torn');
    appendLine(path(), 'whole', SMALL);
    assert.deepEqual(readFileSync(path(), 'utf8').split('\n'), [line(0), '{"torn', 'whole', '']);
  });

  it('goes on after a rotation that was killed half way', () => {
    append(0, 6);
    writeFileSync(`${path()}.2`, '');
    append(6, 8);
    assert.deepEqual(rotatedNumbers(path()), [1, 2]);
  });

  it('loses, tears and doubles no line of four processes, over dozens of rotations', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const children = names.map(name => startScript('log-lines', [path(), name, '600', '120']));
    await Promise.all(children.map(ended));
    assert.deepEqual(
      children.map(child => child.exitCode),
      [0, 0, 0, 0],
    );
    assert.ok(rotatedNumbers(path()).length >= 10, `${rotatedNumbers(path()).length} rotations`);
    const found = logFiles(path()).flatMap(file => readFileSync(file, 'utf8').split('\n').filter(Boolean));
    const wanted = names.flatMap(name =>
      Array.from({ length: 600 }, (_, number) => `${name} ${number} `.padEnd(120, '.')),
    );
    assert.deepEqual(found.toSorted(), wanted.toSorted());
  });

  it('is cut to fewer files where fewer are kept now', () => {
    append(0, 20);
    const oldest = statSync(`${path()}.2`).size;
    assert.equal(pruneRotated(path(), 2), oldest);
    assert.deepEqual(rotatedNumbers(path()), [1]);
    assert.equal(pruneRotated(path(), 2), 0);
  });
});

describe('the tail of a log', () => {
  const read = (tail: LogTail) => [...tail.lines()];

  it('reads from the oldest file to the end, then on through every rotation', () => {
    append(0, 5);
    const tail = new LogTail(path());
    assert.deepEqual(read(tail), [0, 1, 2, 3, 4].map(line));
    assert.deepEqual(read(tail), []);
    append(5, 9);
    assert.deepEqual(read(tail), [5, 6, 7, 8].map(line));
    tail.close();
  });

  it('waits for a file that is not there, and for the rest of a line', () => {
    const tail = new LogTail(path());
    assert.deepEqual(read(tail), []);
    assert.equal(existsSync(path()), false);
    append(0, 1);
    appendFileSync(path(), 'half');
    assert.deepEqual(read(tail), [line(0)]);
    appendFileSync(path(), ' and half\n');
    assert.deepEqual(read(tail), ['half and half']);
    tail.close();
  });

  it('begins anew in a file that was cut', () => {
    append(0, 2);
    const tail = new LogTail(path());
    read(tail);
    writeFileSync(path(), 'new\n');
    assert.deepEqual(read(tail), ['new']);
    tail.close();
  });

  it('goes on where the file it read is gone for good', () => {
    append(0, 1);
    const tail = new LogTail(path());
    read(tail);
    append(1, 30);
    assert.deepEqual(read(tail).at(-1), line(29));
    tail.close();
  });
});
