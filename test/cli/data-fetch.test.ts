import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertEnvelope, assertErrorEnvelope, hive, tempHome } from '../support/cli.ts';
import { type AskedChart, chartBody, type FakeYahoo, fakeYahoo } from '../support/fake-yahoo.ts';

const NOON = '2026-09-22T12:00:00Z';
const DAY = 86_400;

/** A bar for each day that was asked for; stocks open at 13:30. */
function dailyChart({ symbol, period1, period2 }: AskedChart, closeOf: (at: number) => number = () => 105) {
  const isCoin = symbol.includes('-');
  const open = isCoin ? 0 : 13.5 * 3600;
  const first = Math.ceil((period1 - open) / DAY) * DAY + open;
  const count = Math.max(0, Math.floor((period2 - first) / DAY) + 1);
  const rows = Array.from({ length: count }, (_, day) => {
    const at = first + day * DAY;
    return { at, close: closeOf(at), adjusted: isCoin ? closeOf(at) : closeOf(at) - 1 };
  });
  return { body: chartBody(rows, { symbol, timeZone: isCoin ? 'UTC' : 'America/New_York' }) };
}

const CONFIG = {
  market: {
    backfillBars: 100,
    crypto: { source: 'yahoo', symbols: ['BTC-USD'] },
    stocks: { source: 'yahoo', symbols: ['AAPL', 'MSFT'] },
  },
};

describe('hive data fetch', () => {
  let yahoo: FakeYahoo;
  let home: string;

  beforeEach(async () => {
    yahoo = await fakeYahoo(asked => dailyChart(asked));
    home = tempHome();
    writeFileSync(join(home, 'hive.config.json'), JSON.stringify(CONFIG));
  });
  afterEach(() => yahoo.close());

  const run = (args: readonly string[], asOf = NOON) =>
    hive([...args, '--as-of', asOf], { home, env: { HIVE__YAHOO__URL: yahoo.url } });
  const fetchJson = async (args: readonly string[], asOf?: string) => {
    const { stdout, stderr, code } = await run(['data', 'fetch', ...args, '--json'], asOf);
    assert.equal(code, 0, stdout + stderr);
    assert.equal(stderr, '');
    const { data, warnings } = await assertEnvelope(stdout, 'data-fetch');
    const { series, backOff } = data as {
      series: Record<string, unknown>[];
      backOff: { until: string } | null;
    };
    return { series, backOff, warnings };
  };

  it('brings everything that is configured, then only what came since', async () => {
    const first = await fetchJson([]);
    assert.deepEqual(
      first.series.map(({ symbol, outcome, prices }) => [symbol, outcome, prices]),
      [
        ['AAPL', 'fetched', 'raw'],
        ['MSFT', 'fetched', 'raw'],
        ['BTC/USD', 'fetched', 'raw'],
      ],
    );
    assert.equal(first.series[2]!.inserted, 100);
    assert.equal(first.series[2]!.to, '2026-09-21T00:00:00.000Z');
    assert.deepEqual(first.series[2]!.dropped, [{ reason: 'forming-bar', rows: 1 }]);
    yahoo.asked.length = 0;
    const second = await fetchJson([]);
    assert.ok(second.series.every(({ outcome, inserted }) => outcome === 'up-to-date' && inserted === 0));
    assert.equal(yahoo.asked.length, 0);
    const third = await fetchJson(['BTC-USD'], '2026-09-23T12:00:00Z');
    assert.deepEqual([third.series[0]!.inserted, yahoo.asked.length], [1, 1]);
  });

  it('tells people what came, and what is stored says where it is from', async () => {
    const { stdout, code } = await run(['data', 'fetch', 'BTC-USD']);
    assert.equal(code, 0);
    assert.match(stdout, /BTC\/USD\s+1d\s+yahoo\s+fetched\s+100/);
    assert.match(stdout, /^BTC\/USD 1d: 1 dropped as forming-bar\.$/m);
    const listed = await run(['data', 'list']);
    assert.match(
      listed.stdout,
      /^BTC\/USD 1d: 100 bars fetched from yahoo, last at 2026-09-22 12:00Z, prices raw\.$/m,
    );
    const { data } = await assertEnvelope((await run(['data', 'list', '--json'])).stdout, 'data-list');
    const [entry] = (data as { series: { fetched: { rows: number; request: string } }[] }).series;
    assert.equal(entry!.fetched.rows, 100);
    assert.match(
      entry!.fetched.request,
      /\/v8\/finance\/chart\/BTC-USD\?interval=1d&period1=\d+&period2=\d+$/,
    );
  });

  it('takes the range that is asked for, and of it only what is missing', async () => {
    const range = ['BTC-USD', '--from', '2026-01-01', '--to', '2026-01-11'];
    assert.equal((await fetchJson(range)).series[0]!.inserted, 10);
    assert.equal((await fetchJson(range)).series[0]!.outcome, 'up-to-date');
    assert.equal(
      (await fetchJson(['BTC-USD', '--from', '2025-12-30', '--to', '2026-01-12'])).series[0]!.inserted,
      3,
    );
  });

  it('overwrites bars that differ only with --replace', async () => {
    const range = ['BTC-USD', '--from', '2026-01-01', '--to', '2026-01-11'];
    await fetchJson(range);
    yahoo.answer = asked => dailyChart(asked, at => (at % (2 * DAY) === 0 ? 104 : 105));
    const [wider] = (await fetchJson(['BTC-USD', '--from', '2025-12-31', '--to', '2026-01-11'])).series;
    assert.deepEqual(
      [wider!.inserted, wider!.unchanged, wider!.conflicting, wider!.replaced],
      [1, 5, 5, false],
    );
    const [replaced] = (await fetchJson([...range, '--replace'])).series;
    assert.deepEqual([replaced!.conflicting, replaced!.replaced], [5, true]);
    assert.equal((await fetchJson([...range, '--replace'])).series[0]!.conflicting, 0);
  });

  it('exits 5 with one sentence when Yahoo refuses, and asks nothing more, in no later process', async () => {
    yahoo.answer = () => ({ status: 429, body: 'Too Many Requests' });
    const failed = await run(['data', 'fetch', '--json']);
    assert.equal(failed.code, 5);
    const error = assertErrorEnvelope(failed.stdout);
    assert.deepEqual([error.code, error.retryable], ['YAHOO_REFUSED', true]);
    assert.match(
      error.message,
      /^None of 3 symbols could be fetched; the first failure: .*HTTP status 429\.$/,
    );
    assert.match(error.next, /before 2026-09-22T12:15:00.000Z/);
    assert.equal(yahoo.asked.length, 1);

    const waiting = await fetchJson([]);
    assert.ok(waiting.series.every(({ outcome }) => outcome === 'waiting'));
    assert.equal(waiting.backOff!.until, '2026-09-22T12:15:00.000Z');
    assert.equal(waiting.warnings.length, 1);
    assert.equal(yahoo.asked.length, 1);

    assert.equal((await run(['data', 'fetch'], '2026-09-22T12:15:00Z')).code, 5);
    const note = JSON.parse(readFileSync(join(home, 'state', 'yahoo-backoff.json'), 'utf8')) as {
      untilMs: number;
    };
    assert.equal(new Date(note.untilMs).toISOString(), '2026-09-22T12:45:00.000Z');
    yahoo.answer = asked => dailyChart(asked);
    assert.equal((await fetchJson([], '2026-09-22T12:45:00Z')).backOff, null);
    assert.equal(existsSync(join(home, 'state', 'yahoo-backoff.json')), false);
  });

  it('warns when one symbol of several is unknown', async () => {
    const error = { code: 'Not Found', description: 'No data found, symbol may be delisted' };
    yahoo.answer = asked =>
      asked.symbol === 'MSFT' ? { status: 404, body: { chart: { result: null, error } } } : dailyChart(asked);
    const { series, warnings } = await fetchJson([]);
    assert.deepEqual(
      series.map(({ outcome }) => outcome),
      ['fetched', 'failed', 'fetched'],
    );
    assert.deepEqual(warnings, ['Yahoo gave no bars of MSFT: "No data found, symbol may be delisted".']);
    const alone = await run(['data', 'fetch', 'MSFT', '--json']);
    assert.deepEqual([alone.code, assertErrorEnvelope(alone.stdout).code], [4, 'YAHOO_NO_BARS']);
  });

  it('fetches the stored bars of a stock again after a split', async () => {
    const friday = { asOf: '2026-09-19T12:00:00Z' };
    yahoo.answer = asked => dailyChart(asked, () => 105);
    await fetchJson(['AAPL', '--from', '2026-09-07'], friday.asOf);
    const at = Date.parse('2026-09-21T13:30:00Z') / 1000;
    const split = { date: at, numerator: 2, denominator: 1, splitRatio: '2:1' };
    yahoo.answer = asked => {
      const { body } = dailyChart(asked, () => 101);
      const [result] = (body as { chart: { result: [Record<string, unknown>] } }).chart.result;
      if (asked.period2 >= at) result.events = { splits: { [at]: split } };
      return { body };
    };
    const { series, warnings } = await fetchJson(['AAPL']);
    assert.match(warnings.join(), /^AAPL was split: its stored bars were fetched again, in new shares\.$/);
    assert.ok(Number(series[0]!.conflicting) > 5);
    const exported = await run(['data', 'export', 'AAPL', '--interval', '1d']);
    assert.equal(exported.stdout.includes(',105,'), false);
  });

  it('takes another source than the configured one', async () => {
    const { series } = await fetchJson(['BTC-USD', '--source', 'simulated']);
    assert.match(String(series[0]!.source), /^simulated\//);
    assert.deepEqual([series[0]!.inserted, series[0]!.prices, yahoo.asked.length], [100, null, 0]);
  });

  it('refuses an interval that Yahoo has not, and bars that are imported', async () => {
    const interval = await run(['data', 'fetch', '--interval', '4h', '--json']);
    assert.deepEqual([interval.code, assertErrorEnvelope(interval.stdout).code], [2, 'INTERVAL_NOT_SOLD']);
    const csv = { market: { crypto: { source: 'csv' }, stocks: { source: 'csv' } } };
    writeFileSync(join(home, 'hive.config.json'), JSON.stringify(csv));
    const imported = await run(['data', 'fetch', '--json']);
    assert.deepEqual([imported.code, assertErrorEnvelope(imported.stdout).code], [3, 'NOTHING_TO_FETCH']);
  });

  it('leaves a training cycle whole: nothing new, and a warning', async () => {
    yahoo.answer = () => ({ status: 500, body: 'Internal Server Error' });
    const cycle = await run(['train', 'cycle', '--json']);
    assert.equal(cycle.code, 0, cycle.stdout);
    const { data, warnings } = await assertEnvelope(cycle.stdout, 'train-cycle');
    const { collected } = data as { collected: { newBars: number; newSamples: number }[] };
    assert.ok(collected.every(({ newBars, newSamples }) => newBars === 0 && newSamples === 0));
    assert.deepEqual(warnings, [
      'Yahoo gave no bars of AAPL: HTTP status 500.',
      'Yahoo is not asked before 2026-09-22T12:01:00.000Z: the last request failed (HTTP status 500).',
    ]);
  });

  it('trains on what Yahoo gives', async () => {
    yahoo.answer = asked => dailyChart(asked, at => 100 + (Math.floor(at / DAY) % 7));
    const cycle = await run(['train', 'cycle', '--json']);
    assert.equal(cycle.code, 0, cycle.stdout);
    const { data } = await assertEnvelope(cycle.stdout, 'train-cycle');
    const { collected } = data as { collected: { symbol: string; newBars: number }[] };
    assert.equal(collected.find(({ symbol }) => symbol === 'BTC/USD')!.newBars, 100);
  });
});
