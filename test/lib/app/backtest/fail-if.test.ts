import assert from 'node:assert/strict';
import { failures, parseCondition } from '../../../../src/lib/app/backtest/fail-if.ts';
import { sampleBacktest } from '../../../support/backtest-output.ts';
import { hiveError } from '../../../support/hive-error.ts';

const { output } = sampleBacktest();

const met = (text: string, changes: object = {}): boolean =>
  failures({ ...output, ...changes }, [parseCondition(text)]).length === 1;

describe('a condition of --fail-if', () => {
  for (const [text, sharpe, expected] of [
    ['sharpe<0.5', 0.4, true],
    ['sharpe<0.5', 0.5, false],
    ['sharpe<=0.5', 0.5, true],
    ['sharpe > 1', 1.5, true],
    ['sharpe>=1', 0.9, false],
    ['sharpe<-1', -2, true],
    ['sharpe<50%', 0.4, true],
  ] as const) {
    it(`"${text}" is ${expected ? '' : 'not '}met by ${sharpe}`, () => {
      assert.equal(met(text, { sharpe }), expected);
    });
  }

  it('is met by a figure that is undefined: a gate does not open on what nobody knows', () => {
    assert.ok(met('sharpe<0.5', { sharpe: null }));
    assert.ok(met('sharpe>0.5', { sharpe: null }));
  });

  it('may name the evidence by its path, and the deflated figures', () => {
    const { p_value: p } = output.evidence.control_arm;
    assert.equal(met('control_arm.p_value>0.5'), p !== null && p > 0.5);
    assert.ok(met('deflated_sharpe<2'));
    assert.ok(met('tries>=1'));
  });

  it('tells the value that met it', () => {
    const [sentence] = failures({ ...output, sharpe: 0.25 }, [parseCondition('sharpe<0.5')]);
    assert.equal(sentence, 'sharpe<0.5 (it is 0.25)');
  });

  it('is refused when it is no condition or names no figure', () => {
    assert.throws(() => parseCondition('sharpe'), hiveError('USAGE', /"sharpe" is not a condition/));
    assert.throws(() => parseCondition('sharpe<'), hiveError('USAGE', /not a condition/));
    assert.throws(() => parseCondition('sharp<1'), hiveError('USAGE', /"sharp", which is no figure/));
    assert.throws(() => parseCondition('verdict<1'), hiveError('USAGE', /no figure/));
    assert.throws(() => parseCondition('__proto__<1'), hiveError('USAGE'));
  });
});
