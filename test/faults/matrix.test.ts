import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../support/cli.ts';

/** The rows of the fault matrix: process and machine, disk, time, network and broker, market and training. */
const ROWS = { P: 13, D: 11, T: 6, N: 26, M: 8 } as const;
const TITLE = /\b(?:it|describe)\(\s*(?:`((?:[^`\\]|\\.)*)`|'((?:[^'\\]|\\.)*)')/gs;
const ROW = /\b[PDTNM]\d{1,2}\b/g;

const rows = Object.entries(ROWS).flatMap(([letter, count]) =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
);

function rowsInTitles(folder: string): Set<string> {
  const found = new Set<string>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.test.ts')) continue;
    for (const [, template, text] of readFileSync(join(folder, name), 'utf8').matchAll(TITLE))
      for (const [row] of `${template ?? text}`.matchAll(ROW)) found.add(row);
  }
  return found;
}

describe('the fault matrix', () => {
  it('has a test for each of its rows', () => {
    const tested = rowsInTitles(join(projectRoot, 'test'));
    assert.deepEqual(
      rows.filter(row => !tested.has(row)),
      [],
    );
  });

  it('names in its table only tests that are there', () => {
    const table = readFileSync(join(projectRoot, 'test/faults/README.md'), 'utf8');
    const named = [...table.matchAll(/`(test\/[\w/.-]+\.test\.ts)`/g)].map(([, path]) => path!);
    assert.ok(named.length > 0);
    for (const path of named) assert.ok(readFileSync(join(projectRoot, path), 'utf8').includes('it('), path);
    assert.deepEqual(
      rows.filter(row => !new RegExp(`^\\| ${row} \\|`, 'm').test(table)),
      [],
    );
  });
});
