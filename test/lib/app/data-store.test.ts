import assert from 'node:assert/strict';
import { type ExportRequest, exportBars } from '../../../src/lib/app/data-export.ts';
import { listBars } from '../../../src/lib/app/data-list.ts';
import { verifyBars } from '../../../src/lib/app/data-verify.ts';
import { schema as exportSchema } from '../../../src/lib/app/schemas/data-export.ts';
import { schema as listSchema } from '../../../src/lib/app/schemas/data-list.ts';
import { schema as verifySchema } from '../../../src/lib/app/schemas/data-verify.ts';
import { type BarSeries, seriesFromBars, sliceSeries } from '../../../src/lib/core/bar-series.ts';
import { DAY_MS } from '../../../src/lib/core/interval.ts';
import { memoryStore } from '../../../src/lib/store/memory/store.ts';
import type { BarStore } from '../../../src/lib/store/ports.ts';
import { plainBars, read } from '../../support/bar-files.ts';
import { hiveError } from '../../support/hive-error.ts';
import { randomSeries } from '../../support/random-series.ts';

const SERIES = randomSeries(40, 11);
const WRITTEN = { origin: 'x.csv 0123456789ab', atMs: Date.UTC(2026, 0, 1) };

function storeWith(...all: readonly BarSeries[]): BarStore {
  const { bars } = memoryStore();
  for (const series of all) bars.write('csv', series, WRITTEN);
  return bars;
}

describe('listBars', () => {
  it('lists every series, or those of one symbol in any spelling', () => {
    const bars = storeWith(SERIES, randomSeries(5, 1, 'AAPL'));
    assert.deepEqual(
      listBars(bars).map(entry => entry.symbol),
      ['AAPL', 'BTC/USD'],
    );
    const series = listBars(bars, 'btcusd');
    assert.deepEqual(series, [
      {
        symbol: 'BTC/USD',
        assetClass: 'crypto',
        interval: '1d',
        source: 'csv',
        rows: 40,
        from: '1970-01-01T00:00:00.000Z',
        to: '1970-02-09T00:00:00.000Z',
        origin: 'x.csv 0123456789ab',
        writtenAt: '2026-01-01T00:00:00.000Z',
        fetched: null,
      },
    ]);
    assert.deepEqual(listSchema.parse({ series }), { series });
  });
});

describe('verifyBars', () => {
  it('finds sound series sound', () => {
    const report = verifyBars(storeWith(SERIES));
    assert.equal(report.broken, 0);
    assert.deepEqual([report.series[0]?.rows, report.series[0]?.fault], [40, null]);
    assert.deepEqual(verifySchema.parse(report), report);
  });

  it('tells gaps without calling them broken', () => {
    const shifted = seriesFromBars(
      'ETH/USD',
      '1d',
      [0, 1, 4].map(day => ({
        timeMs: Date.UTC(2024, 0, 1) + day * DAY_MS,
        open: 1,
        high: 2,
        low: 1,
        close: 2,
        volume: 3,
      })),
    );
    const [verdict] = verifyBars(storeWith(shifted)).series;
    assert.deepEqual(
      [verdict?.gaps, verdict?.missing, verdict?.firstGap],
      [1, 2, '2024-01-03T00:00:00.000Z'],
    );
    assert.equal(verdict?.fault, null);
  });

  it('counts a series with an impossible bar as broken and says which', () => {
    const broken = randomSeries(10, 5, 'ETH/USD');
    broken.high[6] = 0.01;
    const report = verifyBars(storeWith(SERIES, broken));
    assert.equal(report.broken, 1);
    assert.match(
      report.series.find(verdict => verdict.symbol === 'ETH/USD')?.fault ?? '',
      /bar 7: .*high 0.01 is below/,
    );
  });

  it('refuses a symbol that is not stored', () => {
    assert.throws(() => verifyBars(storeWith(SERIES), 'AAPL'), hiveError('NO_BARS', /AAPL/));
    assert.deepEqual(verifyBars(storeWith()).series, []);
  });
});

describe('exportBars', () => {
  const request: ExportRequest = { symbol: 'BTC-USD', interval: '1d', format: 'csv' };
  const ports = (bars: BarStore, files = new Map<string, string>()) => ({
    bars,
    writeFile: (path: string, text: string) => void files.set(path, text),
  });

  for (const format of ['csv', 'json'] as const) {
    it(`writes ${format} that imports as the same bars, unknown volumes included`, async () => {
      const bars = storeWith(SERIES);
      const unknown = sliceSeries(SERIES, 39);
      unknown.volume[0] = Number.NaN;
      bars.write('csv', unknown, { ...WRITTEN, replace: true });
      const { text } = await exportBars({ ...request, format }, ports(bars));
      assert.deepEqual(plainBars(read(text).series), plainBars(SERIES));
    });
  }

  it('begins with the canonical header and writes ISO times', async () => {
    const { text, report } = await exportBars({ ...request, toMs: DAY_MS }, ports(storeWith(SERIES)));
    assert.match(text, /^time,open,high,low,close,volume\n1970-01-01T00:00:00\.000Z,[\d.,]+\n$/);
    assert.equal(report.rows, 1);
    assert.deepEqual(exportSchema.parse(report), report);
  });

  it('writes into the file that is named and returns no bars then', async () => {
    const files = new Map<string, string>();
    const { text, report } = await exportBars(
      { ...request, out: 'btc.csv' },
      ports(storeWith(SERIES), files),
    );
    assert.equal(files.get('btc.csv'), text);
    assert.deepEqual([report.out, report.bars], ['btc.csv', null]);
  });

  it('refuses what is not stored, and two sources at once', async () => {
    const bars = storeWith(SERIES);
    await assert.rejects(
      exportBars({ ...request, symbol: 'AAPL' }, ports(bars)),
      hiveError('NO_BARS', /AAPL/),
    );
    await assert.rejects(
      exportBars({ ...request, interval: '1h' }, ports(bars)),
      hiveError('NO_BARS', /there are 1d \(csv\)/),
    );
    await assert.rejects(
      exportBars({ ...request, fromMs: 1e12 }, ports(bars)),
      hiveError('NO_BARS', /between --from and --to/),
    );
    bars.write('simulated', SERIES, WRITTEN);
    await assert.rejects(
      exportBars(request, ports(bars)),
      hiveError('SOURCE_AMBIGUOUS', /csv and simulated/),
    );
    assert.equal((await exportBars({ ...request, source: 'csv' }, ports(bars))).report.rows, 40);
  });
});
