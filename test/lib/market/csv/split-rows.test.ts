import assert from 'node:assert/strict';
import { splitRows } from '../../../../src/lib/market/csv/split-rows.ts';

function rowsOf(text: string, delimiter = ','): [line: number, ...cells: string[]][] {
  const rows: [number, ...string[]][] = [];
  splitRows(text, delimiter, (cells, line) => {
    rows.push([line, ...cells]);
    return true;
  });
  return rows;
}

// The cases of RFC 4180, section 2.
describe('splitRows', () => {
  it('ends lines at LF and CRLF, with or without one at the end', () => {
    assert.deepEqual(rowsOf('a,b\r\nc,d\ne,f'), [
      [1, 'a', 'b'],
      [2, 'c', 'd'],
      [3, 'e', 'f'],
    ]);
  });

  it('skips blank lines but counts them', () => {
    assert.deepEqual(rowsOf('a\n\n  \nb\n'), [
      [1, 'a'],
      [4, 'b'],
    ]);
  });

  it('reads quoted cells with delimiters, doubled quotes and line breaks', () => {
    assert.deepEqual(rowsOf('"a,1","b ""x""","c\nd"\ne,f,g'), [
      [1, 'a,1', 'b "x"', 'c\nd'],
      [3, 'e', 'f', 'g'],
    ]);
  });

  it('keeps empty cells', () => {
    assert.deepEqual(rowsOf('a,,\n"",b,""'), [
      [1, 'a', '', ''],
      [2, '', 'b', ''],
    ]);
  });

  it('takes a quote that is never closed for a character', () => {
    assert.deepEqual(rowsOf('"a,b\nc,d'), [
      [1, '"a', 'b'],
      [2, 'c', 'd'],
    ]);
  });

  it('stops when it is told to', () => {
    let seen = 0;
    splitRows('a\nb\nc', ',', () => ++seen < 2);
    assert.equal(seen, 2);
  });
});
