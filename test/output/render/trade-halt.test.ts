import assert from 'node:assert/strict';
import { renderHalt } from '../../../src/output/render/trade-halt.ts';
import { screen } from '../../support/views.ts';

const shown = (halted: boolean, changed: boolean) =>
  renderHalt({ halted, changed, reason: 'alarm', journalled: true }, screen()).split('\n').slice(1);

describe('renderHalt', () => {
  it('tells a first halt from a second one', () => {
    const way = ['HALTED: alarm', 'Trade again: hive trade resume --reason TEXT'];
    assert.deepEqual(shown(true, true), ['Trading is switched off.', ...way]);
    assert.deepEqual(shown(true, false), ['Trading was off already; the reason was added.', ...way]);
  });

  it('says after a resume what the halt was, or that there was none', () => {
    assert.deepEqual(shown(false, true), ['Trading is on again. It was halted: alarm']);
    assert.deepEqual(shown(false, false), ['Trading was not halted; nothing to do.']);
  });
});
