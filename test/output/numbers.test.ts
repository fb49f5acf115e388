import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decimal, NONE, percent, quantity, signedPercent, signedUsd, usd } from '../../src/output/numbers.ts';

describe('numbers', () => {
  it('writes dollars with two decimals and grouped thousands', () => {
    assert.deepEqual([usd(1234.5), usd(-3), usd(0)], ['$1,234.50', '-$3.00', '$0.00']);
    assert.deepEqual([signedUsd(1.2), signedUsd(-3), signedUsd(0)], ['+$1.20', '-$3.00', '$0.00']);
  });

  it('writes shares of one as percent', () => {
    assert.deepEqual(
      [percent(0.1234), percent(-0.02, 2), signedPercent(0.02)],
      ['12.3 %', '-2.00 %', '+2.0 %'],
    );
  });

  it('writes quantities with up to nine decimals, never as an exponent', () => {
    assert.deepEqual([quantity(1e-9), quantity(2), quantity(1234.5)], ['0.000000001', '2', '1,234.5']);
  });

  it('gives what rounds to zero no sign', () => {
    assert.deepEqual([usd(-0.001), signedUsd(0.001), percent(-1e-9)], ['$0.00', '$0.00', '0.0 %']);
  });

  it('writes a dash for an undefined number', () => {
    for (const format of [usd, signedUsd, percent, signedPercent, quantity, decimal]) {
      assert.deepEqual([format(null), format(Number.NaN), format(Infinity)], [NONE, NONE, NONE]);
    }
  });

  it('keeps the value to the shown decimals', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), value => {
        const back = Number(decimal(value, 4).replaceAll(',', ''));
        assert.ok(Math.abs(back - value) <= 0.5001e-4, `${value} became ${back}`);
      }),
    );
  });
});
