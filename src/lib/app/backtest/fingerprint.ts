import { createHash } from 'node:crypto';
import { BAR_COLUMNS, type BarSeries } from '../../core/bar-series.ts';
import { canonicalJson } from '../../core/canonical-json.ts';
import { sha256 } from '../../core/hash.ts';
import type { BacktestData } from '../schemas/backtest.ts';
import type { LoadedSymbol } from './loaded-bars.ts';

/** SHA-256 over all bars that a run reads, the warm-up and the detail included, hex. */
export function hashBars(symbols: readonly LoadedSymbol[]): string {
  const hash = createHash('sha256');
  for (const { series, detail, firstBar } of symbols) {
    for (const bars of detail ? [series, detail] : [series]) addBars(hash, bars);
    hash.update(`first ${firstBar}\n`);
  }
  return hash.digest('hex');
}

function addBars(hash: ReturnType<typeof createHash>, series: BarSeries): void {
  hash.update(`${series.symbol} ${series.interval} ${series.length}\n`);
  for (const name of BAR_COLUMNS) {
    const column = series[name];
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  }
}

/** Everything that the result of a run depends on. */
export interface RunIdentity {
  /** What the result says of its bars, their hash included. */
  readonly data: BacktestData;
  readonly version: string;
  readonly strategy: string;
  readonly params: Readonly<Record<string, number | string>>;
  readonly moduleSha256: string | null;
  readonly execution: object;
  readonly settings: object;
  readonly seed: number;
}

export const fingerprintOf = (identity: RunIdentity): string => sha256(canonicalJson(identity));
