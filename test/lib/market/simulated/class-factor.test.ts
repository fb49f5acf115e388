import assert from 'node:assert/strict';
import { session } from '../../../../src/lib/market/sessions.ts';
import { ClassFactor, type FactorDay } from '../../../../src/lib/market/simulated/class-factor.ts';
import { dayStart } from '../../../../src/lib/market/simulated/days.ts';
import { autocorrelation, correlation, deviation, mean } from './moments.ts';

const DAYS = 5000;

const daysOf = (seed: number, assetClass: 'crypto' | 'stock') => {
  const factor = new ClassFactor(seed, assetClass);
  return Array.from({ length: DAYS }, (_, index) => factor.day(index));
};
const traded = (days: readonly (FactorDay | null)[]) => days.filter(day => day !== null);
const several = (assetClass: 'crypto' | 'stock') =>
  [1, 2, 3, 4, 5, 6].map(seed => traded(daysOf(seed, assetClass)));

describe('ClassFactor', () => {
  it('has a day for every day of crypto and for every session of stocks', () => {
    assert.ok(daysOf(1, 'crypto').every(day => day !== null));
    daysOf(1, 'stock').forEach((day, index) => {
      assert.equal(day !== null, session(dayStart(index)) !== null);
    });
  });

  it('has shocks of mean 0 and variance 1, one not telling the next', () => {
    const shocks = several('crypto').map(days => days.map(day => day.shock.value));
    assert.ok(Math.abs(mean(shocks.map(mean))) < 0.03);
    assert.ok(Math.abs(mean(shocks.map(deviation)) - 1) < 0.03);
    assert.ok(Math.abs(mean(shocks.map(values => autocorrelation(values, 1)))) < 0.02);
  });

  it('has a squared volatility of 1 on average and keeps it for a long time', () => {
    for (const assetClass of ['crypto', 'stock'] as const) {
      const logs = several(assetClass).map(days => days.map(day => day.logVolatility));
      const squares = logs.map(values => mean(values.map(log => Math.exp(2 * log))));
      assert.ok(Math.abs(mean(squares) - 1) < 0.15, `${assetClass}: mean square ${mean(squares)}`);
      assert.ok(mean(logs.map(values => autocorrelation(values, 10))) > 0.4);
    }
  });

  it('has a stock volatility that rises after a fall: the leverage effect', () => {
    const effect = several('stock').map(days =>
      correlation(
        days.slice(0, -1).map(day => day.shock.value),
        days.slice(1).map((day, row) => day.logVolatility - days[row]!.logVolatility),
      ),
    );
    assert.ok(mean(effect) < -0.2, `correlation ${mean(effect)}`);
  });
});
