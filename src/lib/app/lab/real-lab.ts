import { availableParallelism } from 'node:os';
import type { Config } from '../../config/schema.ts';
import { isoTime } from '../../core/clock.ts';
import { dataError } from '../../core/errors.ts';
import { type AssetClass, parseInstrument } from '../../core/instrument.ts';
import { DAY_MS, intervalMs } from '../../core/interval.ts';
import { moduleBeside } from '../../core/module-beside.ts';
import { CANARY, WANTED } from '../../lab/evidence-lines.ts';
import type { RealInput, RealScore } from '../../lab/real/score-series.ts';
import type { BarInventory, Store } from '../../store/ports.ts';
import { WorkerPool } from '../../threads/worker-pool.ts';
import type { Adapters } from '../adapters.ts';
import type { LabRealOutput, RealSeries } from '../schemas/lab-real.ts';
import type { LabHooks } from './run-lab.ts';

export interface RealLabRequest {
  /** Only these; all without any. */
  readonly symbols: readonly string[];
  readonly seed: number;
}

/** Bars of before the first forecast, and so many again to say anything by. */
const LEAST_BARS = 1200;
/** A model of days is made anew every 20 of them, one of shorter bars every week. */
const RETRAIN_DAYS = 20;
const RETRAIN_SHORTER_MS = 7 * DAY_MS;

/**
 * Scores all stored series that are long enough and not simulated, one a thread: walk-forward only, costs on.
 * @throws HiveError (data) when there is none.
 */
export async function runRealLab(
  adapters: Adapters,
  request: RealLabRequest,
  hooks: LabHooks = {},
): Promise<LabRealOutput> {
  const store = await adapters.store();
  const chosen = chooseSeries(store, request);
  const tasks = chosen.map(entry => taskOf(store, adapters.config, { entry, seed: request.seed }));
  const scores = new Map<number, RealScore>();
  const pool = openPool(hooks);
  try {
    await pool.map(tasks, {
      signal: hooks.signal ?? null,
      onResult: (index, score) => {
        scores.set(index, score);
        hooks.onProgress?.(scores.size, tasks.length);
      },
    });
  } finally {
    await pool.close();
  }
  if (hooks.signal?.aborted) return { complete: false, done: scores.size, total: tasks.length };
  return {
    complete: true,
    seed: request.seed,
    series: chosen.map((entry, index) => seriesOf(entry, tasks[index]!, scores.get(index)!)),
  };
}

function openPool({ workers }: LabHooks): WorkerPool<RealInput, RealScore> {
  return new WorkerPool({
    script: moduleBeside(import.meta.url, 'real-worker'),
    data: null,
    workers: workers ?? availableParallelism(),
  });
}

function chooseSeries(store: Store, { symbols }: RealLabRequest): BarInventory[] {
  const wanted = new Set(symbols.map(symbol => parseInstrument(symbol).symbol));
  const found = store.bars
    .inventory()
    .filter(({ source, rows }) => !source.startsWith('simulated') && rows >= LEAST_BARS)
    .filter(({ symbol }) => wanted.size === 0 || wanted.has(symbol));
  if (found.length > 0) return found;
  throw dataError({
    code: 'NO_BARS',
    message: `No stored series of real bars is as long as ${LEAST_BARS}.`,
    next: 'Import one: hive data import FILE --symbol SYM',
  });
}

interface Chosen {
  readonly entry: BarInventory;
  readonly seed: number;
}

function taskOf(store: Store, config: Config, { entry, seed }: Chosen): RealInput {
  const step = intervalMs(entry.interval);
  return {
    bars: store.bars.load(entry),
    sideCost: sideCostOf(config, parseInstrument(entry.symbol).assetClass),
    retrainBars: step >= DAY_MS ? RETRAIN_DAYS : Math.round(RETRAIN_SHORTER_MS / step),
    seed,
  };
}

/** The fee and half of the spread. */
const sideCostOf = ({ costs }: Config, assetClass: AssetClass): number =>
  assetClass === 'crypto'
    ? costs.cryptoFeeRate + costs.cryptoSpreadBps / 20_000
    : costs.stockFeeRate + costs.stockSpreadBps / 20_000;

function seriesOf(
  { symbol, interval, source, firstMs, lastMs }: BarInventory,
  { sideCost }: RealInput,
  { accuracyInterval, money, timing, crossPaths, ...score }: RealScore,
): RealSeries {
  return {
    ...{ symbol, interval, source, from: isoTime(firstMs), to: isoTime(lastMs), sideCost },
    ...score,
    crossPaths: [...crossPaths],
    accuracyInterval: accuracyInterval && [...accuracyInterval],
    money: { last: money[0], peak: money[1] },
    timing: { last: timing[0], peak: timing[1] },
    verdict: verdictOf(money[1], timing[1]),
  };
}

/** The words are fixed: nothing else may be said of a series. */
function verdictOf(money: number, timing: number): RealSeries['verdict'] {
  if (money >= WANTED && timing >= CANARY) return 'promoted';
  if (money < CANARY) return 'no evidence of an edge';
  return timing >= CANARY ? 'weak' : 'no evidence of timing';
}
