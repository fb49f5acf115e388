import assert from 'node:assert/strict';
import { bars } from '../../../../src/lib/app/queries/bars.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { seriesFromBars } from '../../../../src/lib/core/bar-series.ts';
import { HOUR_MS, intervalMs, intervalNames } from '../../../../src/lib/core/interval.ts';
import { openStore } from '../../../../src/lib/store/sqlite/store.ts';
import { tempHome } from '../../../support/cli.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { QUERY_START, QueryDesk } from '../../../support/query-home.ts';

describe('bars of the simulated market', () => {
  const desk = new QueryDesk(tempHome());
  after(() => desk.close());

  it('are computed at every size, as many as are asked for, and closed', async () => {
    for (const symbol of ['BTC-USD', 'AAPL'])
      for (const interval of intervalNames) {
        const answer = await desk.ask(bars, { symbol, interval, last: '40' });
        const times = answer.bars!.map(({ time }) => Date.parse(time));
        assert.deepEqual([answer.rows, times.length, answer.out], [40, 40, null], `${symbol} ${interval}`);
        assert.ok(times.at(-1)! + intervalMs(interval) <= QUERY_START);
        assert.deepEqual(
          times,
          [...new Set(times)].sort((a, b) => a - b),
        );
      }
  });

  it('are those that the training fetched', async () => {
    await desk.app.trainCycle({ forceTrain: true });
    const { report } = await desk.app.dataExport({
      ...{ symbol: 'BTC-USD', interval: '1d', format: 'json', out: undefined },
    });
    const { bars: found } = await desk.ask(bars, { symbol: 'BTC-USD', last: '300' });
    assert.deepEqual(found, report.bars);
  });

  it('end before a moment', async () => {
    const question = { symbol: 'AAPL', interval: '5m', last: '3', to: '2026-09-21T13:40:00Z' };
    const { bars: found } = await desk.ask(bars, question);
    assert.deepEqual(
      found?.map(({ time }) => time),
      // The session of Monday begins at 13:30 UTC; what is before is of Friday.
      ['2026-09-18T19:55:00.000Z', '2026-09-21T13:30:00.000Z', '2026-09-21T13:35:00.000Z'],
    );
  });

  it('are refused where they cannot be: another symbol, another size, before all history', async () => {
    await assert.rejects(desk.ask(bars, { symbol: 'DOGE-USD' }), hiveError('UNKNOWN_SYMBOL', /DOGE/));
    await assert.rejects(desk.ask(bars, { symbol: '%' }), hiveError('BAD_SYMBOL'));
    const early = { symbol: 'BTC-USD', to: '1999-01-01T00:00:00Z' };
    await assert.rejects(desk.ask(bars, early), hiveError('NO_BARS'));
    const parsed = (question: object) => bars.query.safeParse({ symbol: 'BTC-USD', ...question }).success;
    assert.deepEqual(
      [{}, { interval: '7m' }, { last: '2001' }, { last: '0' }, { last: 'x' }, { to: 'now' }].map(parsed),
      [true, false, false, false, false, false],
    );
  });
});

describe('bars of a source', () => {
  const config = configSchema.parse({
    market: { crypto: { source: 'csv' }, stocks: { source: 'yahoo', symbols: ['AAPL'] } },
  });

  it('are what is stored of that source, and closed by now', async () => {
    const home = tempHome();
    const desk = new QueryDesk(home, config);
    const store = openStore(desk.paths.db);
    // The last of them is still forming.
    const hourly = seriesFromBars(
      'BTC/USD',
      '1h',
      [-3, -2, -1, 0].map(hour => ({
        timeMs: Math.floor(QUERY_START / HOUR_MS + hour) * HOUR_MS,
        ...{ open: 100, high: 102, low: 99, close: 101 + hour, volume: Number.NaN },
      })),
    );
    store.bars.write('csv', hourly, { origin: 'x.csv', atMs: QUERY_START });
    store.close();
    const answer = await desk.ask(bars, { symbol: 'BTC-USD', interval: '1h' });
    assert.equal(answer.source, 'csv');
    assert.deepEqual(
      answer.bars?.map(({ close, volume }) => [close, volume]),
      [
        [98, null],
        [99, null],
        [100, null],
      ],
    );
    const newest = await desk.ask(bars, { symbol: 'BTC-USD', interval: '1h', last: '1' });
    assert.deepEqual(newest.bars?.[0]?.close, 100);
    desk.close();
  });

  it('name the command to run where none are stored', async () => {
    const desk = new QueryDesk(tempHome(), config);
    const rejected = (symbol: string) =>
      desk.ask(bars, { symbol, interval: '1h' }).then(
        () => null,
        error => error.next,
      );
    assert.equal(await rejected('BTC-USD'), 'Run: hive data import FILE --symbol BTC/USD --interval 1h');
    assert.equal(await rejected('AAPL'), 'Run: hive data fetch AAPL --interval 1h');
    desk.close();
  });
});
