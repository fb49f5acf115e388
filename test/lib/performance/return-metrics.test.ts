import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { alpha } from '../../../src/lib/performance/alpha.ts';
import { annualReturn } from '../../../src/lib/performance/annual-return.ts';
import { annualVolatility } from '../../../src/lib/performance/annual-volatility.ts';
import { beta } from '../../../src/lib/performance/beta.ts';
import { cagr } from '../../../src/lib/performance/cagr.ts';
import { calmar } from '../../../src/lib/performance/calmar.ts';
import { periodsPerYear } from '../../../src/lib/performance/periods-per-year.ts';
import { sharpe } from '../../../src/lib/performance/sharpe.ts';
import { downsideRisk, sortino } from '../../../src/lib/performance/sortino.ts';
import { assertClose } from '../../support/approx.ts';

// Series and figures of empyrical's tests/test_stats.py (Apache-2.0). The first return of `mixed` is not a number there:
// a period without return for growth, none at all for deviations.
const MIXED = [0.01, 0.1, -0.04, 0.02, 0.03, 0.02, 0.01, -0.1];
const NEGATIVE = [0, -0.06, -0.07, -0.01, -0.09, -0.02, -0.06, -0.08, -0.05];

const close = (actual: number | null, expected: number, tolerance = 1e-8): void =>
  assertClose([actual ?? Number.NaN], [expected], tolerance);

describe('metrics of returns', () => {
  it('follow the published figures of empyrical', () => {
    close(annualReturn([0, ...MIXED], 252), 1.9135925373194231);
    close(annualVolatility(MIXED, 252), 0.9136465399704637);
    close(sharpe(MIXED, 252), 1.7238613961706866);
    close(sharpe(NEGATIVE, 252), -24.406808633910085);
    close(downsideRisk(MIXED, 252), 0.6044832503882965);
    close(sortino(MIXED, 252), 2.605531251673693);
    close(sortino(NEGATIVE, 252), -13.5327430750434);
    close(calmar(annualReturn([0, ...MIXED], 252), 0.1), 19.135925373194233);
  });

  it('follow the published alpha and beta of empyrical', () => {
    const market = NEGATIVE.slice(1);
    close(beta(MIXED, market), -0.71296296296296313);
    close(alpha(MIXED, market, 252), -0.9997853834885004);
    close(beta(MIXED, MIXED), 1);
    close(alpha(MIXED, MIXED, 252), 0);
  });

  it('are undefined, not endless, where the denominator is 0', () => {
    const flat = Array.from({ length: 9 }, () => 0.01);
    assert.equal(sharpe(flat, 252), null);
    assert.equal(sortino([0.01, 0.02], 252), null);
    assert.equal(calmar(0.2, 0), null);
    assert.equal(
      beta(
        MIXED,
        MIXED.map(() => 0.02),
      ),
      null,
    );
    assert.equal(
      alpha(
        MIXED,
        MIXED.map(() => 0.02),
        252,
      ),
      null,
    );
  });

  it('are undefined with too few returns', () => {
    assert.deepEqual(
      [annualReturn([], 252), annualVolatility([0.1], 252), sharpe([0.1], 252), sortino([], 252)],
      [null, null, null, null],
    );
    assert.equal(calmar(null, 0.1), null);
  });

  it('take the Sharpe ratio of the same returns in any order', () => {
    const returns = fc.array(fc.double({ min: -0.2, max: 0.2, noNaN: true }), {
      minLength: 2,
      maxLength: 50,
    });
    fc.assert(
      fc.property(returns, values => {
        const [one, other] = [sharpe(values, 365), sharpe(values.toSorted(), 365)];
        if (one === null || other === null) assert.equal(one, other);
        else close(other, one, 1e-9 * Math.max(1, Math.abs(one)));
      }),
    );
  });
});

describe('cagr', () => {
  it('is the yearly rate of the whole growth', () => {
    // freqtrade, tests/data/test_btanalysis.py, test_calculate_cagr.
    const rate = (start: number, end: number, days: number) =>
      cagr({ start, end, durationMs: days * DAY_MS });
    close(rate(64.9, 60.0, 1_000), -0.0282, 5e-4);
    close(rate(1_000, 1_212, 365), 0.212, 1e-12);
    close(rate(1_000, 1_000, 10), 0, 1e-12);
  });

  it('is a total loss at zero, and undefined below it, without time and beyond numbers', () => {
    assert.equal(cagr({ start: 100, end: 0, durationMs: DAY_MS }), -1);
    assert.equal(cagr({ start: 100, end: -5, durationMs: DAY_MS }), null);
    assert.equal(cagr({ start: 100, end: 110, durationMs: 0 }), null);
    assert.equal(cagr({ start: 100, end: 200, durationMs: 60_000 }), null);
  });
});

describe('periodsPerYear', () => {
  it('is 365 as soon as a coin is among the symbols', () => {
    assert.equal(periodsPerYear(['stock', 'stock']), 252);
    assert.equal(periodsPerYear(['stock', 'crypto']), 365);
  });
});
