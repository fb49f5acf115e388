import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { annualReturn } from '../../../src/lib/performance/annual-return.ts';
import { annualVolatility } from '../../../src/lib/performance/annual-volatility.ts';
import { cagr } from '../../../src/lib/performance/cagr.ts';
import { calmar } from '../../../src/lib/performance/calmar.ts';
import { drawdowns } from '../../../src/lib/performance/drawdowns.ts';
import { expectancy } from '../../../src/lib/performance/expectancy.ts';
import { outcomes } from '../../../src/lib/performance/outcomes.ts';
import { profitFactor } from '../../../src/lib/performance/profit-factor.ts';
import { sharpe } from '../../../src/lib/performance/sharpe.ts';
import { downsideRisk, sortino } from '../../../src/lib/performance/sortino.ts';
import { sqn } from '../../../src/lib/performance/sqn.ts';
import { winRate } from '../../../src/lib/performance/win-rate.ts';
import { assertClose } from '../../support/approx.ts';

const folder = process.env.HIVE_REAL_DATA;
const read = (...path: string[]): string => readFileSync(join(folder!, ...path), 'utf8');

interface Case {
  readonly metric: string;
  readonly returns: string;
  readonly periods_per_year: number;
  readonly expected: number | string | null;
  readonly decimals: number;
  readonly risk_free_or_required?: string | number;
}

interface Vectors {
  readonly series: Readonly<Record<string, readonly (number | null)[]>>;
  readonly cases: readonly Case[];
}

/** Equity 1 and then the growth of it, and the drawdowns of that curve. */
function curve(returns: readonly number[]): { equity: number[]; maxDrawdown: number } {
  let level = 1;
  const equity = returns.map(value => (level *= 1 + value));
  const time = equity.map((_, i) => i);
  return { equity, maxDrawdown: drawdowns(equity, time, 1).maxShare };
}

/** `all` has a 0 where the series has no number, `known` leaves it out. */
type Metric = (all: number[], known: number[], periods: number) => number | null;

const METRICS: Readonly<Record<string, Metric>> = {
  // Empyrical's drawdown is negative, and not a number without returns.
  max_drawdown: all => (all.length === 0 ? null : -curve(all).maxDrawdown),
  annual_return: (all, _known, periods) => annualReturn(all, periods),
  annual_volatility: (_all, known, periods) => annualVolatility(known, periods),
  calmar: (all, _known, periods) => calmar(annualReturn(all, periods), curve(all).maxDrawdown),
  sharpe: (_all, known, periods) => sharpe(known, periods),
  downside_risk: (_all, known, periods) => downsideRisk(known, periods),
  sortino: (_all, known, periods) => sortino(known, periods),
  cagr: (all, _known, periods) =>
    cagr({ start: 1, end: curve(all).equity.at(-1)!, durationMs: (all.length / periods) * 365 * DAY_MS }),
  cum_return_final: all => (curve(all).equity.at(-1) ?? 1) - 1,
};

function found(vectors: Vectors, one: Case): number | null {
  const { risk_free_or_required: required = 0 } = one;
  const less = (at: number): number =>
    typeof required === 'number' ? required : (vectors.series[required]![at] ?? 0);
  const excess = vectors.series[one.returns]!.map((value, at) => (value === null ? null : value - less(at)));
  const known = excess.filter(value => value !== null);
  return METRICS[one.metric]!(
    excess.map(value => value ?? 0),
    known,
    one.periods_per_year,
  );
}

describe("empyrical's vectors", () => {
  it('are reproduced, all of them; where empyrical says infinite we say undefined', function () {
    if (!folder) return this.skip();
    const vectors: Vectors = JSON.parse(read('indicators', 'performance-metrics-empyrical.json'));
    assert.equal(vectors.cases.length, 48);
    for (const one of vectors.cases) {
      const { expected } = one;
      const actual = found(vectors, one);
      const name = `${one.metric} of ${one.returns}`;
      if (typeof expected === 'number') {
        assert.ok(Math.abs(actual! - expected) <= 10 ** -one.decimals, `${name}: ${actual}, not ${expected}`);
      } else assert.equal(actual, null, name);
    }
  });
});

describe('the Sharpe ratio of IGE', () => {
  it('is the published 0.789 at a risk-free rate of 4 %', function () {
    if (!folder) return this.skip();
    // Chan (2008), Quantitative Trading, example 3.4; pyalgotrade's sharpe_test.py: adjusted closes, 252 days.
    const [, ...rows] = read('backtests', 'pyalgotrade', 'sharpe-ratio-test-ige.csv').trim().split('\n');
    const closes = rows.map(row => Number(row.split(',').at(-1)));
    const excess = closes.slice(1).map((close, i) => close / closes[i]! - 1 - 0.04 / 252);
    assertClose([sharpe(excess, 252)!], [0.7893], 5e-5);
    assertClose([sharpe([-0.04 / 252, ...excess], 252)!], [0.7889], 5e-5);
  });
});

describe("Grademark's analysis", () => {
  interface GrademarkTrade {
    readonly profit: number;
    readonly growth: number;
    readonly rmultiple: number;
  }

  it('agrees on the trades with a stop, up to the named differences', function () {
    if (!folder) return this.skip();
    const json = (name: string) => JSON.parse(read('backtests', 'grademark', name));
    const trades: GrademarkTrade[] = json('backtest-mean-reversion-with-stop-loss.json');
    const expected = json('analyze-with-profits-and-losses.json');
    const profits = outcomes(trades.map(trade => trade.profit));
    assertClose(
      [profitFactor(profits)!, 100 * winRate(profits)!],
      [expected.profitFactor, expected.percentProfitable],
    );
    // Its expectancy is in multiples of the risk of each trade, ours in money.
    const multiples = trades.map(trade => trade.rmultiple);
    assertClose([expectancy(outcomes(multiples))!], [expected.expectency]);
    // Its system quality is mean / deviation of the multiples, ours has the root of their number besides.
    assertClose([sqn(multiples)! / Math.sqrt(trades.length)], [expected.systemQuality]);
    // Its drawdown is of closed trades.
    const closed = curve(trades.map(trade => trade.growth - 1));
    assertClose(
      [closed.maxDrawdown * 100, closed.equity.at(-1)!],
      [-expected.maxDrawdownPct, expected.growth],
    );
  });

  it('has no profit factor without losses, as ours, and 0 without profits', function () {
    if (!folder) return this.skip();
    const json = (name: string) => JSON.parse(read('backtests', 'grademark', name));
    const trades: GrademarkTrade[] = json('backtest-mean-reversion-basic-strategy.json');
    const winners = outcomes(trades.map(trade => trade.profit).filter(profit => profit > 0));
    assert.equal(json('analyze-with-only-profits.json').profitFactor, undefined);
    assert.equal(profitFactor(winners), null);
    assert.equal(json('analyze-with-only-losses.json').profitFactor, 0);
    assert.equal(profitFactor(outcomes([-1, -2])), 0);
  });
});
