import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Adapters, adapters } from '../../../../src/lib/app/adapters.ts';
import { type BarsFlags, barsRequest } from '../../../../src/lib/app/backtest/bars-request.ts';
import { loadBars } from '../../../../src/lib/app/backtest/load-bars.ts';
import type { LoadedBars } from '../../../../src/lib/app/backtest/loaded-bars.ts';
import { importRequest } from '../../../../src/lib/app/data-import-request.ts';
import { dataImport } from '../../../../src/lib/app/data-use-cases.ts';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { fixedClock, isoTime } from '../../../../src/lib/core/clock.ts';
import { LATER_MS } from '../../../support/bar-files.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const HEADER = 'time,open,high,low,close,volume';

/** Rows an hour apart (or `stepHours`) whose closes are given; each opens at the close before. */
function rows(closes: readonly number[], { stepHours = 1, fromMs = Date.UTC(2024, 0, 1) } = {}): string[] {
  return closes.map((close, i) => {
    const open = closes[i - 1] ?? close;
    const time = isoTime(fromMs + i * stepHours * 3_600_000);
    return [time, open, Math.max(open, close), Math.min(open, close), close, 10].join(',');
  });
}

describe('the bars of a backtest', () => {
  const folder = tempFolder();
  let hive: Adapters;

  beforeEach(() => {
    const config = configSchema.parse({});
    hive = adapters({ paths: homePaths(join(folder(), 'home')), config, clock: fixedClock(LATER_MS) });
  });

  afterEach(() => hive.close());

  const load = (flags: BarsFlags, warmUpBars = 0): Promise<LoadedBars> =>
    loadBars(hive, barsRequest(flags, hive.config), warmUpBars);

  function file(name: string, lines: readonly string[]): string {
    const path = join(folder(), name);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  }

  it('come from a file as they are', async () => {
    const bars = file('btc.csv', [HEADER, ...rows([10, 11, 12])]);
    const loaded = await load({ bars: [bars], symbol: ['BTC-USD'] });
    assert.equal(loaded.interval, '1h');
    assert.equal(loaded.market, 'real');
    assert.deepEqual([...loaded.symbols[0]!.series.close], [10, 11, 12]);
    assert.equal(loaded.symbols[0]!.firstBar, 0);
  });

  it('are made coarser on request, with the finer ones as detail', async () => {
    const bars = file('btc.csv', [HEADER, ...rows(Array.from({ length: 48 }, (_, i) => 100 + i))]);
    const flags = { bars: [bars], symbol: ['BTC-USD'], interval: '1d', detail: '1h' };
    const [symbol] = (await load(flags)).symbols;
    assert.deepEqual([...symbol!.series.close], [123, 147]);
    assert.equal(symbol!.detail?.length, 48);
  });

  it('keep as many bars before --from as the strategy warms up on', async () => {
    const bars = file('btc.csv', [HEADER, ...rows([1, 2, 3, 4, 5, 6])]);
    const fromMs = Date.UTC(2024, 0, 1, 4);
    const loaded = await load({ bars: [bars], symbol: ['BTC-USD'], from: fromMs }, 2);
    assert.deepEqual([...loaded.symbols[0]!.series.close], [3, 4, 5, 6]);
    assert.equal(loaded.symbols[0]!.firstBar, 2);
  });

  it('count what was repaired, and say it', async () => {
    const [first, second, third] = rows([10, 11, 12]);
    const bars = file('btc.csv', [HEADER, first!, third!, second!, second!]);
    const loaded = await load({ bars: [bars], symbol: ['BTC-USD'] });
    assert.deepEqual(
      [...loaded.repairs, ...loaded.dropped].map(({ kind, count }) => [kind, count]),
      [
        ['sorted', 1],
        ['duplicate', 1],
      ],
    );
    assert.deepEqual(loaded.warnings, [
      'BTC/USD: 1 row repaired (sorted), the first in line 4: 2024-01-01T01:00:00.000Z after 2024-01-01T02:00:00.000Z',
      'BTC/USD: 1 row dropped (duplicate), the first in line 5: 2024-01-01T01:00:00.000Z, see 4',
    ]);
  });

  it('name absent bars', async () => {
    const all = rows([10, 11, 12, 13, 14]);
    const bars = file('btc.csv', [HEADER, ...all.filter((_, i) => i !== 2)]);
    assert.match((await load({ bars: [bars], symbol: ['BTC-USD'] })).notes.join(), /1 bar absent in 1 gap/);
  });

  it('are refused with file and line when a price jumps as in a 7:1 split', async () => {
    const lines = [
      '2014-06-05,645,647,642,647,10',
      '2014-06-06,649,651,644,645,10',
      '2014-06-09,92.7,93.9,91.7,93.7,70',
      '2014-06-10,94.7,95,93.6,94.2,70',
    ];
    const bars = file('aapl.csv', [HEADER, ...lines]);
    const flags = { bars: [bars], symbol: ['AAPL'] };
    await assert.rejects(
      load(flags),
      hiveError('POSSIBLE_SPLIT', /aapl\.csv, line 4: .*7:1 split at 2014-06-09/),
    );
    assert.equal((await load({ ...flags, 'accept-splits': true })).symbols[0]!.series.length, 4);
  });

  it('of one symbol only: a mixed file is refused', async () => {
    const mixed = ['symbol,date,open,high,low,close,volume'];
    for (const day of ['01', '02', '03'])
      for (const name of ['AAPL', 'MSFT']) mixed.push(`${name},2024-05-${day},10,11,9,10,5`);
    const bars = file('mixed.csv', mixed);
    await assert.rejects(load({ bars: [bars], symbol: ['NVDA'] }), /mixed\.csv|symbol/i);
  });

  it('are refused when the file is empty, or a header only', async () => {
    for (const lines of [[''], [HEADER]]) {
      const bars = file('empty.csv', lines);
      await assert.rejects(load({ bars: [bars], symbol: ['BTC-USD'] }), /empty\.csv/);
    }
  });

  it('are refused when none lie in the range', async () => {
    const bars = file('btc.csv', [HEADER, ...rows([10, 11])]);
    const flags = { bars: [bars], symbol: ['BTC-USD'], from: Date.UTC(2025, 0, 1) };
    await assert.rejects(load(flags), hiveError('NO_BARS', /BTC\/USD at 1h/));
  });

  it('of several files must be of one size, or be made so', async () => {
    const hourly = file('btc.csv', [HEADER, ...rows([10, 11, 12])]);
    const daily = file('eth.csv', [HEADER, ...rows([10, 11, 12], { stepHours: 24 })]);
    const flags = { bars: [hourly, daily], symbol: ['BTC-USD', 'ETH-USD'] };
    await assert.rejects(load(flags), hiveError('INTERVAL_MISMATCH', /btc\.csv .*1h.*eth\.csv of 1d/));
    assert.equal((await load({ ...flags, interval: '1d' })).interval, '1d');
  });

  it('are the imported ones when there are some', async () => {
    const bars = file('btc.csv', [HEADER, ...rows([10, 11, 12])]);
    await dataImport(hive, importRequest(bars, { symbol: 'BTC-USD' }));
    const loaded = await load({ symbol: ['BTC-USD'] });
    assert.equal(loaded.source, 'imported bars');
    assert.equal(loaded.symbols[0]!.series.length, 3);
    await assert.rejects(load({ symbol: ['BTC-USD'], interval: '1m' }), hiveError('NO_BARS', /1m or finer/));
  });

  it('are simulated where nothing else is there, with the warm-up before the stretch', async () => {
    const from = Date.UTC(2026, 0, 1);
    const loaded = await load({ symbol: ['BTC-USD'], from, to: Date.UTC(2026, 1, 1) }, 30);
    assert.equal(loaded.market, 'simulated/42/concentrated');
    assert.equal(loaded.symbols[0]!.series.length, 61);
    assert.equal(loaded.symbols[0]!.series.time[loaded.symbols[0]!.firstBar], from);
  });

  it('last three years when no range is asked for', async () => {
    const { symbols } = await load({}, 10);
    assert.deepEqual(
      symbols.map(({ instrument, series, firstBar }) => [instrument.symbol, series.length - firstBar]),
      [
        ['BTC/USD', 1_095],
        ['ETH/USD', 1_095],
      ],
    );
  });

  it('are asked for in a way that can be meant', () => {
    const refused = (flags: BarsFlags, message: RegExp) =>
      assert.throws(() => barsRequest(flags, hive.config), message);
    refused({ bars: ['x.csv'] }, /whose bars "x\.csv" holds/);
    refused({ bars: ['x.csv', 'y.csv'], symbol: ['BTC-USD'] }, /2 --bars files and 1 symbols/);
    refused({ symbol: ['BTC-USD', 'BTCUSD'] }, /BTC\/USD is given twice/);
    refused({ from: 5, to: 5 }, /--from is not before --to/);
    refused({ interval: '1h', detail: '1d' }, /not finer/);
  });
});
