import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type BarSeries, emptySeries, setBar, sliceSeries } from '../src/lib/core/bar-series.ts';
import { openStore } from '../src/lib/store/sqlite/store.ts';
import type { Try } from '../src/lib/store/tries.ts';

/** Bars of one symbol: `node bench/bars.ts 10000000` for the large case. */
const BARS = Number(process.argv[2] ?? 1_000_000);
const APPENDS = 500;
const BATCH = 500_000;
const MINUTE = 60_000;
const KEY = { source: 'csv', symbol: 'BTC/USD', interval: '1m' } as const;

/** What is measured, so that pages and rows go through the same. */
interface Shelf {
  write(series: BarSeries): void;
  /** Reads all and says how many bars that were. */
  scan(): number;
  newest(count: number): unknown;
  inventory(): unknown;
}

function minutes(from: number, count: number): BarSeries {
  const series = emptySeries('BTC/USD', '1m', count);
  for (let row = 0; row < count; row++) {
    const close = 50_000 + 1_000 * Math.sin(from + row);
    const timeMs = (from + row) * MINUTE;
    setBar(series, row, { timeMs, open: close - 1, high: close + 5, low: close - 5, close, volume: row / 7 });
  }
  return series;
}

/** The store of HIVE. */
function pages(path: string): Shelf {
  const { bars } = openStore(path);
  return {
    write: series => bars.write('csv', series, { origin: 'bench', atMs: 0 }),
    scan: () => {
      let rows = 0;
      for (const chunk of bars.pages(KEY)) rows += chunk.length;
      return rows;
    },
    newest: last => bars.load(KEY, { last }),
    inventory: () => bars.inventory(),
  };
}

/** The peer: one row a bar, as HIVE stored them before; without the look at what is stored already. */
function rows(path: string): Shelf {
  const db = new DatabaseSync(path);
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE bars (source TEXT, symbol TEXT, interval TEXT, time INTEGER, open REAL, high REAL, low REAL,
      close REAL, volume REAL, PRIMARY KEY (source, symbol, interval, time)) WITHOUT ROWID`);
  const key = [KEY.source, KEY.symbol, KEY.interval] as const;
  const where = 'FROM bars WHERE source = ? AND symbol = ? AND interval = ? ORDER BY time';
  const put = db.prepare('INSERT OR REPLACE INTO bars VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const all = db.prepare(`SELECT time, open, high, low, close, volume ${where}`);
  const newest = db.prepare(`SELECT time, open, high, low, close, volume ${where} DESC LIMIT ?`);
  const counts = db.prepare(
    'SELECT count(*), min(time), max(time) FROM bars GROUP BY source, symbol, interval',
  );
  for (const statement of [all, newest]) statement.setReturnArrays(true);
  return {
    write: ({ length, time, open, high, low, close, volume }) => {
      db.exec('BEGIN IMMEDIATE');
      for (let i = 0; i < length; i++)
        put.run(...key, time[i]!, open[i]!, high[i]!, low[i]!, close[i]!, volume[i]!);
      db.exec('COMMIT');
    },
    scan: () => {
      let count = 0;
      for (const _ of all.iterate(...key)) count++;
      return count;
    },
    newest: count => newest.all(...key, count),
    inventory: () => counts.all(),
  };
}

/** The quickest of `runs` runs in milliseconds: what the machine can do when nobody else is on it. */
function best(work: () => unknown, runs: number): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}

function measure(shelf: Shelf): Readonly<Record<string, number>> {
  const write = best(() => {
    for (let from = 0; from < BARS; from += BATCH) shelf.write(minutes(from, Math.min(BATCH, BARS - from)));
  }, 1);
  const more = minutes(BARS, APPENDS);
  let appended = 0;
  return {
    'write, ns a bar': (write / BARS) * 1e6,
    'read all, ns a bar': (best(() => shelf.scan(), 3) / BARS) * 1e6,
    'newest 2, µs': best(() => shelf.newest(2), 2_000) * 1_000,
    'newest 660, µs': best(() => shelf.newest(660), 500) * 1_000,
    'inventory, ms': best(() => shelf.inventory(), 3),
    'append one bar, µs': meanMs(() => shelf.write(sliceSeries(more, appended, ++appended)), APPENDS) * 1_000,
  };
}

function meanMs(work: () => unknown, runs: number): number {
  const start = performance.now();
  for (let run = 0; run < runs; run++) work();
  return (performance.now() - start) / runs;
}

function benchTries(path: string): void {
  const { tries } = openStore(path);
  const sweep = Array.from({ length: 10_000 }, (_, point): Try => {
    const fingerprint = point.toString(16).padStart(64, '0');
    const bars = { market: 'real', symbols: ['BTC/USD'], interval: '1h', fromMs: 0, toMs: 1e12 } as const;
    const made = { strategy: 'sma-cross', params: `{"fast":${point}}`, sharpe: Math.sin(point), days: 900 };
    return { fingerprint, kind: 'sweep', atMs: point, ...bars, ...made };
  });
  console.log(
    `add 10000 tries      ${best(() => tries.add(sweep), 1)
      .toFixed(0)
      .padStart(8)} ms`,
  );
  const count = () => tries.count({ market: 'real', symbols: ['BTC/USD'], fromMs: 0, toMs: 1 });
  console.log(`count 10000 tries    ${best(count, 5).toFixed(0).padStart(8)} ms`);
}

const folder = mkdtempSync(join(tmpdir(), 'hive-bench-'));
try {
  const paged = measure(pages(join(folder, 'pages.db')));
  console.log(`resident memory      ${(process.memoryUsage().rss / 2 ** 20).toFixed(0).padStart(8)} MiB`);
  const peer = measure(rows(join(folder, 'rows.db')));
  console.log(`${BARS} bars`.padEnd(20), '   pages', '    rows', 'rows / pages');
  for (const [name, value] of Object.entries(paged)) {
    const [own, other] = [value, peer[name]!];
    const figures = [own.toFixed(1), other.toFixed(1), `${(other / own).toFixed(1)}×`];
    console.log(name.padEnd(20), ...figures.map(text => text.padStart(8)));
  }
  benchTries(join(folder, 'tries.db'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
