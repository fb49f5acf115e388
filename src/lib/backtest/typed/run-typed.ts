import type { EngineInput, EngineRun } from '../engine-run.ts';
import { runMerged } from './run-merged.ts';
import { TypedStream } from './typed-stream.ts';

/**
 * The quick engine: plays the bars as docs/how-a-bar-is-played.md says, in typed columns and exact integers held in
 * doubles.
 * @throws RangeError for the sizing `hive` and for execution models that make no sense; HiveError (data) for bars and
 * amounts that doubles do not hold exactly
 */
export function runTyped(input: EngineInput): EngineRun {
  const [only, ...others] = input.symbols;
  if (!only || others.length > 0 || only.detail) return runMerged(input);
  const { execution, startingCents } = input;
  const { firstBar, track, series } = only;
  const { widths, codes } = track;
  const stream = new TypedStream({ execution, startingCents, firstBar, widths, keepsTime: false });
  stream.advance(series, codes);
  return { ...stream.finish(), time: series.time.subarray(firstBar) };
}
