import assert from 'node:assert/strict';
import { parseCents } from '../../../../src/lib/core/money.ts';
import { closeTrip, markTrip, openTrip, withFill } from '../../../../src/lib/learning/feedback/trips.ts';

const origin = { decision: 'a', regime: 'calm', confidence: 0.8, openedMs: 0 };
const bought = withFill(openTrip(origin), { cash: parseCents('-5012.50'), fee: parseCents('12.50') });
const sold = { cash: parseCents('5037.37'), fee: parseCents('12.63') };
const closed = { symbol: 'BTC/USD', closedMs: 60_000 };

describe('a round trip: .1 BTC bought at 50,000 and sold at 50,500, 25 bp a side, by hand', () => {
  const worths = ['5000.00', '5100.00', '4950.00'].map(parseCents);

  it('is rewarded at each mark with the change of worth and the cash since the last', () => {
    const marked = worths.map((_, i) => worths.slice(0, i + 1).reduce(markTrip, bought));
    assert.deepEqual(
      marked.map(({ earned }) => earned),
      [-1250n, -1250n + 10_000n, -1250n + 10_000n - 15_000n],
    );
  });

  it('brings 50 less both fees, to the cent, whatever the marks were', () => {
    for (const marks of [worths, worths.slice(1), []]) {
      const reward = closeTrip(withFill(marks.reduce(markTrip, bought), sold), closed);
      assert.deepEqual(reward, {
        ...origin,
        ...closed,
        ticks: marks.length,
        spent: 501_250n,
        fees: 2513n,
        net: 2487n,
      });
    }
  });

  it('of a decision that is not known rewards nobody', () => {
    const nobodys = withFill({ ...bought, decision: null }, sold);
    assert.equal(closeTrip(nobodys, closed), null);
  });
});
