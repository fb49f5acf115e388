import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isoTime } from '../../../../src/lib/core/clock.ts';
import { validateBars } from '../../../../src/lib/market/validate-bars.ts';
import { type YahooDesk, yahooDesk } from '../../../support/yahoo-desk.ts';

/** Answers that Yahoo gave in February and March 2025, recorded by gadicc/node-yahoo-finance2 (MIT). */
interface Recording {
  readonly request: { readonly url: string };
  readonly response: { readonly status: number; readonly bodyJson?: unknown; readonly bodyText?: string };
}

const FOLDER = join(process.env.HIVE_REAL_DATA ?? '', 'yahoo');

const recording = (...path: string[]): Recording =>
  JSON.parse(readFileSync(join(FOLDER, ...path), 'utf8')) as Recording;

async function replay(desk: YahooDesk, { request, response }: Recording) {
  const url = new URL(request.url);
  const time = (name: string) => isoTime(Number(url.searchParams.get(name)) * 1000);
  desk.yahoo.answer = () => ({ status: response.status, body: response.bodyJson ?? response.bodyText ?? '' });
  return desk.ask({
    symbol: decodeURIComponent(url.pathname.split('/').at(-1)!),
    interval: url.searchParams.get('interval') as '1d',
    from: `${time('period1').slice(0, 10)}`,
    to: time('period2'),
    asOf: '2025-02-04',
  });
}

describe("Yahoo's recorded answers", () => {
  const desk = yahooDesk();

  before(function () {
    if (!process.env.HIVE_REAL_DATA) this.skip();
  });

  it('leave out the bar of BTC-USD that is stamped exactly at the end', async () => {
    const { series, dropped } = await replay(
      desk(),
      recording('chart', 'chart-BTC-USD-2020-01-01-to-2020-01-03.json'),
    );
    assert.deepEqual(Array.from(series.close), [7200.17431640625, 6985.47021484375]);
    assert.deepEqual(dropped, [{ reason: 'outside-range', rows: 1 }]);
  });

  it('give 49 days of AAPL, a dividend among them, as traded and after dividends', async () => {
    const { series, rawClose, adjustedClose } = await replay(
      desk(),
      recording('chart', 'chart-AAPL-2020-08-31-to-2020-11-07.json'),
    );
    assert.equal(series.length, 49);
    assert.equal(isoTime(series.time[0]!), '2020-08-31T00:00:00.000Z');
    assert.ok(adjustedClose[0]! < rawClose[0]!);
  });

  it('give a year of MSFT with four dividends: what they take off the close shrinks with each', async () => {
    const { series, rawClose, adjustedClose } = await replay(
      desk(),
      recording('historical-via-chart', 'historical-via-chart-MSFT-dividends-2021-02-01-to-2022-01-31.json'),
    );
    assert.equal(series.length, 252);
    const ratios = Array.from(rawClose, (close, row) => (adjustedClose[row]! / close).toFixed(4));
    assert.equal(new Set(ratios).size, 5);
    assert.deepEqual(series.close, rawClose);
  });

  it('tell the split of NVDA, with prices before it in new shares', async () => {
    const { series, splits } = await replay(
      desk(),
      recording('historical-via-chart', 'historical-via-chart-NVDA-split-2021-02-01-to-2022-01-31.json'),
    );
    assert.deepEqual(
      splits.map(({ timeMs, numerator, denominator }) => [
        isoTime(timeMs).slice(0, 10),
        numerator,
        denominator,
      ]),
      [['2021-07-20', 4, 1]],
    );
    const moves = Array.from(series.close.subarray(1), (close, row) =>
      Math.abs(close / series.close[row]! - 1),
    );
    assert.ok(Math.max(...moves) < 0.15);
  });

  it('of a closed market hold no bar', async () => {
    const name = 'chart-AAPL-2025-02-01-to-2025-02-02-includePrePost-false-interval-1m.json';
    const { series, dropped } = await replay(desk(), recording('chart', name));
    assert.deepEqual([series.length, dropped], [0, []]);
  });

  it('make a valid series each, or one clear refusal', async () => {
    for (const folder of ['chart', 'historical-via-chart']) {
      for (const name of readdirSync(join(FOLDER, folder))) {
        const result = await replay(desk(), recording(folder, name)).catch((error: Error) => error.message);
        if (typeof result === 'string') assert.match(result, /^Yahoo gave no bars of /, name);
        else validateBars(result.series, { origin: name });
      }
    }
  });
});
