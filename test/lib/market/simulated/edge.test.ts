import assert from 'node:assert/strict';
import type { Edge } from '../../../../src/lib/market/simulated/edge.ts';
import { PLANTED_EDGE, plantEdge } from '../../../../src/lib/market/simulated/edge.ts';
import { autocorrelation, dailyReturns, mean, trendAt } from './moments.ts';
import { dailyHistories } from './support.ts';

const SEEDS = 3;

interface Tally {
  /** Days on which the trend is beyond the limit. */
  active: number;
  /** Active days followed by a day against the trend. */
  hits: number;
  /** Gain of betting against the trend on active days, before costs. */
  gain: number;
  quiet: number;
  quietUp: number;
  quietReversals: number;
}

/** From daily closes alone, as a reader of the bars sees them; days without any change count for nothing. */
function tally(histories: readonly number[][]): Tally {
  const sums: Tally = { active: 0, hits: 0, gain: 0, quiet: 0, quietUp: 0, quietReversals: 0 };
  for (const returns of histories) {
    for (let last = 19; last < returns.length - 1; last++)
      count(sums, trendAt(returns, last), returns[last + 1]!);
  }
  return sums;
}

function count(sums: Tally, trend: number, next: number): void {
  const reversal = Math.sign(next) === -Math.sign(trend) ? 1 : 0;
  if (Math.abs(trend) >= PLANTED_EDGE.trend) {
    sums.active++;
    sums.hits += reversal;
    sums.gain -= Math.sign(trend) * next;
  } else {
    sums.quiet++;
    sums.quietUp += next > 0 ? 1 : 0;
    sums.quietReversals += reversal;
  }
}

async function returnsOf(symbols: readonly string[], edge: Edge): Promise<number[][]> {
  const histories = await Promise.all(symbols.map(symbol => dailyHistories(symbol, edge, SEEDS)));
  return histories.flat().map(dailyReturns);
}

const within = (value: number, low: number, high: number) =>
  assert.ok(value >= low && value <= high, `${value} is not in [${low}, ${high}]`);

describe('the concentrated edge', () => {
  for (const [name, symbols, roundTrip] of [
    ['coins', ['BTC/USD', 'ETH/USD'], 0.006],
    ['stocks', ['AAPL', 'TSLA'], 0.001],
  ] as const) {
    describe(`in ${name}`, () => {
      let sums: Tally;
      before(async () => {
        sums = tally(await returnsOf(symbols, 'concentrated'));
      });

      it('is there on about one day in six', () => {
        within(sums.active / (sums.active + sums.quiet), 0.13, 0.2);
      });

      it('tells the next direction on about 78 % of those days', () => {
        within(sums.hits / sums.active, 0.74, 0.82);
      });

      it('tells nothing on the other days', () => {
        within(sums.quietUp / sums.quiet, 0.47, 0.53);
        within(sums.quietReversals / sums.quiet, 0.47, 0.53);
      });

      it('pays more than twice a round trip on a told day', () => {
        // A coin costs 0.6 % a round trip (two taker fees of 0.25 % and the spread), a stock the spread alone.
        assert.ok(sums.gain / sums.active > 2 * roundTrip, `mean gain ${sums.gain / sums.active}`);
      });
    });
  }
});

describe('a market without an edge', () => {
  it('tells no direction, neither after a trend nor elsewhere', async () => {
    const sums = tally(await returnsOf(['BTC/USD', 'ETH/USD'], 'none'));
    within(sums.hits / sums.active, 0.47, 0.53);
    within(sums.quietUp / sums.quiet, 0.47, 0.53);
  });
});

describe('the mild edge', () => {
  it('is an autocorrelation of daily returns of 0.1 at lag 1', async () => {
    const returns = await returnsOf(['BTC/USD', 'ETH/USD', 'AAPL'], 'mild');
    within(mean(returns.map(values => autocorrelation(values, 1))), 0.07, 0.13);
  });
});

describe('plantEdge', () => {
  const told = { shock: 0, luck: 0.5, trend: 1, lastMove: 0 };

  it('turns against a trend of either sign and never moves less than half a deviation then', () => {
    assert.deepEqual(plantEdge('concentrated', { ...told, shock: 0 }), { value: -0.5, told: true });
    assert.deepEqual(plantEdge('concentrated', { ...told, trend: -1 }), { value: 0.5, told: true });
  });

  it('turns with the hit rate, whatever the sign of the shock', () => {
    for (const shock of [-1, 1]) {
      assert.ok(plantEdge('concentrated', { ...told, shock, luck: 0.7799 }).value < 0);
      assert.ok(plantEdge('concentrated', { ...told, shock, luck: 0.7801 }).value > 0);
    }
  });

  it('leaves the shock alone without a trend', () => {
    for (const trend of [null, 0, 0.5]) {
      assert.deepEqual(plantEdge('concentrated', { ...told, shock: 0.3, trend }), {
        value: 0.3,
        told: false,
      });
    }
    assert.deepEqual(plantEdge('none', { ...told, shock: 0.3 }), { value: 0.3, told: false });
  });
});
