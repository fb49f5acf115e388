import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Findings, verdictOf } from '../../../../../src/lib/app/backtest/evidence/verdict.ts';

const GOOD: Findings = {
  trades: 120,
  profit: 0.4,
  holdProfit: 0.2,
  pValue: 0.003,
  deflatedSharpe: 0.972,
  tries: 37,
};

const verdict = (change: Partial<Findings> = {}): string => verdictOf({ ...GOOD, ...change });

describe('verdictOf', () => {
  const CASES: readonly (readonly [Partial<Findings>, string])[] = [
    [{ trades: 0, pValue: null }, 'no trades, so there is nothing to judge'],
    [{ trades: 4 }, 'too few trades to say anything (n = 4)'],
    [{ trades: 29 }, 'too few trades to say anything (n = 29)'],
    [{ pValue: 0.41 }, 'no better than chance after costs (p = 0.41, 37 tries)'],
    [{ pValue: 0.05 }, 'no better than chance after costs (p = 0.050, 37 tries)'],
    [{ pValue: 0.29, tries: 1 }, 'no better than chance after costs (p = 0.29, 1 try)'],
    [{ profit: -0.1, pValue: 0.61 }, 'no profit after costs, and no better than chance (p = 0.61, 37 tries)'],
    [{ profit: 0 }, 'no profit after costs (p = 0.003, 37 tries)'],
    [
      { deflatedSharpe: 0.9499 },
      'better timed than chance (p = 0.003), but its Sharpe ratio is within what the best of 37 tries reaches by luck ' +
        '(deflated Sharpe 0.949)',
    ],
    [
      { deflatedSharpe: 0.8, tries: 1 },
      'better timed than chance (p = 0.003), but its Sharpe ratio may still be luck (probability 0.800 that it is ' +
        'above 0)',
    ],
    [{ deflatedSharpe: null }, 'better timed than chance (p = 0.003), but its Sharpe ratio is not defined'],
    [
      {},
      'better than chance so far (p = 0.003, deflated Sharpe 0.972 after 37 tries), and it made more than buy-and-hold',
    ],
    [
      { holdProfit: 0.4, tries: 1_200, pValue: 0.000999 },
      'better than chance so far (p < 0.001, deflated Sharpe 0.972 after 1,200 tries), but it made no more than ' +
        'buy-and-hold',
    ],
  ];
  for (const [change, expected] of CASES) {
    it(`says "${expected.slice(0, 60)}" for ${JSON.stringify(change)}`, () => {
      assert.equal(verdict(change), expected);
    });
  }

  it('says "better than chance" of nothing that fails one of the conditions', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({
          trades: fc.nat(200),
          profit: fc.double({ min: -1, max: 2, noNaN: true }),
          holdProfit: fc.option(fc.double({ min: -1, max: 2, noNaN: true })),
          pValue: fc.option(share),
          deflatedSharpe: fc.option(share),
          tries: fc.integer({ min: 1, max: 1_000 }),
        }),
        found => {
          const allowed =
            found.trades >= 30 &&
            found.profit > 0 &&
            (found.pValue ?? 1) < 0.05 &&
            (found.deflatedSharpe ?? 0) > 0.95;
          assert.equal(verdictOf(found).startsWith('better than chance'), allowed);
        },
      ),
    );
  });
});
