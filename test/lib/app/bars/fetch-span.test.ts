import assert from 'node:assert/strict';
import { fetchSpan, type SpanQuestion } from '../../../../src/lib/app/bars/fetch-span.ts';
import { seriesFromBars } from '../../../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../../../src/lib/core/interval.ts';
import { memoryStore } from '../../../../src/lib/store/memory/store.ts';
import { BTC } from '../../../support/quotes.ts';

const day = (date: number) => Date.UTC(2026, 8, date);
const NOW = day(22) + DAY_MS / 2;

/** A store with bars of these days of September. */
function stored(...dates: number[]) {
  const { bars } = memoryStore();
  const flat = { open: 1, high: 1, low: 1, close: 1, volume: 1 };
  const series = seriesFromBars(
    'BTC/USD',
    '1d',
    dates.map(date => ({ timeMs: day(date), ...flat })),
  );
  bars.write('yahoo', series, { origin: 'x', atMs: 0 });
  return bars;
}

function asked(dates: readonly number[], more: Partial<SpanQuestion> = {}) {
  const span = fetchSpan(stored(...dates), {
    ...{ source: 'yahoo', instrument: BTC, interval: '1d', nowMs: NOW, backfillMs: day(1) },
    ...more,
  });
  return span && [new Date(span.fromMs).getUTCDate(), new Date(span.toMs).getUTCDate()];
}

describe('what a fetch asks for', () => {
  it('is the backfill where nothing is stored', () => {
    assert.deepEqual(asked([]), [1, 22]);
  });

  it('is what came since the newest stored bar, whatever is missing before', () => {
    assert.deepEqual(asked([10, 12]), [13, 22]);
  });

  it('is nothing while the next bar has not closed', () => {
    assert.equal(asked([20, 21]), null);
  });

  it('with --from begins at the first bar that is missing from there on', () => {
    assert.deepEqual(asked([10, 11, 13], { fromMs: day(8) }), [8, 22]);
    assert.deepEqual(asked([10, 11, 13], { fromMs: day(10) }), [12, 22]);
    assert.deepEqual(asked([10, 11, 13], { fromMs: day(13) }), [14, 22]);
    assert.deepEqual(asked([10, 11], { fromMs: day(15) }), [15, 22]);
  });

  it('with --to ends there, or now', () => {
    assert.deepEqual(asked([], { fromMs: day(2), toMs: day(5) }), [2, 5]);
    assert.deepEqual(asked([], { fromMs: day(2), toMs: day(30) }), [2, 22]);
    assert.equal(asked([2, 3, 4, 5], { fromMs: day(2), toMs: day(5) }), null);
  });

  it('with --replace is all of the range, or all that is stored', () => {
    assert.deepEqual(asked([10, 11], { replace: true }), [10, 22]);
    assert.deepEqual(asked([10, 11], { replace: true, fromMs: day(11), toMs: day(12) }), [11, 12]);
  });
});
