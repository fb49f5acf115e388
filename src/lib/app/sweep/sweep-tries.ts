import type { Searched, TriedPoint } from '../../backtest/sweep/search.ts';
import { intervalMs } from '../../core/interval.ts';
import { sharpeSample } from '../../performance/sharpe-sample.ts';
import type { Store } from '../../store/ports.ts';
import type { Try } from '../../store/tries.ts';
import { fingerprintOf } from '../backtest/fingerprint.ts';
import { type PreparedSweep, rangeOf } from './prepare-sweep.ts';

export interface TriedSweep {
  readonly prepared: PreparedSweep;
  readonly searched: Searched;
  readonly nowMs: number;
}

/** Enters every point into the ledger at once, those that halving left behind too. @returns all tries on these bars. */
export function countTries({ tries }: Store, { prepared, searched, nowMs }: TriedSweep): number {
  const bars = {
    market: prepared.bars.market,
    symbols: prepared.setup.symbols.map(({ symbol }) => symbol),
    interval: prepared.bars.interval,
  };
  const whole = { ...bars, ...boundsOf(prepared) };
  const tryOf = (point: TriedPoint, span: Pick<Try, 'fromMs' | 'toMs'>): Try => ({
    ...{ ...bars, ...span, atMs: nowMs, kind: 'sweep', strategy: prepared.swept.strategy.id },
    fingerprint: fingerprintOf(prepared.identify(point.params)),
    params: JSON.stringify(point.params),
    sharpe: sharpeSample(point.curve.returns)?.sharpe ?? null,
    days: point.curve.returns.length,
  });
  const roundSpan = (round: number) => {
    const { fromMs, toMs } = rangeOf(prepared)(searched.rounds[round]!.days);
    return { fromMs: fromMs ?? whole.fromMs, toMs: toMs ?? whole.toMs };
  };
  tries.add([
    ...searched.points.map(point => tryOf(point, whole)),
    ...searched.left.map(point => tryOf(point, roundSpan(point.round))),
  ]);
  return tries.count(whole).tries;
}

/** From the first bar that may trade to the end of the last. */
function boundsOf({ setup, bars }: PreparedSweep): Pick<Try, 'fromMs' | 'toMs'> {
  const firsts = setup.symbols.map(({ series, firstBar }) => series.time[firstBar]!);
  const lasts = setup.symbols.map(({ series }) => series.time[series.length - 1]!);
  return { fromMs: Math.min(...firsts), toMs: Math.max(...lasts) + intervalMs(bars.interval) };
}
