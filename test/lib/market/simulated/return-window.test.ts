import assert from 'node:assert/strict';
import { ReturnWindow } from '../../../../src/lib/market/simulated/return-window.ts';

// Closes and the value of `sent` = tanh(mean of 5 returns / deviation of 20) at the last of them, computed
// independently for the feature's definition (nine decimals).
const CLOSES = [
  100, 101, 102, 101, 103, 104, 103, 105, 106, 107, 106, 108, 109, 110, 109, 111, 112, 111, 113, 114, 115,
  114, 116, 117, 118,
];
const SENT = 0.6012911129;

function windowOver(closes: readonly number[]): ReturnWindow {
  const window = new ReturnWindow();
  closes.slice(1).forEach((close, row) => {
    window.push(close / closes[row]! - 1);
  });
  return window;
}

describe('ReturnWindow', () => {
  it('gives the argument of the tanh in the feature sent', () => {
    const trend = windowOver(CLOSES).trend();
    assert.ok(trend !== null && Math.abs(Math.tanh(trend) - SENT) < 1e-9);
  });

  it('is null until it has seen twenty returns', () => {
    assert.equal(windowOver(CLOSES.slice(0, 20)).trend(), null);
    assert.notEqual(windowOver(CLOSES.slice(0, 21)).trend(), null);
  });

  it('is null when prices stand still', () => {
    assert.equal(windowOver(Array.from({ length: 30 }, () => 5)).trend(), null);
  });
});
