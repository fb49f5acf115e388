import assert from 'node:assert/strict';
import ts from 'typescript';
import { linesOf, nodesOf, placeOf, sourceFiles } from './source-files.ts';

const MAX_FILE_LINES = 400;
const TARGETS = { fileMedian: 80, fileP95: 250 };

/** The smallest value that at least `share` of all do not exceed. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

const functions = sourceFiles.flatMap(file =>
  [...nodesOf(file.tree)]
    .filter(node => ts.isFunctionLike(node) && 'body' in node && node.body !== undefined)
    .map(node => ({ place: placeOf(file, node), lines: linesOf(file, node) })),
);

describe('sizes of src', () => {
  it(`keep every file within ${MAX_FILE_LINES} lines`, () => {
    const long = sourceFiles.filter(file => file.lines > MAX_FILE_LINES);
    assert.deepEqual(
      long.map(file => `${file.path}: ${file.lines}`),
      [],
    );
  });

  it(`keep half of the files within ${TARGETS.fileMedian} lines and 95 % within ${TARGETS.fileP95}`, () => {
    const lines = sourceFiles.map(file => file.lines);
    assert.ok(quantile(lines, 0.5) <= TARGETS.fileMedian, `median ${quantile(lines, 0.5)}`);
    assert.ok(quantile(lines, 0.95) <= TARGETS.fileP95, `95 % ${quantile(lines, 0.95)}`);
  });

  after(() => {
    const files = sourceFiles.map(file => file.lines);
    const calls = functions.map(each => each.lines);
    const longest = functions.toSorted((a, b) => b.lines - a.lines)[0];
    console.log(
      `    files ${files.length}: p50 ${quantile(files, 0.5)}, p95 ${quantile(files, 0.95)} lines; ` +
        `functions ${calls.length}: p50 ${quantile(calls, 0.5)}, p95 ${quantile(calls, 0.95)} lines; ` +
        `longest ${longest?.place} (${longest?.lines})`,
    );
  });
});
