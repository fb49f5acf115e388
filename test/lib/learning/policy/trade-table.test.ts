import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  addTrade,
  shrunkReturn,
  type TradeTable,
  tradeRows,
} from '../../../../src/lib/learning/policy/trade-table.ts';
import { assertClose } from '../../../support/approx.ts';

const trade = (regime: string, confidence: number, netReturn: number) => ({ regime, confidence, netReturn });

describe('the trade table', () => {
  const table = [
    trade('calm-up', 0.62, 0.02),
    trade('calm-up', 0.64, -0.01),
    trade('wild-down', 0.85, -0.04),
    trade('calm-up', 0.71, 0.01),
  ].reduce(addTrade, [] as TradeTable);

  it('draws each cell to the mean of all trades, by hand', () => {
    // Mean of all: -.02 / 4 = -.005; (.01 + 20 x -.005) / 22, (.01 - .1) / 21 and (-.04 - .1) / 21.
    const rows = tradeRows(table);
    assert.deepEqual(
      rows.map(({ regime, confidence, trades, winRate }) => [regime, confidence, trades, winRate]),
      [
        ['calm-up', '60-65 %', 2, 0.5],
        ['calm-up', '70-80 %', 1, 1],
        ['wild-down', '80 % and more', 1, 0],
      ],
    );
    assertClose(
      rows.map(row => row.meanReturn),
      [0.005, 0.01, -0.04],
      1e-12,
    );
    assertClose(
      rows.map(row => row.shrunkReturn),
      [-0.09 / 22, -0.09 / 21, -0.14 / 21],
      1e-12,
    );
  });

  it('answers for a cell, and with the mean of all where the cell is empty', () => {
    assertClose([shrunkReturn(table, { regime: 'calm-up', confidence: 0.6 })], [-0.09 / 22], 1e-12);
    assertClose([shrunkReturn(table, { regime: 'unknown', confidence: 0.6 })], [-0.005], 1e-12);
    assert.equal(shrunkReturn([], { regime: 'calm-up', confidence: 0.6 }), 0);
  });

  it('has every trade in one cell, whatever their order', () => {
    const trades = fc.array(
      fc.record({
        regime: fc.constantFrom('a', 'b', 'c'),
        confidence: fc.double({ min: 0, max: 1, noNaN: true }),
        netReturn: fc.integer({ min: -100, max: 100 }).map(percent => percent / 128),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(trades, all => {
        const folded = all.reduce(addTrade, [] as TradeTable);
        assert.equal(
          folded.reduce((sum, cell) => sum + cell.trades, 0),
          all.length,
        );
        assert.deepEqual(all.toReversed().reduce(addTrade, [] as TradeTable), folded);
        const means = tradeRows(folded).map(row => [row.meanReturn, row.shrunkReturn]);
        const mean = all.reduce((sum, { netReturn }) => sum + netReturn, 0) / Math.max(1, all.length);
        for (const [own, drawn] of means) {
          assert.ok(drawn! >= Math.min(own!, mean) - 1e-12 && drawn! <= Math.max(own!, mean) + 1e-12);
        }
      }),
    );
  });

  it('refuses what is no trade', () => {
    for (const [confidence, netReturn] of [
      [1.1, 0],
      [Number.NaN, 0],
      [0.5, Number.NaN],
      [0.5, -1.5],
      [0.5, Infinity],
    ] as const) {
      assert.throws(() => addTrade([], trade('calm-up', confidence, netReturn)), RangeError);
    }
  });
});
