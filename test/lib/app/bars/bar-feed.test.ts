import assert from 'node:assert/strict';
import {
  type BarFeed,
  calendarStretch,
  newestBars,
  refreshBars,
} from '../../../../src/lib/app/bars/bar-feed.ts';
import { VirtualClock } from '../../../../src/lib/app/virtual-clock.ts';
import { dataError } from '../../../../src/lib/core/errors.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import type { BarRequest } from '../../../../src/lib/market/bar-source.ts';
import { SimulatedMarket } from '../../../../src/lib/market/simulated/simulated-market.ts';
import { type VendorBars, VendorError } from '../../../../src/lib/market/vendor-bars.ts';
import { memoryStore } from '../../../../src/lib/store/memory/store.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { BTC } from '../../../support/quotes.ts';

const MIDNIGHT = Date.UTC(2026, 8, 22);

function feedDesk(startMs = MIDNIGHT) {
  const market = new SimulatedMarket({ seed: 42, edge: 'none', spreadBps: { crypto: 8, stock: 4 } });
  const asked: BarRequest[] = [];
  const provider = {
    name: 'simulated',
    bars: async (request: BarRequest) => {
      asked.push(request);
      return market.bars(request);
    },
  };
  const feed: BarFeed = { source: 'simulated', provider };
  const clock = new VirtualClock(startMs);
  const options = { store: memoryStore().bars, clock, interval: '1d' as const, backfillBars: 100 };
  return { feed, clock, asked, options };
}

describe('refreshBars', () => {
  it('fetches the backfill first, then only what has closed since', async () => {
    const { feed, clock, asked, options } = feedDesk();
    assert.deepEqual(await refreshBars(feed, BTC, options), { newBars: 100, note: null });
    assert.equal((await refreshBars(feed, BTC, options)).newBars, 0);
    clock.advance(DAY_MS - 1);
    assert.equal((await refreshBars(feed, BTC, options)).newBars, 0);
    assert.equal(asked.length, 1);
    clock.advance(1);
    assert.equal((await refreshBars(feed, BTC, options)).newBars, 1);
    assert.deepEqual([asked[1]?.fromMs, asked[1]?.toMs], [MIDNIGHT, MIDNIGHT + DAY_MS]);
  });

  it('has nothing to fetch where bars are imported', async () => {
    const { options } = feedDesk();
    assert.equal((await refreshBars({ source: 'csv', provider: null }, BTC, options)).newBars, 0);
  });
});

describe('newestBars', () => {
  it('gives a bar from the moment that it closes, not before', async () => {
    const { feed, clock, options } = feedDesk();
    await refreshBars(feed, BTC, options);
    const newest = () => newestBars(feed, BTC, { ...options, count: 5 }).time.at(-1);
    assert.equal(newest(), MIDNIGHT - DAY_MS);
    clock.advance(DAY_MS);
    await refreshBars(feed, BTC, options);
    const early = new VirtualClock(MIDNIGHT + DAY_MS - 1);
    assert.equal(
      newestBars(feed, BTC, { ...options, clock: early, count: 5 }).time.at(-1),
      MIDNIGHT - DAY_MS,
    );
    assert.equal(newest(), MIDNIGHT);
    assert.equal(newestBars(feed, BTC, { ...options, count: 5 }).length, 5);
  });

  it('is empty before there can be any', () => {
    const { feed, options } = feedDesk(0);
    assert.equal(newestBars(feed, BTC, { ...options, count: 5 }).length, 0);
  });
});

describe('calendarStretch', () => {
  it('leaves room for the hours in which stocks do not trade', () => {
    assert.equal(calendarStretch('crypto', '1h'), 1);
    // 7 days of 5, holidays included; 168 hours a week of 32.5.
    assert.ok(calendarStretch('stock', '1d') > 365 / 250);
    assert.ok(calendarStretch('stock', '1h') > 168 / 32.5);
  });
});

describe('refreshBars on a vendor', () => {
  const vendor = (fetch: VendorBars['fetch']): BarFeed => {
    const bars: VendorBars['bars'] = async request => (await fetch(request)).series;
    const provider: VendorBars = { name: 'yahoo', bars, fetch, backOff: () => null };
    return { source: 'yahoo', provider };
  };

  it('takes a vendor out of reach as nothing new, with the reason', async () => {
    const { options } = feedDesk();
    const feed = vendor(async () => {
      throw new VendorError({
        kind: 'broker',
        code: 'YAHOO_REFUSED',
        message: 'Yahoo said no.',
        next: 'Wait.',
      });
    });
    assert.deepEqual(await refreshBars(feed, BTC, options), { newBars: 0, note: 'Yahoo said no.' });
  });

  it('hides no other failure', async () => {
    const { options } = feedDesk();
    const feed = vendor(async () => {
      throw dataError({ code: 'DISK_FULL', message: 'Full.', next: 'Free some.' });
    });
    await assert.rejects(refreshBars(feed, BTC, options), hiveError('DISK_FULL'));
  });
});
