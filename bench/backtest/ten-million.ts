/** Ten million minutes from the store, page by page: all trades, fills and the equity of every bar kept. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TypedStream } from '../../src/lib/backtest/typed/typed-stream.ts';
import { type BarSeries, emptySeries, setBar } from '../../src/lib/core/bar-series.ts';
import { intervalMs } from '../../src/lib/core/interval.ts';
import { mulberry32 } from '../../src/lib/core/random.ts';
import type { Store } from '../../src/lib/store/ports.ts';
import { openStore } from '../../src/lib/store/sqlite/store.ts';
import { ruleStrategy } from '../../src/lib/trading/strategies/rules/index.ts';
import { CASH_CENTS, MODEL } from './model.ts';
import { report, time } from './timing.ts';

const BARS = 10_000_000;
const CHUNK = 100_000;
const MINUTE_MS = intervalMs('1m');
const KEY = { source: 'csv', symbol: 'BTC/USD', interval: '1m' } as const;

const [, , written] = process.argv;
if (written === undefined) {
  // Written by another process, so that the memory of this one is that of the run.
  const folder = mkdtempSync(join(tmpdir(), 'hive-bench-'));
  const file = join(folder, 'hive.db');
  writeWalk(openStore(file));
  spawnSync(process.execPath, [import.meta.filename, file], { stdio: 'inherit' });
  rmSync(folder, { recursive: true });
} else play(openStore(written, { readOnly: true }));

function play(store: Store): void {
  const before = process.memoryUsage.rss() / 2 ** 20;
  const signals = ruleStrategy('sma-cross').start({ fast: 10, slow: 30 });
  const terms = {
    execution: MODEL,
    startingCents: CASH_CENTS,
    firstBar: 0,
    expectedBars: BARS,
    keepsTime: false,
  };
  const stream = new TypedStream(terms);
  const spent = time(() => {
    for (const page of store.bars.pages(KEY)) {
      const codes = new Int8Array(page.length);
      signals.advance(page, codes);
      stream.advance(page, codes);
    }
  });
  const run = stream.finish();
  report('ten million minutes, store to run', spent, { bars: BARS, more: `${run.trades.length} trades` });
  const peak = process.resourceUsage().maxRSS / 1024;
  console.log(
    `peak memory of the process: ${peak.toFixed(0)} MB; ${before.toFixed(0)} MB were in use before the run`,
  );
  store.close();
}

/** A random walk: the simulated market would take longer to make than to play. */
function writeWalk(store: Store): void {
  const random = mulberry32(7);
  const chunk: BarSeries = emptySeries(KEY.symbol, KEY.interval, CHUNK);
  let timeMs = Date.UTC(2005, 0, 1);
  let open = 50_000;
  for (let written = 0; written < BARS; written += CHUNK) {
    for (let k = 0; k < CHUNK; k++) {
      const close = open * (1 + 0.001 * (random() - 0.5));
      const [high, low] = [Math.max(open, close) * 1.0001, Math.min(open, close) * 0.9999];
      setBar(chunk, k, { timeMs, open, high, low, close, volume: 1 });
      open = close;
      timeMs += MINUTE_MS;
    }
    store.bars.write(KEY.source, chunk, { origin: 'bench', atMs: 0 });
  }
  store.close();
}
