import assert from 'node:assert/strict';
import {
  money,
  moneyChange,
  price,
  priceText,
  shareChange,
} from '../../../../src/lib/dashboards/shared/parts/figures.ts';
import { toHtml } from '../../../../src/lib/dashboards/shared/to-html.ts';
import { textOf } from '../../../support/view-texts.ts';

describe('a figure', () => {
  it('says up and down by sign and arrow, so that its colour is not needed', () => {
    assert.equal(textOf(moneyChange(1.1)), '▲+$1.10');
    assert.equal(textOf(moneyChange(-1_234.5)), '▼-$1,234.50');
    assert.equal(textOf(shareChange(-0.012)), '▼-1.20 %');
  });

  it('has no arrow where nothing changed', () => {
    assert.equal(textOf(moneyChange(0)), '$0.00');
    assert.match(toHtml(moneyChange(0)), /class="figure change flat"/);
  });

  it('is a dash where it is undefined, never a zero', () => {
    for (const node of [money(null), moneyChange(null), shareChange(null), price(null)])
      assert.equal(textOf(node), '–');
  });

  it('hides its arrow from screen readers, which hear the sign', () => {
    assert.match(toHtml(moneyChange(1)), /<span class="arrow" aria-hidden="true">▲<\/span>/);
  });

  it('writes prices below ten dollars with more decimals', () => {
    assert.deepEqual([60_560, 10, 9.5, 1, 0.1234567].map(priceText), [
      '$60,560.00',
      '$10.00',
      '$9.5000',
      '$1.0000',
      '$0.123457',
    ]);
  });
});
