import assert from 'node:assert/strict';
import type { ZodType } from 'zod';
import { newBrierWeights, scoreForecasts } from '../../../../src/lib/learning/experts/brier-weights.ts';
import { advance, DEFAULT_MIXTURE, newMixture } from '../../../../src/lib/learning/experts/mixture.ts';
import {
  brierSchema,
  mixtureSchema,
  weightPathSchema,
} from '../../../../src/lib/learning/experts/state-schemas.ts';
import {
  DEFAULT_WEIGHT_PATH,
  newWeightPath,
  recordWeights,
} from '../../../../src/lib/learning/experts/weight-path.ts';

type Json = Record<string, unknown>;

/** What is written is read as it was; each of the damaged ones is refused. */
function readsStrictly(schema: ZodType, state: object, damage: readonly Json[]): void {
  const stored: Json = JSON.parse(JSON.stringify(state));
  assert.deepEqual(schema.parse(stored), stored);
  for (const change of [...damage, { extra: 1 }]) {
    const result = schema.safeParse({ ...stored, ...change });
    assert.equal(result.success, false, JSON.stringify(change));
  }
}

describe('state schemas', () => {
  it('read a mixture of their options and no other', () => {
    const state = advance(DEFAULT_MIXTURE, newMixture(DEFAULT_MIXTURE, ['a', 'b']), {
      gains: [1, null],
      maxBet: 1,
    });
    const level = state.levels[0]!;
    const withLevel = (change: Json) => ({ levels: [{ ...level, ...change }, ...state.levels.slice(1)] });
    readsStrictly(mixtureSchema(DEFAULT_MIXTURE), state, [
      { experts: ['a'] },
      { experts: ['a', 'a'] },
      { experts: ['a', 'b', 'c'] },
      { levels: state.levels.slice(1) },
      { levels: [] },
      withLevel({ share: 0.5 }),
      withLevel({ lnWealth: null }),
      withLevel({ weights: level.weights.map(weight => weight / 2) }),
      withLevel({ weights: level.weights.map((weight, c) => (c === 0 ? -weight : weight)) }),
      withLevel({ weights: [1] }),
      { lnWealth: NaN },
      { lnWealth: -2e6 },
      { epochs: -1 },
      { epochs: 0.5 },
    ]);
    const narrow = mixtureSchema({ ...DEFAULT_MIXTURE, bets: [0.5] });
    assert.equal(narrow.safeParse(state).success, false);
    assert.equal(mixtureSchema(DEFAULT_MIXTURE).safeParse(newMixture(DEFAULT_MIXTURE, [])).success, true);
  });

  it('read weights of probability experts', () => {
    const state = scoreForecasts(newBrierWeights(['a', 'b']), { probabilities: [0.7, null], outcome: 1 });
    readsStrictly(brierSchema, state, [
      { experts: ['a'] },
      { hedge: { ...state.hedge, gap: -1 } },
      { hedge: { ...state.hedge, losses: [0, Infinity] } },
      { hedge: null },
    ]);
  });

  it('read a path of weights', () => {
    const state = recordWeights(DEFAULT_WEIGHT_PATH, newWeightPath(), {
      atMs: 1,
      weights: { a: 0.4, cash: 0.6 },
    });
    const point = state.points[0]!;
    readsStrictly(weightPathSchema, state, [
      { names: ['others'] },
      { names: [] },
      { stride: 0 },
      { points: [{ ...point, epochs: 0 }] },
      { points: [{ ...point, weights: [-1] }] },
      { points: [{ ...point, toMs: null }] },
    ]);
  });
});
