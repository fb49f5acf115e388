import assert from 'node:assert/strict';
import { CONTROL_ODDS } from '../../../../src/lib/core/control-odds.ts';
import { ACTIONS } from '../../../../src/lib/core/signal.ts';
import { controlSignal } from '../../../../src/lib/trading/strategies/control.ts';

const EPOCHS = 20_000;
const drawsOf = (seed: number, symbol: string) =>
  Array.from({ length: EPOCHS }, (_, epoch) => controlSignal(seed, symbol, 20_000 + epoch));

/** Correlation of two series of uniform draws; its standard error is 1/sqrt(n) when they are independent. */
function correlation(a: readonly number[], b: readonly number[]): number {
  // Mean 1/2 and variance 1/12 of a uniform draw.
  const covariance = a.reduce((sum, value, i) => sum + (value - 0.5) * (b[i]! - 0.5), 0) / a.length;
  return covariance * 12;
}

describe('controlSignal', () => {
  const btc = drawsOf(42, 'BTC/USD');

  for (const action of ACTIONS) {
    it(`says ${action} as often as its odds say, within three standard errors`, () => {
      const odds = CONTROL_ODDS[action];
      const share = btc.filter(({ signal }) => signal.action === action).length / EPOCHS;
      assert.ok(Math.abs(share - odds) < 3 * Math.sqrt((odds * (1 - odds)) / EPOCHS), `${share}`);
    });
  }

  it('has a confidence that is uniform, whatever the action', () => {
    for (const action of ACTIONS) {
      const drawn = btc.filter(({ signal }) => signal.action === action);
      const above = drawn.filter(({ signal }) => signal.confidence > 0.7).length / drawn.length;
      assert.ok(Math.abs(above - 0.3) < 3 * Math.sqrt((0.3 * 0.7) / drawn.length), `${action} ${above}`);
    }
  });

  it('draws the same again for the same seed, symbol and epoch', () => {
    assert.deepEqual(controlSignal(42, 'BTC/USD', 20_000), btc[0]);
  });

  it('draws independently for symbols, seeds and neighbouring epochs', () => {
    const draws = (of: typeof btc) => of.map(draw => draw.draws[0]);
    const others = [
      draws(drawsOf(42, 'ETH/USD')),
      draws(drawsOf(43, 'BTC/USD')),
      draws(btc).slice(1).concat(0.5),
    ];
    for (const other of [...others, btc.map(draw => draw.draws[1])]) {
      assert.ok(Math.abs(correlation(draws(btc), other)) < 4 / Math.sqrt(EPOCHS));
    }
  });

  it('draws anew in epochs that are 2^32 apart', () => {
    assert.notEqual(controlSignal(42, 'BTC/USD', 7).seed, controlSignal(42, 'BTC/USD', 7 + 2 ** 32).seed);
  });
});
