import assert from 'node:assert/strict';
import { mulberry32, normal } from '../../../../src/lib/core/random.ts';
import { REGIME_NAMES, regimes } from '../../../../src/lib/features/regime.ts';
import { RULE_EXPERTS } from '../../../../src/lib/learning/experts/rules.ts';
import {
  awakeIn,
  REGIME_SIDES,
  specialist,
  specialistId,
} from '../../../../src/lib/learning/experts/specialist.ts';

const random = mulberry32(3);
let price = 100;
const close = Float64Array.from({ length: 600 }, (_, i) => {
  price *= Math.exp((i % 200 < 100 ? 0.01 : 0.04) * normal(random));
  return price;
});
const codes = regimes({ close, length: close.length });
const momentum = RULE_EXPERTS.find(expert => expert.id === 'momentum-5')!;

describe('specialist', () => {
  it('says what its expert says in its regimes and sleeps in all others', () => {
    const wild = specialist(momentum, { regimes: REGIME_SIDES.wild, codes });
    const counts = { awake: 0, asleep: 0 };
    for (let i = 5; i < close.length; i++) {
      const inWild = REGIME_NAMES[codes[i]!]!.startsWith('wild');
      assert.equal(wild.exposure(close, i), inWild ? momentum.exposure(close, i) : null);
      counts[inWild ? 'awake' : 'asleep'] += 1;
    }
    assert.ok(counts.awake > 50 && counts.asleep > 50, JSON.stringify(counts));
  });

  it('sees no future', () => {
    const up = specialist(momentum, { regimes: REGIME_SIDES.up, codes });
    for (const index of [100, 250, 599]) {
      const past = close.slice(0, index + 1);
      const cut = specialist(momentum, {
        regimes: REGIME_SIDES.up,
        codes: regimes({ close: past, length: index + 1 }),
      });
      assert.equal(cut.exposure(past, index), up.exposure(close, index));
    }
  });

  it('is unknown, and so asleep, where there is no code', () => {
    assert.equal(specialist(momentum, { regimes: REGIME_SIDES.calm, codes: [] }).exposure(close, 100), null);
    const unknown = specialist(momentum, { regimes: ['unknown'], codes: [] });
    assert.equal(unknown.exposure(close, 100), momentum.exposure(close, 100));
  });

  it('is named after its expert and its regimes', () => {
    assert.equal(specialistId('logistic', ['wild up', 'wild down']), 'logistic@wild-up+wild-down');
    assert.equal(specialist(momentum, { regimes: ['calm up'], codes }).id, 'momentum-5@calm-up');
  });

  it('is refused without a regime to be awake in', () => {
    assert.throws(() => specialist(momentum, { regimes: [], codes }), RangeError);
  });
});

describe('awakeIn', () => {
  it('passes on what is said in one of the regimes', () => {
    assert.equal(awakeIn(['calm up'], 'calm up', 0.5), 0.5);
    assert.equal(awakeIn(['calm up'], 'unknown', 0.5), null);
  });
});
