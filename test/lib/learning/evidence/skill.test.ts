import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mulberry32 } from '../../../../src/lib/core/random.ts';
import { overconfidenceWealth } from '../../../../src/lib/learning/calibration/overconfidence.ts';
import {
  newSkill,
  type SettledForecast,
  type SkillState,
  settle,
} from '../../../../src/lib/learning/evidence/skill.ts';
import { skillReport } from '../../../../src/lib/learning/evidence/skill-report.ts';
import { accuracy } from '../../../../src/lib/performance/accuracy.ts';
import { brier } from '../../../../src/lib/performance/brier.ts';
import { logLoss } from '../../../../src/lib/performance/log-loss.ts';
import { reliability } from '../../../../src/lib/performance/reliability.ts';
import { assertClose } from '../../../support/approx.ts';

const record = (forecasts: readonly SettledForecast[]): SkillState => forecasts.reduce(settle, newSkill());
const share = fc.double({ min: 0, max: 1, noNaN: true });
const outcome = fc.constantFrom(0, 1);
const forecast = fc.record({ probability: share, outcome, climatology: share });

/** Forecasts of events whose true probability moves between 0.2 and 0.8; `said` makes a forecast of it. */
function forecasts(seed: number, count: number, said: (truth: number) => number): SettledForecast[] {
  const random = mulberry32(seed);
  return Array.from({ length: count }, () => {
    const truth = 0.2 + 0.6 * random();
    return { probability: said(truth), outcome: random() < truth ? 1 : 0, climatology: 0.5 };
  });
}

const peaks = (said: (truth: number) => number, runs: number, count: number): number[] =>
  Array.from({ length: runs }, (_, seed) => record(forecasts(seed, count, said)).advantage.peak);

describe('settle', () => {
  it('adds up to the scores of the whole record', () => {
    fc.assert(
      fc.property(fc.array(forecast, { minLength: 1, maxLength: 40 }), rows => {
        const found = skillReport(record(rows))!;
        const column = (key: 'probability' | 'outcome' | 'climatology') => rows.map(row => row[key]);
        const [p, y, c] = [column('probability'), column('outcome'), column('climatology')];
        assertClose(
          [found.accuracy, found.brier, found.climatologyBrier, found.logLoss, found.climatologyLogLoss],
          [accuracy(p, y)!, brier(p, y)!, brier(c, y)!, logLoss(p, y)!, logLoss(c, y)!],
          1e-9,
        );
        assert.deepEqual(
          found.reliability.map(bin => bin.n),
          reliability(p, y).map(bin => bin.n),
        );
        assert.equal(found.n, rows.length);
      }),
    );
  });

  it('bets against confident claims as the test of the whole record does', () => {
    const rows = forecasts(5, 200, truth => (truth > 0.5 ? 0.9 : 0.12));
    const claims = rows.map(({ probability, outcome: y }) => ({
      confidence: Math.max(probability, 1 - probability),
      correct: probability > 0.5 ? y : 1 - y,
    }));
    const expected = Math.max(...overconfidenceWealth(claims));
    const found = record(rows).claims;
    assertClose([Math.exp(found.wealth.peak) / expected], [1]);
    assert.equal(found.n, 200);
    assert.ok(expected > 20);
  });

  it('takes the share that came true of several forecasts of one moment', () => {
    const found = skillReport(record([{ probability: 0.8, outcome: 0.75, climatology: 0.5 }]))!;
    assertClose(
      [found.accuracy, found.brier, found.logLoss, found.claimsTrue],
      [0.75, 0.0025, -(0.75 * Math.log(0.8) + 0.25 * Math.log(0.2)), 0.75],
    );
    // Bets of 2, 1, 1/2 and 1/4 on (.5 - .75)² - (.8 - .75)² = .06; .39 is the bound, so that 2 is cut to 1/.78.
    const wealth = (1 + 0.06 / 0.78 + 1.06 + 1.03 + 1.015) / 4;
    assertClose([found.advantage], [wealth]);
  });

  it('reports nothing before the first forecast', () => {
    assert.equal(skillReport(newSkill()), null);
  });

  it('has no ratio where the model says what climatology says', () => {
    const rows = forecasts(1, 50, () => 0.5);
    assert.equal(skillReport(record(rows))?.advantage, 1);
  });

  it('tests only forecasts in sequence, and scores all of them', () => {
    const row = (from: number, to: number, probability: number): SettledForecast => ({
      probability,
      outcome: 1,
      climatology: 0.5,
      span: { from, to },
    });
    // The second was made before the first had ended; the third when it had. 0.6 is no claim.
    const found = record([row(0, 3, 0.6), row(1, 4, 0.8), row(3, 6, 0.8), row(4, 7, 0.8)]);
    assert.deepEqual([found.n, found.accuracy.seen, found.advantage.epochs, found.settledMs], [4, 2, 2, 6]);
    // Claims have a sequence of their own: made at 1 and at 4.
    assert.deepEqual([found.claims.n, found.claims.wealth.epochs, found.claims.settledMs], [3, 2, 7]);
  });

  it('finds a true advantage, of forecasts that say too little or too much as well', () => {
    for (const stretch of [1, 0.5, 1.2]) {
      const found = peaks(truth => 0.5 + stretch * (truth - 0.5), 40, 900);
      assert.ok(found.filter(peak => peak >= Math.log(20)).length >= 36, `${stretch}: ${found}`);
    }
  });

  it('finds none where there is none, in at least 19 of 20 records', () => {
    const random = mulberry32(3);
    const found = peaks(() => 0.3 + 0.4 * random(), 400, 400);
    const reached = found.filter(peak => peak >= Math.log(20)).length;
    // A binomial of 400 and 0.05 is above 31 with 1 %.
    assert.ok(reached <= 31, `${reached}`);
  });

  it('goes on from its JSON bit for bit', () => {
    fc.assert(
      fc.property(fc.array(forecast, { maxLength: 20 }), rows => {
        const stored = rows.reduce(
          (state, row) => settle(JSON.parse(JSON.stringify(state)), row),
          newSkill(),
        );
        assert.deepEqual(stored, record(rows));
      }),
    );
  });

  it('never ruins a bettor, whatever is said', () => {
    fc.assert(
      fc.property(fc.array(forecast, { maxLength: 40 }), rows => {
        const { advantage, claims } = record(rows);
        assert.deepEqual([advantage.violations, claims.wealth.violations], [0, 0]);
      }),
    );
  });

  it('refuses what is no forecast', () => {
    const fine: SettledForecast = { probability: 0.5, outcome: 1, climatology: 0.5 };
    for (const broken of [Number.NaN, -0.1, 1.1, Infinity]) {
      for (const key of ['probability', 'outcome', 'climatology']) {
        assert.throws(() => settle(newSkill(), { ...fine, [key]: broken }), RangeError);
      }
    }
    assert.throws(() => settle(newSkill(), { ...fine, span: { from: 0, to: Number.NaN } }), RangeError);
  });
});
