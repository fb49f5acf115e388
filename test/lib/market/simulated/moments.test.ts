import assert from 'node:assert/strict';
import type { BarSeries } from '../../../../src/lib/core/bar-series.ts';
import {
  autocorrelation,
  correlation,
  dailyReturns,
  deviation,
  excessKurtosis,
  mean,
  relativeLogVolume,
  skewness,
} from './moments.ts';
import { dailyHistories } from './support.ts';

const SEEDS = 4;

interface Reference {
  readonly source: string;
  readonly days: number;
  readonly volatility: number;
  readonly kurtosis: number;
  /** Autocorrelation of absolute returns at lags 1 and 10. */
  readonly absolute1: number;
  readonly absolute10: number;
}

/** Computed once from the named public histories, simple daily returns, dividend- and split-adjusted. */
const REFERENCES: Readonly<Record<string, Reference>> = {
  'BTC/USD': {
    source: 'BTC-USD daily 2014-09-17 to 2022-02-13, Yahoo',
    days: 365,
    volatility: 0.742,
    kurtosis: 7.31,
    absolute1: 0.202,
    absolute10: 0.124,
  },
  'ETH/USD': {
    source: 'ETH-USD daily 2017-11-09 to 2022-02-13, Yahoo',
    days: 365,
    volatility: 0.985,
    kurtosis: 5.52,
    absolute1: 0.128,
    absolute10: 0.072,
  },
  AAPL: {
    source: 'AAPL daily closes 2010 to 2025',
    days: 252,
    volatility: 0.282,
    kurtosis: 6.17,
    absolute1: 0.195,
    absolute10: 0.113,
  },
  MSFT: {
    source: 'MSFT daily closes 2010 to 2025',
    days: 252,
    volatility: 0.255,
    kurtosis: 7.75,
    absolute1: 0.225,
    absolute10: 0.161,
  },
  AMZN: {
    source: 'AMZN daily closes 2010 to 2025',
    days: 252,
    volatility: 0.328,
    kurtosis: 6.23,
    absolute1: 0.151,
    absolute10: 0.119,
  },
};

/** Same sources; AAPL volume 2004 to 2018. `spread` is the deviation of the log volume against its 60-day mean. */
const VOLUME_REFERENCES = {
  'BTC/USD': { spread: 0.416, withMove: 0.402 },
  AAPL: { spread: 0.385, withMove: 0.465 },
} as const;
/** SPY daily 1999-11 to 2020-08, Yahoo. */
const SPY_VOLATILITY = 0.199;
const BTC_ETH_CORRELATION = 0.754;
/** Mean over the pairs of AAPL, MSFT, GOOGL, AMZN, NVDA and TSLA, daily closes 2010 to 2025. */
const STOCK_CORRELATION = 0.512;

const near = (actual: number, expected: number, tolerance: number, what: string) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${actual} is not ${expected} ± ${tolerance}`);

const across = (histories: readonly BarSeries[], measure: (series: BarSeries) => number) =>
  mean(histories.map(measure));

const absolute = (series: BarSeries) => dailyReturns(series).map(Math.abs);

describe('the simulated market against the real ones', () => {
  const histories = new Map<string, BarSeries[]>();
  const of = (symbol: string) => histories.get(symbol)!;

  before(async () => {
    for (const symbol of [...Object.keys(REFERENCES), 'GOOGL', 'NVDA', 'SPY', 'TSLA']) {
      histories.set(symbol, await dailyHistories(symbol, 'none', SEEDS));
    }
  });

  for (const [symbol, reference] of Object.entries(REFERENCES)) {
    describe(`${symbol}, like ${reference.source}`, () => {
      it('has the annualised volatility', () => {
        const volatility = across(
          of(symbol),
          series => deviation(dailyReturns(series)) * reference.days ** 0.5,
        );
        near(volatility / reference.volatility, 1, 0.1, 'ratio of volatilities');
      });

      it('has fat tails: an excess kurtosis far above the normal 0', () => {
        const kurtosis = across(of(symbol), series => excessKurtosis(dailyReturns(series)));
        assert.ok(kurtosis > 3 && kurtosis < 13, `excess kurtosis ${kurtosis}, real ${reference.kurtosis}`);
      });

      it('has volatility that clusters, fading with the lag', () => {
        const [first, tenth] = [1, 10].map(lag =>
          across(of(symbol), series => autocorrelation(absolute(series), lag)),
        );
        near(first!, reference.absolute1, 0.1, 'lag 1');
        near(tenth!, reference.absolute10, 0.1, 'lag 10');
        assert.ok(first! > tenth! && tenth! > 0.04, `lags 1 and 10: ${first}, ${tenth}`);
      });

      it('has returns without autocorrelation when there is no edge', () => {
        near(
          across(of(symbol), series => autocorrelation(dailyReturns(series), 1)),
          0,
          0.03,
          'lag 1',
        );
      });
    });
  }

  for (const symbol of ['BTC/USD', 'AAPL'] as const) {
    it(`has the volume of ${symbol}: log-normal, skewed to the right, larger on large moves`, () => {
      const { spread, withMove } = VOLUME_REFERENCES[symbol];
      const logs = of(symbol).map(relativeLogVolume);
      near(mean(logs.map(deviation)), spread, 0.1, 'spread of the log volume');
      near(mean(logs.map(skewness)), 0, 0.5, 'skew of the log volume');
      assert.ok(mean(logs.map(log => skewness(log.map(Math.exp)))) > 1);
      const correlations = of(symbol).map((series, seed) =>
        correlation(logs[seed]!, absolute(series).slice(59)),
      );
      near(mean(correlations), withMove, 0.15, 'correlation of volume and size of move');
    });
  }

  it('has an index fund calmer than the stocks', () => {
    const volatility = across(of('SPY'), series => deviation(dailyReturns(series)) * 252 ** 0.5);
    near(volatility / SPY_VOLATILITY, 1, 0.1, 'ratio of volatilities');
  });

  it('moves BTC and ETH together as the real ones were, 2017-11 to 2022-02', () => {
    const pairs = of('BTC/USD').map((btc, seed) =>
      correlation(dailyReturns(btc), dailyReturns(of('ETH/USD')[seed]!)),
    );
    near(mean(pairs), BTC_ETH_CORRELATION, 0.1, 'correlation');
  });

  it('moves stocks together as the real ones were, 2010 to 2025', () => {
    const stocks = ['AAPL', 'MSFT', 'GOOGL', 'AMZN', 'NVDA', 'TSLA'].map(symbol =>
      of(symbol).map(dailyReturns),
    );
    const pairs = stocks.flatMap((a, index) =>
      stocks.slice(index + 1).flatMap(b => a.map((returns, seed) => correlation(returns, b[seed]!))),
    );
    near(mean(pairs), STOCK_CORRELATION, 0.08, 'mean pairwise correlation');
  });

  it('has daily ranges in proportion to the daily returns', () => {
    // Parkinson's range volatility over that of returns, in the sources named above: BTC 0.709 / 0.742, AAPL
    // 2004 to 2018 0.278 / 0.332 (part of whose variance falls overnight, outside the range).
    const range = (series: BarSeries) => {
      const squares = Array.from(series.high, (high, row) => Math.log(high / series.low[row]!) ** 2);
      return Math.sqrt(mean(squares) / (4 * Math.LN2));
    };
    const ratio = (symbol: string) =>
      across(of(symbol), series => range(series) / deviation(dailyReturns(series)));
    near(ratio('BTC/USD'), 0.709 / 0.742, 0.08, 'ratio of a coin');
    near(ratio('AAPL'), 0.278 / 0.332, 0.08, 'ratio of a stock');
  });

  it('leaves a gap between the sessions of a stock and none between the days of a coin', () => {
    // Share of the daily variance that falls overnight: 0.38 (AAPL 2004 to 2018) to 0.50 (AMZN 2012 to 2017).
    const gaps = (series: BarSeries) =>
      Array.from(series.open.subarray(1), (open, row) => open / series.close[row]! - 1);
    const share = across(
      of('AAPL'),
      series => (deviation(gaps(series)) / deviation(dailyReturns(series))) ** 2,
    );
    near(share, 0.42, 0.08, 'overnight share');
    for (const series of of('BTC/USD')) assert.ok(gaps(series).every(gap => gap === 0));
  });
});
