import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptySeries, setBar } from '../src/lib/core/bar-series.ts';
import { isoTime } from '../src/lib/core/clock.ts';
import { HOUR_MS } from '../src/lib/core/interval.ts';
import type { RecordBody } from '../src/lib/journal/sealed-record.ts';
import { atomicWrite } from '../src/lib/store/files/atomic-write.ts';
import { openJournal } from '../src/lib/store/files/journal-file.ts';
import { acquireLock } from '../src/lib/store/files/lock.ts';
import { verifyJournal } from '../src/lib/store/files/verify-journal.ts';
import type { SampleScope, StoredSample } from '../src/lib/store/ports.ts';
import { openStore } from '../src/lib/store/sqlite/store.ts';

const START = Date.UTC(2022, 0, 1);
const BARS = 40_000;
const SAMPLES = 20_000;
/** Records of the journal that is verified: `node bench/store.ts 1000000` for the large case. */
const RECORDS = Number(process.argv[2] ?? 100_000);
const SCOPE: SampleScope = { source: 'csv', interval: '1h', featureSet: 'f', labelSet: 'l' };

/** Median milliseconds of `runs` runs. */
function median(work: () => unknown, runs = 5): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!;
}

function report(name: string, milliseconds: number): void {
  console.log(`${name.padEnd(44)} ${milliseconds.toFixed(2).padStart(10)} ms`);
}

function someBars() {
  const series = emptySeries('BTC/USD', '1h', BARS);
  for (let row = 0; row < BARS; row++) {
    const close = 50_000 + 1_000 * Math.sin(row);
    setBar(series, row, {
      ...{ timeMs: START + row * HOUR_MS, open: close - 1, high: close + 5, low: close - 5, close },
      volume: row % 3 === 0 ? Number.NaN : row / 7,
    });
  }
  return series;
}

function someSamples(): StoredSample[] {
  return Array.from({ length: SAMPLES }, (_, row) => ({
    ...{ symbol: 'BTC/USD', assetClass: 'crypto' as const, atMs: START + row * HOUR_MS },
    features: Float64Array.from({ length: 8 }, (__, feature) => Math.sin(row * feature)),
    label: { y: 1, netReturn: 0.01, resolvedMs: START + (row + 1) * HOUR_MS, barrier: 'time' as const },
  }));
}

const bodies = (from: number, count: number): RecordBody[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ at: isoTime(START + (from + index) * 1_000), mode: 'paper', account: 'PA1', type: 'DECISION' },
    data: { symbol: 'BTC/USD', action: 'HOLD', reason: 'EPOCH_DECIDED', confidence: 0.53 + index / 1e7 },
  }));

function benchSqlite(folder: string): void {
  const store = openStore(join(folder, 'hive.db'));
  const [bars, samples] = [someBars(), someSamples()];
  const key = { source: 'csv', symbol: 'BTC/USD', interval: '1h' } as const;
  const write = () => store.bars.write('csv', bars, { origin: 'bench', atMs: START });
  report(`write ${BARS} new bars`, median(write, 1));
  report(`write ${BARS} known bars`, median(write));
  report(
    `load ${BARS} bars`,
    median(() => store.bars.load(key)),
  );
  report(
    'load the newest 750 bars',
    median(() => store.bars.load(key, { last: 750 })),
  );
  report(
    `write ${SAMPLES} new samples`,
    median(() => store.samples.upsert(SCOPE, samples), 1),
  );
  report(
    'load the newest 500 samples',
    median(() => store.samples.newestMatured(SCOPE, 'crypto', 500)),
  );
  store.close();
  report(
    'open and close the store',
    median(() => openStore(join(folder, 'hive.db')).close()),
  );
}

function benchFiles(folder: string): void {
  const path = join(folder, 'journal.jsonl');
  const { journal } = openJournal(path);
  report(
    'append 1 record, durable',
    median(() => journal.append(bodies(journal.position.seq, 1)), 51),
  );
  while (journal.position.seq < RECORDS) journal.append(bodies(journal.position.seq, 10_000));
  journal.close();
  let peak = 0;
  const watch = () => {
    peak = Math.max(peak, process.memoryUsage().rss);
  };
  report(
    `verify ${journal.position.seq} records`,
    median(() => verifyJournal(path, watch), 1),
  );
  console.log(`${'  resident memory at most'.padEnd(44)} ${(peak / 2 ** 20).toFixed(0).padStart(10)} MiB`);
  const open = () => openJournal(path, { from: journal.position }).journal.close();
  report('open the journal at its checkpoint', median(open, 51));
  report(
    'take and release the lock',
    median(() => acquireLock(join(folder, 'lock'))?.release(), 51),
  );
  report(
    'write a 100 kB file atomically',
    median(() => atomicWrite(join(folder, 'm'), 'x'.repeat(1e5)), 51),
  );
}

const folder = mkdtempSync(join(tmpdir(), 'hive-bench-'));
try {
  benchSqlite(folder);
  benchFiles(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
