import assert from 'node:assert/strict';
import { parseAmount, parseShare, ppb, ppm } from '../../../../src/lib/app/backtest/shares.ts';
import { hiveError } from '../../../support/hive-error.ts';

describe('a share on the command line', () => {
  const flag = { flag: 'stop-loss', max: 1 };

  for (const text of ['0.015', '.015', '1.5%', '150bps', '1.5e-2', ' 150BPS ']) {
    it(`reads ${text.trim()} as 1.5 %`, () => {
      assert.equal(ppb(parseShare(text, flag)), 15_000_000);
      assert.equal(ppm(parseShare(text, flag)), 15_000);
    });
  }

  for (const text of ['', 'x', '-1%', '8', '150', 'NaN', 'Infinity', '1.5 %%', '0x1']) {
    it(`refuses "${text}" with the way to write it`, () => {
      assert.throws(() => parseShare(text, flag), hiveError('USAGE', /--stop-loss/));
    });
  }
});

describe('an amount on the command line', () => {
  it('is a plain number within its bounds', () => {
    const bounds = { flag: 'cash', min: 1, max: 1e6 };
    assert.equal(parseAmount('1e4', bounds), 10_000);
    for (const text of ['0', '2e6', '10%', 'ten']) {
      assert.throws(() => parseAmount(text, bounds), hiveError('USAGE', /--cash/));
    }
  });
});
