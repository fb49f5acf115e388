import assert from 'node:assert/strict';
import { bringBars } from '../../../../src/lib/app/bars/bring-bars.ts';
import { seriesFromBars } from '../../../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import type { BarRequest } from '../../../../src/lib/market/bar-source.ts';
import { type FetchedBars, VendorError } from '../../../../src/lib/market/vendor-bars.ts';
import { memoryStore } from '../../../../src/lib/store/memory/store.ts';
import { hiveError } from '../../../support/hive-error.ts';

const day = (date: number) => Date.UTC(2026, 8, date);
const AAPL = { symbol: 'AAPL', assetClass: 'stock' } as const;
const KEY = { source: 'yahoo', symbol: 'AAPL', interval: '1d' } as const;
const SPLIT = { timeMs: day(4) + DAY_MS / 2, numerator: 2, denominator: 1 };

const days = (close: number, ...dates: number[]) =>
  seriesFromBars(
    'AAPL',
    '1d',
    dates.map(date => ({ timeMs: day(date), open: close, high: close, low: close, close, volume: 1 })),
  );

/** What a vendor answers, with a split on the fourth when that is in the range. */
const answer = (series: ReturnType<typeof days>): FetchedBars => ({
  ...{ series, prices: 'raw', dropped: [], notes: [], request: 'asked' },
  ...{ rawClose: series.close, adjustedClose: series.close, splits: [SPLIT] },
});

/** Days 1 to 3 are stored at 200; the vendor then answers each request as told. */
function desk(answers: (request: BarRequest) => FetchedBars) {
  const { bars } = memoryStore();
  bars.write('yahoo', days(200, 1, 2, 3), { origin: 'yahoo', atMs: 0 });
  const asked: number[] = [];
  const provider = {
    name: 'yahoo',
    fetch: async (request: BarRequest) => {
      asked.push(new Date(request.fromMs).getUTCDate());
      return answers(request);
    },
    bars: async (request: BarRequest) => answers(request).series,
    backOff: () => null,
  };
  const request = { instrument: AAPL, interval: '1d', fromMs: day(4), toMs: day(6), asOfMs: day(6) } as const;
  const bring = () => bringBars({ source: 'yahoo', provider }, request, { store: bars });
  return { bars, asked, bring, closes: () => Array.from(bars.load(KEY).close) };
}

describe('bars that come after a split', () => {
  it('bring the stored ones along, in new shares', async () => {
    const { asked, bring, closes } = desk(({ fromMs }) =>
      answer(fromMs < day(4) ? days(100, 1, 2, 3, 4, 5) : days(100, 4, 5)),
    );
    const { inserted, conflicting, replaced, notes } = await bring();
    assert.deepEqual([inserted, conflicting, replaced, asked], [2, 3, true, [4, 1]]);
    assert.deepEqual(closes(), [100, 100, 100, 100, 100]);
    assert.deepEqual(notes, ['AAPL was split: its stored bars were fetched again, in new shares.']);
  });

  it('say which stored ones the vendor no longer has', async () => {
    const { bring, closes } = desk(() => answer(days(100, 3, 4, 5)));
    assert.match(
      (await bring()).notes.join(),
      /Bars before 2026-09-03T00:00:00.000Z could not be fetched again/,
    );
    assert.deepEqual(closes(), [200, 200, 100, 100, 100]);
  });

  it('are not stored when the stored ones cannot be fetched again', async () => {
    const { bring, closes } = desk(({ fromMs }) => {
      if (fromMs >= day(4)) return answer(days(100, 4, 5));
      throw new VendorError({ kind: 'broker', code: 'YAHOO_REFUSED', message: 'No.', next: 'Wait.' });
    });
    await assert.rejects(bring(), hiveError('YAHOO_REFUSED'));
    assert.deepEqual(closes(), [200, 200, 200]);
  });

  it('are the only ones fetched when the split is known already', async () => {
    const { bars, asked, bring } = desk(() => answer(days(100, 4, 5)));
    bars.write('yahoo', days(100, 5), { origin: 'yahoo', atMs: 0 });
    await bring();
    assert.deepEqual(asked, [4]);
  });
});
