import type { EngineRun } from '../../../backtest/engine-run.ts';

/** Cash moved by all fills and their fees, in cents. */
export function fillTotals({ fills }: EngineRun): { moved: number; fees: number } {
  let moved = 0;
  let fees = 0;
  for (let i = 0; i < fills.length; i++) {
    const fill = fills.at(i);
    moved += Math.abs(fill.cashCents);
    fees += fill.feeCents;
  }
  return { moved, fees };
}
