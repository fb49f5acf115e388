import { type BarSeries, closeTimeMs } from '../../core/bar-series.ts';
import type { SymbolSight } from '../../learning/feedback/take-stance.ts';
import type { LoadedModel } from '../../learning/loaded-model.ts';
import { closeAt, sightOf } from './sights.ts';

/** What learning needs of the world in a tick. */
export interface LearnerPorts {
  /** Length of an epoch of learning: the horizon of a bet, and never shorter than a bar. */
  readonly epochMs: number;
  /** Strategy and pipeline, by name. */
  readonly candidate: string;
  /** Models that can be used now, the one in use first; null for one that cannot. */
  models(): Readonly<Record<string, LoadedModel | null>>;
  /** The newest closed bars of a symbol. */
  bars(symbol: string): Promise<BarSeries>;
  /** Stored bars that end at or after `fromMs`, for an epoch that ended long ago. */
  barsSince(symbol: string, fromMs: number): BarSeries;
}

/** How long an epoch waits for bars that are late before it begins without them. */
const PATIENCE_MS = 60 * 60_000;

export interface EpochView {
  readonly atMs: number;
  readonly sights: readonly SymbolSight[];
  /** The bars that they were seen in. */
  readonly series: readonly BarSeries[];
  /** Names of the models that they were seen with, the one in use first. */
  readonly models: readonly string[];
}

export interface EpochQuestion {
  readonly symbols: readonly string[];
  readonly epoch: number;
  readonly nowMs: number;
}

/** The symbols whose bars reach into the epoch; null while some are late, or when none do. */
export async function viewEpoch(ports: LearnerPorts, question: EpochQuestion): Promise<EpochView | null> {
  const { symbols, epoch, nowMs } = question;
  const startMs = epoch * ports.epochMs;
  const series = await Promise.all(symbols.map(symbol => ports.bars(symbol)));
  const current = series.filter(bars => newestCloseMs(bars) >= startMs);
  const isLate = current.length < symbols.length;
  const patience = Math.min(PATIENCE_MS, ports.epochMs / 4);
  if (current.length === 0 || (isLate && nowMs < startMs + patience)) return null;
  const models = ports.models();
  const sights = current.flatMap(bars => sightOf(bars, { models, epochMs: ports.epochMs }) ?? []);
  if (sights.length === 0) return null;
  const atMs = Math.max(...current.map(newestCloseMs));
  return { atMs, sights, series: current, models: Object.keys(models) };
}

const newestCloseMs = (series: BarSeries): number =>
  series.length === 0 ? Number.NEGATIVE_INFINITY : closeTimeMs(series, series.length - 1);

/** Return of each symbol from the close of a stance to the end of its epoch; null where a bar is missing. */
export function movesOf(
  ports: LearnerPorts,
  stance: { readonly until: string; readonly symbols: Readonly<Record<string, { readonly close: number }>> },
): Record<string, number | null> {
  const endMs = Date.parse(stance.until);
  const moves = Object.entries(stance.symbols).map(([symbol, { close }]) => {
    const end = closeAt(ports.barsSince(symbol, endMs), endMs);
    return [symbol, end === null ? null : end / close - 1] as const;
  });
  return Object.fromEntries(moves);
}
