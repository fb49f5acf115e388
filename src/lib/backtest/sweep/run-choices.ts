import { indexAtOrAfter, sliceSeries } from '../../core/bar-series.ts';
import type { Params } from '../../trading/strategies/rule-strategy.ts';
import type { SymbolInput } from '../engine-run.ts';
import { curveOf, type DailyCurve, dailyEquity } from './daily-curve.ts';
import type { SweepSetup, SweepSymbol } from './point-run.ts';

/** From this moment on an account trades by these parameters; null: it does nothing. */
export interface Phase {
  readonly fromMs: number;
  readonly params: Params | null;
}

export interface ChoicesRun {
  readonly curve: DailyCurve;
  /** Trades opened in each phase. */
  readonly trades: readonly number[];
}

/**
 * One account that trades by the parameters of each phase in turn. It begins without a position; at a change only
 * the parameters change, as they would live: what is held stays until the new ones, or a stop, end it.
 * @param phases rising in time, at least one
 */
export function runChoices(setup: SweepSetup, phases: readonly Phase[]): ChoicesRun {
  const { execution, startingCents, engine } = setup;
  const symbols = setup.symbols
    .map(symbol => phasedSymbol(setup, symbol, phases))
    .filter(({ series, firstBar }) => firstBar < series.length);
  const run = engine({ symbols, execution, startingCents });
  const trades = new Array<number>(phases.length).fill(0);
  for (let index = 0; index < run.trades.length; index++) {
    const { symbol, entryBar } = run.trades.at(index);
    trades[phaseAt(phases, symbols[symbol]!.series.time[entryBar]!)]!++;
  }
  return { curve: curveOf(dailyEquity(run), startingCents / 100), trades };
}

function phaseAt(phases: readonly Phase[], timeMs: number): number {
  return Math.max(
    0,
    phases.findLastIndex(({ fromMs }) => fromMs <= timeMs),
  );
}

/** The signals of each phase's parameters, each of which reads the bars as its own run over all days does. */
function phasedSymbol(setup: SweepSetup, symbol: SweepSymbol, phases: readonly Phase[]): SymbolInput {
  const { series } = symbol;
  const codes = new Int8Array(series.length);
  const tracks = phases.map(({ params }) => params && shiftedTrack(setup, symbol, params));
  for (const [index, track] of tracks.entries()) {
    const from = indexAtOrAfter(series, phases[index]!.fromMs);
    const to = indexAtOrAfter(series, phases[index + 1]?.fromMs ?? Infinity);
    if (track) codes.set(track.codes.subarray(from - track.shift, to - track.shift), from);
  }
  const tagOf = (bar: number): string => {
    const track = tracks[phaseAt(phases, series.time[bar]!)];
    return track ? track.tagOf(bar - track.shift) : '';
  };
  const firstBar = Math.max(symbol.firstBar, indexAtOrAfter(series, phases[0]!.fromMs));
  return { ...symbol, firstBar, track: { codes, confidence: null, widths: null, tagOf } };
}

function shiftedTrack({ strategy, track }: SweepSetup, { series, firstBar }: SweepSymbol, params: Params) {
  const shift = Math.max(0, firstBar - strategy.warmUpBars(params));
  const { codes, tagOf } = track(strategy, params, sliceSeries(series, shift));
  return { shift, codes, tagOf };
}
