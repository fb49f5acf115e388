import assert from 'node:assert/strict';
import { type ImportRequest, importBars } from '../../../src/lib/app/data-import.ts';
import { schema } from '../../../src/lib/app/schemas/data-import.ts';
import { fixedClock } from '../../../src/lib/core/clock.ts';
import { parseInstrument } from '../../../src/lib/core/instrument.ts';
import { readBars } from '../../../src/lib/market/csv/read-bars.ts';
import { memoryStore } from '../../../src/lib/store/memory/store.ts';
import type { BarStore } from '../../../src/lib/store/ports.ts';
import { csv, LATER_MS, plainBars } from '../../support/bar-files.ts';
import { hiveError } from '../../support/hive-error.ts';
import { randomSeries } from '../../support/random-series.ts';

const HEADER = ['time', 'open', 'high', 'low', 'close', 'volume'];
const ROWS = plainBars(randomSeries(30, 3));
const KEY = { source: 'csv', symbol: 'BTC/USD', interval: '1d' } as const;

function importText(bars: BarStore, text: string, more: Partial<ImportRequest> = {}) {
  return importBars(
    { path: 'btc.csv', instrument: parseInstrument('BTC-USD'), ...more },
    {
      bars,
      clock: fixedClock(LATER_MS),
      readFile: (path, options) => ({
        ...readBars(text, path, options),
        name: path,
        sha256: 'ab'.repeat(32),
      }),
    },
  );
}

describe('importBars', () => {
  it('stores the bars with their origin', () => {
    const { bars } = memoryStore();
    const report = importText(bars, csv(HEADER, ...ROWS));
    assert.deepEqual([report.inserted, report.unchanged, report.replaced], [30, 0, 0]);
    assert.deepEqual(plainBars(bars.load(KEY)), ROWS);
    assert.equal(bars.inventory()[0]?.origin, 'btc.csv abababababab');
  });

  it('changes nothing when the same file is imported again', () => {
    const { bars } = memoryStore();
    importText(bars, csv(HEADER, ...ROWS));
    const again = importText(bars, csv(HEADER, ...ROWS));
    assert.deepEqual([again.inserted, again.unchanged, again.replaced], [0, 30, 0]);
  });

  it('writes nothing at all when one stored bar differs, unless told to replace', () => {
    const { bars } = memoryStore();
    importText(bars, csv(HEADER, ...ROWS.slice(0, 20)));
    const changed = csv(HEADER, ...ROWS.map((row, index) => (index === 4 ? [...row.slice(0, 5), 1] : row)));
    assert.throws(() => importText(bars, changed), hiveError('STORED_BARS_DIFFER', /1 of 30 .*1970-01-05/));
    assert.equal(bars.load(KEY).length, 20);
    const report = importText(bars, changed, { replace: true });
    assert.deepEqual([report.inserted, report.unchanged, report.replaced], [10, 19, 1]);
    assert.equal(bars.load(KEY).volume[4], 1);
  });

  it('writes nothing on a dry run', () => {
    const { bars } = memoryStore();
    assert.equal(importText(bars, csv(HEADER, ...ROWS), { dryRun: true }).inserted, 30);
    assert.deepEqual(bars.inventory(), []);
  });

  it('warns of gaps and of volumes of zero', () => {
    const rows = ROWS.toSpliced(10, 2).map((row, index) => (index === 3 ? [...row.slice(0, 5), 0] : row));
    const recent = rows.map(row => [String(row[0]).replace('1970', '2020'), ...row.slice(1)]);
    assert.deepEqual(importText(memoryStore().bars, csv(HEADER, ...recent)).warnings, [
      '2 bars absent in 1 gap, the first at 2020-01-11T00:00:00.000Z',
      '1 bar with a volume of zero',
    ]);
  });

  it('resamples whole bars only', () => {
    const hours = Array.from({ length: 60 }, (_, hour) => {
      const time = new Date(Date.UTC(2024, 0, 1, 20 + hour)).toISOString();
      return [time, 10 + hour, 12 + hour, 9 + hour, 11 + hour, 1];
    });
    const { bars } = memoryStore();
    const report = importText(bars, csv(HEADER, ...hours), { resample: '1d' });
    assert.deepEqual([report.rowsKept, report.bars, report.interval], [60, 2, '1d']);
    assert.deepEqual(plainBars(bars.load(KEY)), [
      ['2024-01-02T00:00', 14, 39, 13, 38, 24],
      ['2024-01-03T00:00', 38, 63, 37, 62, 24],
    ]);
    assert.throws(
      () => importText(bars, csv(HEADER, ...hours.slice(0, 8)), { resample: '1d' }),
      hiveError('NO_ROWS', /8 bars of 1h do not fill one bar of 1d/),
    );
  });

  it('refuses to split bars', () => {
    assert.throws(
      () => importText(memoryStore().bars, csv(HEADER, ...ROWS), { resample: '1h' }),
      hiveError('FINER_INTERVAL'),
    );
  });

  it('reports what its schema promises', () => {
    const { warnings, ...data } = importText(memoryStore().bars, csv(HEADER, ...ROWS.toReversed()));
    assert.deepEqual(schema.parse(data), data);
    assert.ok(Array.isArray(warnings));
  });
});
