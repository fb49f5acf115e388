import assert from 'node:assert/strict';
import { csvCell } from '../../../src/lib/app/csv-cell.ts';

describe('a cell of a csv', () => {
  it('leaves amounts as they are, below zero too', () => {
    assert.deepEqual(['-75.00', '0.001254903', '12'].map(csvCell), ['-75.00', '0.001254903', '12']);
    assert.deepEqual([-1.5, true, null].map(csvCell), ['-1.5', 'true', '']);
  });

  it('disarms what a spreadsheet would run, whoever wrote it', () => {
    assert.deepEqual(['=1+1', '+A1', '-A1', '@x'].map(csvCell), ["'=1+1", "'+A1", "'-A1", "'@x"]);
  });

  it('quotes commas, quotes and line ends', () => {
    assert.deepEqual(['a,b', 'a"b', 'a\nb'].map(csvCell), ['"a,b"', '"a""b"', '"a\nb"']);
  });
});
