import assert from 'node:assert/strict';
import { StoredQuotes } from '../../../../src/lib/app/bars/stored-quotes.ts';
import { seriesFromBars } from '../../../../src/lib/core/bar-series.ts';
import { DAY_MS, HOUR_MS } from '../../../../src/lib/core/interval.ts';
import { memoryStore } from '../../../../src/lib/store/memory/store.ts';
import { BTC } from '../../../support/quotes.ts';

const DAY = Date.UTC(2026, 8, 22);
const bar = (timeMs: number, open: number, close: number) => ({
  timeMs,
  open,
  high: 200,
  low: 1,
  close,
  volume: 1,
});

function quotes(spreadBps: number) {
  const { bars } = memoryStore();
  const write = { origin: 'x.csv', atMs: DAY };
  bars.write(
    'csv',
    seriesFromBars('BTC/USD', '1d', [bar(DAY, 100, 111), bar(DAY + DAY_MS, 111, 150)]),
    write,
  );
  bars.write('csv', seriesFromBars('BTC/USD', '1h', [bar(DAY + 2 * HOUR_MS, 104, 105)]), write);
  return new StoredQuotes(bars, { source: 'csv', spreadBps });
}

describe('StoredQuotes', () => {
  const at = async (ms: number) => {
    const quote = await quotes(0).quote(BTC, DAY + ms);
    return quote && [quote.timeMs - DAY, quote.bid];
  };

  it('gives the newest price that was known: an open, or the close of a bar that has ended', async () => {
    assert.deepEqual(await at(0), [0, 100]);
    assert.deepEqual(await at(HOUR_MS), [0, 100]);
    assert.deepEqual(await at(2 * HOUR_MS), [2 * HOUR_MS, 104]);
    assert.deepEqual(await at(3 * HOUR_MS - 1), [2 * HOUR_MS, 104]);
    assert.deepEqual(await at(3 * HOUR_MS), [3 * HOUR_MS, 105]);
  });

  it('never looks into a bar that has not ended', async () => {
    assert.deepEqual(await at(DAY_MS - 1), [3 * HOUR_MS, 105]);
    assert.deepEqual(await at(2 * DAY_MS - 1), [DAY_MS, 111]);
    assert.deepEqual(await at(2 * DAY_MS), [2 * DAY_MS, 150]);
  });

  it('knows nothing before the first bar, nor of another symbol', async () => {
    assert.equal(await at(-1), null);
    assert.equal(await quotes(0).quote({ symbol: 'ETH/USD', assetClass: 'crypto' }, DAY), null);
  });

  it('puts half of the spread on each side', async () => {
    // 100 bps of 100 dollars: 0.50 down and up.
    const quote = await quotes(100).quote(BTC, DAY);
    assert.deepEqual([quote?.bid, quote?.ask], [99.5, 100.5]);
  });
});
