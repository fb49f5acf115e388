import type { TimedEntry } from '../../journal/entry.ts';
import type { EngineInput, EngineRun, SymbolInput } from '../engine-run.ts';
import type { Actor } from './actor.ts';
import { HiveActor } from './hive-actor.ts';
import type { HiveTerms } from './hive-terms.ts';
import { ResearchActor } from './research-actor.ts';
import { playTimeline } from './timeline.ts';

export interface ReplayRun extends EngineRun {
  /** What HIVE's journal would hold, oldest first; empty for other sizings than `hive`. */
  readonly entries: readonly TimedEntry[];
}

/**
 * Plays the bars one by one as docs/how-a-bar-is-played.md says, with exact money. With the sizing `hive` each moment
 * is a tick: the functions of `lib/tick` decide, and the embedded broker's own arithmetic fills.
 * @param hive settings of the ticks; needed for the sizing `hive` and only for it
 * @throws RangeError when they are missing, when a symbol has fewer signals than bars, or on a price that is none
 */
export function runReplay(input: EngineInput, hive?: HiveTerms): ReplayRun {
  for (const symbol of input.symbols) checkSignals(symbol);
  const actor = actorFor(input, hive);
  const { portfolio } = actor;
  const time: number[] = [];
  const equity: number[] = [];
  let barsInMarket = 0;
  playTimeline(input.symbols, (timeMs, turns) => {
    actor.play(timeMs, turns);
    time.push(timeMs);
    equity.push(portfolio.equity());
    if (!portfolio.isFlat) barsInMarket += 1;
  });
  return {
    time: Float64Array.from(time),
    equity: Float64Array.from(equity),
    barsInMarket,
    trades: portfolio.book.trades(input.symbols.map(({ series }) => series)),
    fills: portfolio.book.fills,
    rejected: portfolio.book.rejected,
    cashCents: Number(portfolio.cash),
    entries: actor.entries,
  };
}

function actorFor(input: EngineInput, hive: HiveTerms | undefined): Actor {
  const { sizing } = input.execution;
  if (sizing.kind !== 'hive') return new ResearchActor(input, sizing);
  if (!hive) throw new RangeError('the sizing "hive" needs the settings of a tick');
  return new HiveActor(input, hive);
}

function checkSignals({ symbol, series, track }: SymbolInput): void {
  if (track.codes.length >= series.length) return;
  throw new RangeError(`${track.codes.length} signals for ${series.length} bars of ${symbol}`);
}
