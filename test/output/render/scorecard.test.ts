import assert from 'node:assert/strict';
import { scorecard } from '../../../src/output/render/scorecard.ts';
import { evaluation } from '../../support/views.ts';

const shown = (...args: Parameters<typeof scorecard>) => Object.fromEntries(scorecard(...args));

describe('scorecard', () => {
  it('shows each figure beside what needs no skill', () => {
    assert.deepEqual(shown(evaluation(), 0.4576), {
      'Walk-forward accuracy': '67.5 % [61.0 % to 72.0 %], 95 % interval',
      'Without skill': 'majority 55.0 %, persistence 50.0 %, always long 45.0 %',
      Verdict: 'the low end of the interval is above all that needs no skill',
      Scored: '1,240 bets, worth 321.4 independent ones',
      'Log loss': '0.6399, climatology 0.6373 (lower is better)',
      'Brier score': '0.2237, climatology 0.2225 (lower is better)',
      'Calibration error': '5.6 %',
      'Confidence over 70 %': '124 of 1,240 (10.0 %), hit rate 78.0 %',
      'Honesty gap': '+3.0 % (cross-validation less walk-forward)',
      'Break-even': '45.8 % of the bets must pay',
    });
  });

  it('sees no skill while the interval reaches down to any baseline', () => {
    for (const name of ['majority', 'persistence', 'alwaysLong'] as const) {
      const baselines = { ...evaluation().baselines, [name]: 0.61 };
      assert.match(shown(evaluation({ baselines }), null).Verdict!, /^no evidence of skill/);
    }
  });

  it('makes up no figure that is not defined', () => {
    const confident = { share: 0, count: 0, hitRate: null, overconfidence: null };
    const card = shown(evaluation({ confident, honestyGap: null }), null);
    assert.match(card['Confidence over 70 %']!, /no hit rate$/);
    assert.match(card['Honesty gap']!, /^– /);
    assert.equal(card['Break-even'], 'not known');
  });
});
