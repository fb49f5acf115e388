import assert from 'node:assert/strict';
import { describeData } from '../../../../src/lib/app/frame/describe-data.ts';
import type { FrameKind, FrameRequest } from '../../../../src/lib/app/frame/frame-request.ts';
import { makeFrame } from '../../../../src/lib/app/frame/make-frame.ts';
import { homePaths } from '../../../../src/lib/app/home.ts';
import { schema } from '../../../../src/lib/app/schemas/data-describe.ts';
import { sampleScope } from '../../../../src/lib/app/settings.ts';
import { configSchema } from '../../../../src/lib/config/schema.ts';
import { FEATURE_SET } from '../../../../src/lib/features/feature-set.ts';
import { memoryStore } from '../../../../src/lib/store/memory/store.ts';
import type { SampleLabel } from '../../../../src/lib/store/ports.ts';
import { hiveError } from '../../../support/hive-error.ts';
import { randomSeries } from '../../../support/random-series.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const folder = tempFolder();
const config = configSchema.parse({ market: { interval: '1d' } });
const SERIES = randomSeries(80, 11);
const WRITTEN = { origin: 'x.csv', atMs: 0 };

function homeWith(prepare: (store: ReturnType<typeof memoryStore>) => void) {
  const store = memoryStore();
  prepare(store);
  return { config, paths: homePaths(folder()), storeToRead: async () => store };
}

const withBars = () => homeWith(({ bars }) => void bars.write('csv', SERIES, WRITTEN));

const ask = (what: FrameKind, more: Partial<FrameRequest> = {}) => ({
  ...{ what, symbol: 'btcusd', engine: 'own' as const },
  ...more,
});

describe('hive data describe', () => {
  it('sums up the stored bars of the configured interval', async () => {
    const data = await describeData(withBars(), ask('bars'));
    assert.deepEqual(schema.parse(data), data);
    assert.equal(data.rows, 80);
    assert.deepEqual([data.symbol, data.interval, data.source], ['BTC/USD', '1d', 'csv']);
    assert.deepEqual([data.from, data.to], ['1970-01-01T00:00:00.000Z', '1970-03-21T00:00:00.000Z']);
    const high = data.columns.find(({ name }) => name === 'high');
    assert.equal(high?.max, Math.max(...SERIES.high));
  });

  it('counts volumes that nobody knows as missing', async () => {
    const volume = SERIES.volume.map((value, bar) => (bar < 3 ? Number.NaN : value));
    const home = homeWith(({ bars }) => void bars.write('csv', { ...SERIES, volume }, WRITTEN));
    const { columns } = await describeData(home, ask('bars'));
    const told = columns.find(({ name }) => name === 'volume')!;
    assert.deepEqual([told.count, told.missing], [77, 3]);
  });

  it('sums up the features of the bars that have them, by the time of the close', async () => {
    const data = await describeData(withBars(), ask('features'));
    assert.equal(data.rows, 80 - FEATURE_SET.warmUpBars);
    assert.deepEqual(
      data.columns.map(({ name }) => name),
      FEATURE_SET.names,
    );
    assert.equal(data.to, '1970-03-22T00:00:00.000Z');
  });

  it('sums up the samples of one symbol, with bets that are still open as missing', async () => {
    const label: SampleLabel = { y: 1, netReturn: 0.02, resolvedMs: 2, barrier: 'target' };
    const sample = (symbol: string, atMs: number, of: SampleLabel | null) => ({
      ...{ symbol, atMs, label: of, assetClass: 'crypto' as const },
      features: Float64Array.from(FEATURE_SET.names, (_, at) => at),
    });
    const all = [sample('BTC/USD', 1, label), sample('BTC/USD', 2, null), sample('ETH/USD', 1, label)];
    const home = homeWith(({ samples }) => void samples.upsert(sampleScope(config, 'crypto'), all));
    const { rows, columns } = await describeData(home, ask('samples'));
    assert.equal(rows, 2);
    const byName = new Map(columns.map(column => [column.name, column]));
    assert.deepEqual([byName.get('paid')?.count, byName.get('paid')?.missing], [1, 1]);
    assert.equal(byName.get('net_return')?.mean, 0.02);
    assert.equal(byName.get(FEATURE_SET.names[7]!)?.mean, 7);
    const { frame } = await makeFrame(home, ask('samples'));
    assert.deepEqual(frame.columns.find(({ name }) => name === 'barrier')?.values, ['target', '']);
  });

  it('says what is missing and what to do', async () => {
    const short = homeWith(({ bars }) => void bars.write('csv', randomSeries(20, 1), WRITTEN));
    const empty = homeWith(() => {});
    await assert.rejects(describeData(empty, ask('bars')), hiveError('NO_BARS'));
    await assert.rejects(describeData(empty, ask('samples')), hiveError('NO_SAMPLES'));
    await assert.rejects(describeData(empty, ask('trades')), hiveError('NO_TRADES'));
    await assert.rejects(describeData(short, ask('features')), hiveError('TOO_FEW_BARS', /^20 bars.*60\.$/));
  });

  it('takes an interval and a source only for what has several', async () => {
    await assert.rejects(describeData(withBars(), ask('trades', { interval: '1d' })), hiveError('USAGE'));
    await assert.rejects(describeData(withBars(), ask('samples', { source: 'csv' })), hiveError('USAGE'));
    await assert.rejects(describeData(withBars(), ask('bars', { interval: '1h' })), hiveError('NO_BARS'));
  });
});
