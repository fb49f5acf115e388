import assert from 'node:assert/strict';
import { parseNumber } from '../../../../src/lib/market/csv/parse-number.ts';

describe('parseNumber', () => {
  const points: readonly (readonly [string, number])[] = [
    ['12.5', 12.5],
    [' 7 ', 7],
    ['-3', -3],
    ['1e-7', 1e-7],
    ['1,234.5', 1234.5],
    ['1,234,567', 1_234_567],
    ['$1,018.00', 1018],
    ['1.25K', 1250],
    ['3M', 3_000_000],
    ['0', 0],
  ];
  for (const [text, value] of points) {
    it(`reads "${text}"`, () => assert.equal(parseNumber(text, false), value));
  }

  const commas: readonly (readonly [string, number])[] = [
    ['12,5', 12.5],
    ['1.234,56', 1234.56],
    ['1.234', 1234],
    ['17', 17],
  ];
  for (const [text, value] of commas) {
    it(`reads "${text}" where the comma marks decimals`, () => assert.equal(parseNumber(text, true), value));
  }

  it('gives NaN for everything that is no finite number', () => {
    for (const text of ['', ' ', '-', 'null', 'NaN', 'Infinity', '1e999', '12,5', '1.2.3', 'x', '--1']) {
      assert.ok(Number.isNaN(parseNumber(text, false)), text);
    }
  });
});
