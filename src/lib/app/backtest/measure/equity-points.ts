import type { EngineRun } from '../../../backtest/engine-run.ts';
import { centsOf, dollarsOf } from './units.ts';

/** A curve of more bars is thinned out to about as many points. */
const MOST = 100_000;

/** The curve with every bar up to 100,000 of them, else with every n-th (from the first on) and the last. */
export function equityPoints({ time, equity }: EngineRun): {
  equity: [number, number][];
  equity_every: number;
} {
  const every = Math.max(1, Math.ceil(time.length / MOST));
  const points: [number, number][] = [];
  const add = (i: number): number => points.push([time[i]!, dollarsOf(centsOf(equity[i]!))]);
  for (let i = 0; i < time.length; i += every) add(i);
  if ((time.length - 1) % every !== 0) add(time.length - 1);
  return { equity: points, equity_every: every };
}
