import assert from 'node:assert/strict';
import { compareKeys, sortKeyOf } from '../../../../src/output/report/page/sort-keys.ts';

describe('sortKeyOf', () => {
  it('reads numbers as they are shown, and leaves texts and dates', () => {
    const texts = ['$1,234.50', '-$3.00', '+12.3 %', '0', '–', '', '2022-01-03 04:00Z', 'EXIT_STOP'];
    assert.deepEqual(texts.map(sortKeyOf), [
      1234.5,
      -3,
      12.3,
      0,
      null,
      null,
      '2022-01-03 04:00Z',
      'EXIT_STOP',
    ]);
  });
});

describe('compareKeys', () => {
  const sorted = (direction: 1 | -1) => [2, null, 10, -1].sort((a, b) => compareKeys(a, b, direction));

  it('orders numbers by size and puts the undefined last either way', () => {
    assert.deepEqual(sorted(1), [-1, 2, 10, null]);
    assert.deepEqual(sorted(-1), [10, 2, -1, null]);
  });

  it('orders texts by their characters', () => {
    assert.deepEqual(
      ['b', 'a', 'B'].sort((a, b) => compareKeys(a, b, 1)),
      ['B', 'a', 'b'],
    );
  });
});
