import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import technicalIndicators from 'technicalindicators';
import { ruleTrack } from '../../../../../src/lib/trading/strategies/make-track.ts';
import { smaCross } from '../../../../../src/lib/trading/strategies/rules/sma-cross.ts';
import { codesOf, ruleContract } from '../../../../contracts/rule-strategy.ts';
import { randomSeries } from '../../../../support/random-series.ts';
import { seriesOfCloses } from '../../../../support/walks.ts';

ruleContract({ strategy: smaCross, params: { fast: 2, slow: 5 } });

describe('sma-cross', () => {
  it('acts at crosses only: averages over one and three bars, by hand', () => {
    // close 10 10 10 13 12 12 9 9 9 12; mean of three from the third bar on: 10 11 11⅔ 12⅓ 11 10 9 10.
    // close - mean: 0 (no sign yet), + (the first sign), +, -, -, -, 0, +.
    const series = seriesOfCloses([10, 10, 10, 13, 12, 12, 9, 9, 9, 12]);
    const track = ruleTrack(smaCross, { fast: 1, slow: 3 }, series);
    assert.deepEqual([...track.codes], [0, 0, 0, 0, 0, -1, 0, 0, 0, 1]);
    assert.deepEqual([track.tagOf(5), track.tagOf(9)], ['cross down', 'cross up']);
  });

  it('takes an average that only touches the other for no cross', () => {
    // close - mean of two: +½, 0, +½, 0, -½.
    const codes = codesOf(
      { strategy: smaCross, params: { fast: 1, slow: 2 } },
      seriesOfCloses([10, 11, 11, 12, 12, 11]),
    );
    assert.deepEqual([...codes], [0, 0, 0, 0, 0, -1]);
  });

  it('finds the crosses of the averages of technicalindicators', () => {
    const series = randomSeries(600, 9);
    const values = Array.from(series.close);
    const slow = technicalIndicators.SMA.calculate({ period: 30, values });
    const fast = technicalIndicators.SMA.calculate({ period: 10, values }).slice(20);
    const signs = fast.map((value, i) => Math.sign(value - slow[i]!));
    const wanted = signs.map((sign, i) => (i > 0 && sign !== signs[i - 1] ? sign : 0));
    const { codes } = ruleTrack(smaCross, { fast: 10, slow: 30 }, series);
    assert.deepEqual([...codes.subarray(29)], wanted);
  });

  it('wants the fast average to be the faster one', () => {
    assert.equal(smaCross.check?.({ fast: 30, slow: 10 }), 'fast (30) must be below slow (10)');
    assert.equal(smaCross.check?.({ fast: 10, slow: 30 }), null);
  });

  it('gives the signals of a published backtest of Oracle in 2001', function () {
    const folder = process.env.HIVE_REAL_DATA;
    if (!folder) return this.skip();
    // pyalgotrade (Apache-2.0): averages over 10 and 25 closes, orders fill at the open of the next bar.
    const file = (name: string) => readFileSync(join(folder, 'backtests', 'pyalgotrade', name), 'utf8');
    const [, ...rows] = file('orcl-2001-yahoofinance.csv').trim().split('\n');
    const bars = rows.map(row => row.split(',')).reverse();
    const { codes } = ruleTrack(
      smaCross,
      { fast: 10, slow: 25 },
      seriesOfCloses(bars.map(bar => Number(bar[4]))),
    );
    const fills = bars.flatMap((bar, i) => (i > 0 && codes[i - 1] !== 0 ? [[bar[0], codes[i - 1]]] : []));
    const golden = JSON.parse(file('orcl-2001-sma10-25.expected.json'));
    const days: string[] = [...golden.my_trades.map((trade: string[]) => trade[0]), golden.open[2]];
    const first = fills[0]![1] as number;
    assert.deepEqual(
      fills,
      days.map((day, i) => [day, i % 2 === 0 ? first : -first]),
    );
  });
});
