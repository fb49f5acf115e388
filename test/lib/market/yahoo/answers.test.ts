import assert from 'node:assert/strict';
import { isoTime } from '../../../../src/lib/core/clock.ts';
import { HiveError } from '../../../../src/lib/core/errors.ts';
import { chartBody, type YahooAnswer } from '../../../support/fake-yahoo.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { type Asking, seconds, type YahooDesk, yahooDesk } from '../../../support/yahoo-desk.ts';

const DAYS: Asking = { from: '2024-03-01', to: '2024-03-05' };
const day = (date: number, more: object = {}) => ({ at: seconds(`2024-03-0${date}`), ...more });
const [ONE, TWO, THREE] = [day(1), day(2), day(3)];

const dates = (series: { time: Float64Array }) =>
  Array.from(series.time, isoTime).map(iso => iso.slice(8, 10));

/** What HIVE makes of three days whose second row is `row`. */
async function withSecond(desk: YahooDesk, row: object) {
  desk.yahoo.answer = () => ({ body: chartBody([ONE, { ...TWO, ...row }, THREE]) });
  const { series, dropped } = await desk.ask(DAYS);
  return { dates: dates(series), dropped };
}

/** A body with one column changed by hand. */
function bodyWith(
  change: (chart: { timestamp: number[]; quote: Record<string, unknown[]> }) => void,
): unknown {
  const body = chartBody([ONE, TWO, THREE]) as {
    chart: { result: [{ timestamp: number[]; indicators: { quote: [Record<string, unknown[]>] } }] };
  };
  const [{ timestamp, indicators }] = body.chart.result;
  change({ timestamp, quote: indicators.quote[0] });
  return body;
}

const complaint = (code: string, description: string) => ({
  chart: { result: null, error: { code, description } },
});

describe("Yahoo's rows", () => {
  const desk = yahooDesk();

  it('leave out one of nothing but nulls', async () => {
    const nulls = { open: null, high: null, low: null, close: null, volume: null, adjusted: null };
    assert.deepEqual(await withSecond(desk(), nulls), {
      dates: ['01', '03'],
      dropped: [{ reason: 'empty-row', rows: 1 }],
    });
  });

  for (const price of ['open', 'high', 'low', 'close']) {
    it(`leave out one without its ${price}`, async () => {
      const { dropped } = await withSecond(desk(), { [price]: null });
      assert.deepEqual(dropped, [{ reason: 'incomplete-row', rows: 1 }]);
    });
  }

  it('keep one without a volume, which is then unknown', async () => {
    desk().yahoo.answer = () => ({ body: chartBody([{ ...ONE, volume: null }]) });
    assert.ok(Number.isNaN((await desk().ask(DAYS)).series.volume[0]));
  });

  it('give a time that comes twice to the first of them', async () => {
    desk().yahoo.answer = () => ({ body: chartBody([ONE, TWO, { ...TWO, close: 101 }, THREE]) });
    const { series, dropped } = await desk().ask(DAYS);
    assert.deepEqual(Array.from(series.close), [105, 105, 105]);
    assert.deepEqual(dropped, [{ reason: 'duplicate', rows: 1 }]);
  });

  it('leave out the last while it is forming, stamped with its open or with the newest trade', async () => {
    for (const stamp of ['2024-03-03T00:00:00Z', '2024-03-03T15:23:07Z']) {
      desk().yahoo.answer = () => ({ body: chartBody([ONE, TWO, { at: seconds(stamp) }]) });
      const { series, dropped } = await desk().ask({ ...DAYS, asOf: '2024-03-03T15:24:00Z' });
      assert.deepEqual([dates(series), dropped], [['01', '02'], [{ reason: 'forming-bar', rows: 1 }]]);
    }
  });

  it('leave out the one stamped exactly at the end of the range', async () => {
    desk().yahoo.answer = () => ({ body: chartBody([ONE, TWO, THREE]) });
    const { series, dropped } = await desk().ask({ from: '2024-03-01', to: '2024-03-03' });
    assert.deepEqual([dates(series), dropped], [['01', '02'], [{ reason: 'outside-range', rows: 1 }]]);
  });

  it('do not ask for the one stamped exactly at the end of the range', async () => {
    await desk().ask(DAYS);
    const [asked] = desk().yahoo.asked;
    assert.deepEqual([asked!.period1, asked!.period2], [seconds('2024-03-01'), seconds('2024-03-05') - 1]);
  });

  it('are sorted, and it is told', async () => {
    desk().yahoo.answer = () => ({ body: chartBody([THREE, ONE, TWO]) });
    const { series, notes } = await desk().ask(DAYS);
    assert.deepEqual(dates(series), ['01', '02', '03']);
    assert.deepEqual(notes, ['Rows of BTC/USD came out of order (1) and were sorted.']);
  });

  for (const [what, row, reason] of [
    ['a price of zero', { low: 0 }, 'bad-price'],
    ['a negative price', { open: -1, low: -1 }, 'bad-price'],
    ['a high below its close', { high: 104 }, 'bad-range'],
    ['a low above its open', { low: 101 }, 'bad-range'],
    ['a time between two days', { at: seconds('2024-03-02T01:00:00Z') }, 'off-grid'],
  ] as const) {
    it(`leave out one with ${what}`, async () => {
      assert.deepEqual((await withSecond(desk(), row)).dropped, [{ reason, rows: 1 }]);
    });
  }

  it('keep one whose high misses its close by the rounding of a price', async () => {
    desk().yahoo.answer = () => ({ body: chartBody([{ ...ONE, high: 104.99999 }]) });
    assert.equal((await desk().ask(DAYS)).series.high[0], 105);
  });
});

describe("Yahoo's answers", () => {
  const desk = yahooDesk();

  const failing = async (answer: YahooAnswer, kind: 'broker' | 'data', message: RegExp) => {
    desk().yahoo.answer = () => answer;
    await assert.rejects(desk().ask(DAYS), error => {
      assert.ok(error instanceof HiveError);
      assert.equal(error.kind, kind);
      assert.match(error.message, message);
      return true;
    });
  };

  it('of 429 are a refusal', () =>
    failing({ status: 429, body: 'Too Many Requests\r\n' }, 'broker', /BTC\/USD: HTTP status 429\.$/));

  it('of 403 are a refusal', () => failing({ status: 403, body: '' }, 'broker', /status 403/));

  it('of 500 are trouble', () =>
    failing({ status: 500, body: 'Internal Server Error' }, 'broker', /status 500/));

  it('of an unknown symbol name it, and say so in its words', () =>
    failing(
      { status: 404, body: complaint('Not Found', 'No data found, symbol may be delisted') },
      'data',
      /^Yahoo gave no bars of BTC\/USD: "No data found, symbol may be delisted"\.$/,
    ));

  it('of a range before the first bar are no bars', async () => {
    const words = "Data doesn't exist for startDate = 1565740800, endDate = 1596067200";
    desk().yahoo.answer = () => ({ status: 400, body: complaint('Bad Request', words) });
    assert.equal((await desk().ask(DAYS)).series.length, 0);
  });

  it('of a range that is too long say why', () =>
    failing(
      { status: 422, body: complaint('Unprocessable Entity', '1m data not available for startTime=1.') },
      'data',
      /1m data not available/,
    ));

  it('of a page instead of data are trouble, and nothing of the page is shown', () =>
    failing({ body: '<html>consent</html>' }, 'broker', /: a page came instead of data\.$/));

  it('of a redirect are trouble: it is not followed', async () => {
    await failing({ status: 302, headers: { location: `${desk().yahoo.url}/x` }, body: '' }, 'broker', /302/);
    assert.equal(desk().yahoo.asked.length, 1);
  });

  it('without a result are a fault of the chart', () =>
    failing({ body: { chart: { result: [], error: null } } }, 'data', /holds no chart/));

  it('with columns of unequal length are a fault of the chart', () =>
    failing({ body: bodyWith(({ quote }) => quote.high!.pop()) }, 'data', /differ in length/));

  it('with words in place of numbers are a fault of the chart', () =>
    failing({ body: bodyWith(({ quote }) => quote.close!.splice(1, 1, 'x')) }, 'data', /not the shape/));

  it('of a closed market hold no bars', async () => {
    const { series, dropped, notes } = await desk().ask({
      symbol: 'AAPL',
      interval: '1m',
      ...DAYS,
      asOf: '2024-03-05',
    });
    assert.deepEqual([series.length, dropped, notes], [0, [], []]);
  });

  it('of over 16 MiB are trouble', () =>
    failing({ body: 'x'.repeat(17 * 1024 * 1024) }, 'broker', /over 16777216 bytes/));

  it('come from a stand-in that is told the true host', async () => {
    await desk().ask(DAYS);
    assert.equal(desk().yahoo.asked[0]!.forwardedHost, 'query2.finance.yahoo.com');
  });
});

describe('a Yahoo that does not answer', () => {
  const desk = yahooDesk(150);

  it('is given up after the time limit', async () => {
    desk().yahoo.answer = () => ({ body: undefined });
    await assert.rejects(desk().ask(DAYS), hiveError('YAHOO_UNREACHABLE', /no answer within 0.15 s/));
  });

  it('is given up when its answer does not end', async () => {
    desk().yahoo.answer = () => ({ body: '{"chart":', ending: 'never' });
    await assert.rejects(desk().ask(DAYS), hiveError('YAHOO_UNREACHABLE', /no answer within 0.15 s/));
  });

  it('is trouble when the connection breaks in the middle of its answer', async () => {
    desk().yahoo.answer = () => ({ body: '{"chart":', ending: 'reset' });
    await assert.rejects(desk().ask(DAYS), hiveError('YAHOO_UNREACHABLE', /no connection/));
  });

  it('is trouble when nobody listens', async () => {
    await desk().yahoo.close();
    await assert.rejects(desk().ask(DAYS), hiveError('YAHOO_UNREACHABLE', /ECONNREFUSED/));
    await desk()
      .yahoo.close()
      .catch(() => {});
  });
});
